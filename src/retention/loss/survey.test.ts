import fc from "fast-check";
import {
  askedQuestions,
  nextQuestion,
  surveyEffects,
  surveyOptions,
  surveyQuestions,
  type SurveyAnswers,
} from "./survey";

describe("the way through the survey", () => {
  it("ends after why, when the car was not serviced since", () => {
    expect(askedQuestions({ q1: "no", q2: "drivesLittle" })).toEqual(["q1", "q2"]);
    expect(nextQuestion({ q1: "no", q2: "drivesLittle" })).toBeNull();
  });

  it("asks about the insurer only where body work was done", () => {
    expect(nextQuestion({ q1: "yes", q3: ["bodyAndPaint"] })).toBe("q4");
    expect(nextQuestion({ q1: "yes", q3: ["maintenance", "minorRepair"] })).toBe("q5");
    expect(nextQuestion({ q1: "yes", q3: [] })).toBe("q3");
  });

  it("asks why only where the other garage is good", () => {
    const until = { q1: "yes", q3: ["other"], q5: "soleTrader", q6: "price" } as const;
    expect(nextQuestion({ ...until, q7: "good" })).toBe("q8");
    expect(nextQuestion({ ...until, q7: "fair" })).toBe("q9");
    expect(nextQuestion({ ...until, q7: "good", q8: "快" })).toBe("q9");
    expect(nextQuestion({ ...until, q7: "poor", q9: "other" })).toBeNull();
  });

  it("always ends, asking each question at most once and in order", () => {
    const pick = <T>(options: readonly T[]) => fc.constantFrom(...options);
    const answers: fc.Arbitrary<SurveyAnswers> = fc.record({
      q1: pick(surveyOptions.q1),
      q2: pick(surveyOptions.q2),
      q3: fc.subarray([...surveyOptions.q3], { minLength: 1 }),
      q4: pick(surveyOptions.q4),
      q5: pick(surveyOptions.q5),
      q6: pick(surveyOptions.q6),
      q7: pick(surveyOptions.q7),
      q8: fc.constant("近"),
      q9: pick(surveyOptions.q9),
    });
    fc.assert(
      fc.property(answers, (given) => {
        const asked = askedQuestions(given);
        const places = asked.map((question) => surveyQuestions.indexOf(question));
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        expect(nextQuestion(given)).toBeNull();
      })
    );
  });
});

describe("what the answers mean", () => {
  it("已转让 proposes 已转手, 车开得少 flags 用车较少", () => {
    expect(surveyEffects({ q1: "no", q2: "handedOver" })).toMatchObject({
      handedOver: true,
      lowUse: false,
    });
    expect(surveyEffects({ q1: "no", q2: "drivesLittle" })).toMatchObject({
      handedOver: false,
      lowUse: true,
    });
  });

  it("the main reason comes first, each once, with competitor and items", () => {
    const answers = {
      q1: "yes",
      q3: ["bodyAndPaint", "other"],
      q4: "yes",
      q5: "quickServiceChain",
      q6: "price",
      q7: "fair",
      q9: "highPrice",
    } as const;
    expect(surveyEffects(answers)).toEqual({
      handedOver: false,
      lowUse: false,
      reasons: ["repairPrice", "insurerChoice"],
      competitor: "quickServiceChain",
      itemsElsewhere: ["bodyAndPaint"],
    });
  });

  it("answers beside the way have no say", () => {
    expect(surveyEffects({ q1: "yes", q2: "handedOver" }).handedOver).toBe(false);
    expect(surveyEffects({ q1: "no", q2: "other", q5: "sameBrand" }).competitor).toBeNull();
  });
});
