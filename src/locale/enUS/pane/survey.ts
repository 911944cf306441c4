import type { survey as zhCN } from "../../zhCN/pane/survey";

/** S2's questionnaire as it is asked on the phone. */
export const survey: typeof zhCN = {
  title: "Lost-customer survey",
  start: "Start the survey",
  resume: "Go on with the survey",
  lead: "One question after the other, by what the customer says. You may stop at any time; answers are kept.",
  done: "That was the last question. Thank the customer and save.",
  progress: (number) => `Question ${number}`,
  back: "Back",
  next: "Next",
  save: "Save the survey",
  saveSoFar: "Save what is answered",
  restart: "Start over",
  answered: "Answered",
  otherText: "In words",
  whyGood: "What the customer finds good",
  questions: {
    q1: "Has your car been serviced or repaired lately?",
    q2: "Why has it not been serviced or repaired?",
    q3: "What was done? (several possible)",
    q4: "Did your insurer send you there for the body work?",
    q5: "Where was it done?",
    q6: "What made you go there?",
    q7: "How good are parts and repairs there?",
    q8: "What is good about it?",
    q9: "What is the main reason for not coming back to us?",
  },
};
