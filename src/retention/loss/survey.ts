import type { Competitor, FailureReason } from "../calls";
import type { SerialDay } from "../time";

/**
 * 流失调查 (rules §15, S2 流失原因调查 and its 调查问卷): the nine questions as a flow, and what the
 * answers mean for the rest of the program.
 *
 * Q1 是否维护过 · Q2 未维护的原因 · Q3 维修项目 · Q4 是否保险公司推荐 · Q5 维修地方 · Q6 去那里的原因 ·
 * Q7 对那里的评价 · Q8 为什么好 · Q9 流失主要原因.
 */
export const surveyQuestions = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9"] as const;
export type SurveyQuestion = (typeof surveyQuestions)[number];

/** Codes of the answers to choose from, in S2's order; Q8 is answered in words. */
export const surveyOptions = {
  q1: ["yes", "no"],
  q2: ["drivesLittle", "handedOver", "awayOrAbroad", "other"],
  q3: ["maintenance", "minorRepair", "bodyAndPaint", "other"],
  q4: ["yes", "no"],
  q5: ["sameBrand", "otherBrand", "independentGarage", "soleTrader", "quickServiceChain"],
  q6: ["price", "distance", "acquaintance", "recommended", "other"],
  q7: ["good", "fair", "poor"],
  q9: [
    "poorService",
    "poorRepairQuality",
    "highPrice",
    "inconvenientPlace",
    "companyChoice",
    "other",
  ],
} as const;

type Choice<Question extends keyof typeof surveyOptions> = (typeof surveyOptions)[Question][number];

/** Answers given so far; absent: not asked or not answered. Texts of 其他 and of Q8 stand beside the codes. */
export interface SurveyAnswers {
  readonly q1?: Choice<"q1">;
  readonly q2?: Choice<"q2">;
  /** Several items may have been done. */
  readonly q3?: readonly Choice<"q3">[];
  readonly q4?: Choice<"q4">;
  readonly q5?: Choice<"q5">;
  readonly q6?: Choice<"q6">;
  readonly q7?: Choice<"q7">;
  readonly q8?: string;
  readonly q9?: Choice<"q9">;
  readonly otherTexts?: Readonly<Partial<Record<SurveyQuestion, string>>>;
}

function isAnswered(answers: SurveyAnswers, question: SurveyQuestion): boolean {
  const answer = answers[question];
  return question === "q3" ? (answers.q3?.length ?? 0) > 0 : answer !== undefined && answer !== "";
}

/** The question that follows an answered one; `null`: the survey is over. */
function after(question: SurveyQuestion, answers: SurveyAnswers): SurveyQuestion | null {
  switch (question) {
    case "q1":
      return answers.q1 === "no" ? "q2" : "q3";
    case "q2":
      return null;
    case "q3":
      // Whether the insurer chose the garage is a question of body work alone.
      return answers.q3?.includes("bodyAndPaint") ? "q4" : "q5";
    case "q4":
      return "q5";
    case "q5":
      return "q6";
    case "q6":
      return "q7";
    case "q7":
      return answers.q7 === "good" ? "q8" : "q9";
    case "q8":
      return "q9";
    case "q9":
      return null;
  }
}

/**
 * The questions on the way of these answers, from Q1 to the first unanswered one or the end. Answers
 * beside the way (an earlier answer was changed) have no say.
 */
export function askedQuestions(answers: SurveyAnswers): SurveyQuestion[] {
  const asked: SurveyQuestion[] = [];
  let question: SurveyQuestion | null = "q1";
  while (question !== null) {
    asked.push(question);
    question = isAnswered(answers, question) ? after(question, answers) : null;
  }
  return asked;
}

/** The next question to ask; `null` when the survey is complete. */
export function nextQuestion(answers: SurveyAnswers): SurveyQuestion | null {
  const asked = askedQuestions(answers);
  const last = asked[asked.length - 1];
  return isAnswered(answers, last) ? null : last;
}

/** What a survey feeds into the rest of the program. */
export interface SurveyEffects {
  /** 已转让: 已转手 is to be proposed. */
  readonly handedOver: boolean;
  /** 车开得少: flag 用车较少. */
  readonly lowUse: boolean;
  /** Reasons of the loss, the main one first; each once. */
  readonly reasons: readonly FailureReason[];
  readonly competitor: Competitor | null;
  /** What was done elsewhere: 保养流失, 小修流失, 钣喷流失 (rules §4). */
  readonly itemsElsewhere: readonly ("maintenance" | "minorRepair" | "bodyAndPaint")[];
}

const reasonOfQ9: Readonly<Record<Choice<"q9">, FailureReason | null>> = {
  poorService: "serviceAttitude",
  poorRepairQuality: "repairQuality",
  highPrice: "repairPrice",
  inconvenientPlace: "distance",
  companyChoice: "companyChoice",
  other: null,
};

const reasonOfQ6: Readonly<Record<Choice<"q6">, FailureReason | null>> = {
  price: "repairPrice",
  distance: "distance",
  acquaintance: "acquaintance",
  recommended: "recommended",
  other: null,
};

const reasonOfQ2: Readonly<Record<Choice<"q2">, FailureReason | null>> = {
  drivesLittle: "drivesLittle",
  handedOver: "handedOver",
  awayOrAbroad: "awayOrAbroad",
  other: null,
};

/** Only the answers on the way: {@link askedQuestions}. */
function onTheWay(answers: SurveyAnswers): SurveyAnswers {
  const asked = askedQuestions(answers);
  return Object.fromEntries(asked.map((question) => [question, answers[question]]));
}

/** The effects of a survey, complete or not. */
export function surveyEffects(answers: SurveyAnswers): SurveyEffects {
  const { q2, q3, q4, q5, q6, q9 } = onTheWay(answers);
  const reasons = [
    q9 && reasonOfQ9[q9],
    q4 === "yes" ? ("insurerChoice" as const) : null,
    q6 && reasonOfQ6[q6],
    q2 && reasonOfQ2[q2],
  ].filter((reason): reason is FailureReason => typeof reason === "string");
  return {
    handedOver: q2 === "handedOver",
    lowUse: q2 === "drivesLittle",
    reasons: [...new Set(reasons)],
    competitor: q5 ?? null,
    itemsElsewhere: (q3 ?? []).flatMap((item) => (item === "other" ? [] : [item])),
  };
}

/** One answered questionnaire of 流失调查. */
export interface LostSurvey {
  /** Customer key, normalised. */
  readonly key: string;
  readonly day: SerialDay;
  readonly answers: SurveyAnswers;
}
