import {
  actions,
  type InputEdit,
  type Outcome,
  type RunOptions,
  type RunResult,
} from "../../excel";
import { recordRow } from "../../excel/footprint";
import { kpiNumbers, type Cell } from "../../intake";
import { textsOf, type Locale } from "../../locale";
import { StoreFigures, planInputOf } from "../../reports/figures";
import { recordsOfPlan } from "../../reports/sheets";
import {
  competitors,
  customerFinder,
  failureReasons,
  type SolicitationRecord,
} from "../../retention/calls";
import { customerKeyOf, type Dealership } from "../../retention/store";
import { isoOf, weekdayOf, NO_DAY, type SerialDay } from "../../retention/time";
import { morningPlan } from "../../retention/solicitation";
import { nextQuestion, surveyOptions, type SurveyAnswers } from "../../retention/loss";
import { statusAt } from "../../retention/status";
import { createRandom, type Random } from "../../sample/random";

/**
 * What people would have written into the demo's workbook in the months before its day: settings, a
 * deal, the records of the last weeks with invented results, reasons, questionnaires, campaigns. The
 * workbook is written by the add-in's own actions; the same seed gives the same life.
 */

/** Days between the full deal and the demo's day. */
const dealtBefore = 91;
/** Days whose morning plans are played, the demo's day included. */
const playedDays = 21;
const sunday = 7;
const questionnaires = 36;

/** What this store agreed on beside the defaults: quotas of its campaigns, amounts of 绩效. */
const agreed = {
  "solicitation.quotas.storePromotion": 2,
  "solicitation.quotas.weeklyGift": 1,
  "incentives.deductionAbove": 50,
  "incentives.deductionBeyond": 100,
  "incentives.rewardLost3": 20,
  "incentives.rewardLost6": 30,
  "incentives.rewardLost12": 50,
  "incentives.rewardLost24": 80,
  "incentives.rewardLostOver24": 100,
} as const;

/** Invented people who bought their car elsewhere: name, phone, plate. */
const lostSales = [
  ["韩雪", "15400000001", ""],
  ["许川", "15400000002", "赣T90001"],
  ["冯悦", "15400000003", ""],
  ["蒋鹏", "15400000004", "赣T90002"],
  ["沈洁", "15400000005", ""],
  ["杜航", "15400000006", "赣T90003"],
] as const;

type Act = (act: (options: RunOptions) => Promise<Outcome>, asOf?: SerialDay) => Promise<Outcome>;

/** Lives through the store's last months, up to the evening before the demo's own run over everything. */
export async function liveThrough(
  asOf: SerialDay,
  locale: Locale,
  completed: (outcome: Outcome) => Outcome
): Promise<void> {
  const act: Act = async (action, day = asOf) =>
    completed(await action({ locale, asOf: day, now: morningOf(day) }));
  const random = createRandom(20260630);
  const dealtOn = asOf - dealtBefore;
  // All sheets at once, so that they stand in their order; care begins with the first use.
  const first = await act((options) => actions.updateAll({ ...options, now: morningOf(dealtOn) }));
  await act((options) =>
    actions.saveSettings({ general: settingsOf(locale), parameters: agreed }, options)
  );
  await act((options) => actions.saveInputs(typedOnce(resultOf(first), asOf, random), options));
  await act(
    (options) => actions.dealAllocation({ ...options, kind: "full", seed: "2026-04" }),
    dealtOn
  );
  const dealt = resultOf(
    await act((options) => actions.updateAll({ ...options, reports: ["records", "ledger"] }))
  );
  const records = playRecords(dealt, asOf, locale, random);
  await act((options) =>
    actions.saveInputs(
      records.map((record) => ({ table: "records", values: recordRow(record, locale) })),
      options
    )
  );
  const told = resultOf(
    await act((options) => actions.updateAll({ ...options, reports: ["tally", "failures"] }))
  );
  const reasons = reasonsFor(told, random);
  if (reasons.length > 0) await act((options) => actions.saveInputs(reasons, options));
}

/** The clock at eight in the morning of a day. */
const morningOf = (day: SerialDay) => (): Date => new Date(`${isoOf(day)}T08:00:00`);

function resultOf({ result }: Outcome): RunResult {
  if (!result) throw new Error("the run computed nothing");
  return result;
}

function settingsOf(locale: Locale): Record<string, Cell> {
  const isChinese = locale === "zh-CN";
  return {
    customerCare: isChinese ? "客服小周" : "Zhou",
    closedWeekdays: textsOf(locale).vocabulary.weekdays[sunday - 1] ?? "",
    signature: isChinese ? "江城示例" : "Sample Motors",
    storePhone: "0791-0000000",
    budget: 3000,
  };
}

/** Weights, campaigns, questionnaires and figures of the scorecard. */
function typedOnce(result: RunResult, asOf: SerialDay, random: Random): InputEdit[] {
  const { figures, locale } = result;
  const { vocabulary, data } = textsOf(locale);
  const types = vocabulary.solicitationTypes;
  const isChinese = locale === "zh-CN";
  const { advisors } = figures.settings.roster;
  const weights = advisors.map(({ name }, index): InputEdit<"advisors"> => ({
    table: "advisors",
    row: { name },
    values: {
      weight: index === advisors.length - 1 ? 0.5 : 1,
      restWeekdays: vocabulary.weekdays[index % 5] ?? "",
    },
  }));
  const campaigns: InputEdit<"campaigns">[] = [
    {
      table: "campaigns",
      values: {
        name: isChinese ? "夏季空调检测" : "Summer air-conditioning check",
        type: types.storePromotion,
        from: asOf - 15,
        to: asOf + 30,
        statuses: [data.statuses.warning, data.statuses.nearLost].join(vocabulary.wordSeparator),
      },
    },
    {
      table: "campaigns",
      values: {
        name: isChinese ? "老客户回店礼" : "Welcome-back gift",
        type: types.weeklyGift,
        from: asOf - 8,
        to: asOf + 50,
        statuses: [data.statuses.lost3, data.statuses.lost6].join(vocabulary.wordSeparator),
      },
    },
  ];
  const prospects = lostSales.map(([name, phone, car], index): InputEdit<"prospects"> => ({
    table: "prospects",
    values: {
      name,
      phone,
      car,
      day: asOf - 14 + index,
      origin: isChinese ? "战败客户" : "Lost sale",
      advisor: index % 3 === 0 ? (advisors[0]?.name ?? "") : "",
    },
  }));
  const kpis: InputEdit<"scorecardInputs">[] = (
    [
      ["training", 9, ""],
      ["complaintHandling", 17, 19],
      ["carClass", 46, 71],
    ] as const
  ).map(([kpi, numerator, denominator]) => ({
    table: "scorecardInputs",
    row: { kpi: kpiNumbers[kpi] },
    values: { numerator, denominator },
  }));
  return [
    ...weights,
    ...campaigns,
    ...prospects,
    ...kpis,
    ...surveysOf(result, asOf, random),
  ] as InputEdit[];
}

/** Questionnaires of lost customers, each answered to its end. */
function surveysOf(
  { figures, locale }: RunResult,
  asOf: SerialDay,
  random: Random
): InputEdit<"surveyAnswers">[] {
  const { dealership, benchmark } = figures;
  const { vocabulary } = textsOf(locale);
  const lost = Array.from({ length: dealership.customers.count }, (_, customer) => customer).filter(
    (customer) =>
      /^lost/.test(statusAt(benchmark.statuses, customer) ?? "") &&
      customerKeyOf(dealership.customers, customer) !== ""
  );
  return Array.from({ length: Math.min(questionnaires, lost.length) }, () => {
    const [customer] = lost.splice(random.int(0, lost.length - 1), 1);
    const answers = answered(random);
    const { q2, q3, q5, q6, q7, q9 } = vocabulary.surveyOptions;
    const yesNo = (answer?: "yes" | "no"): string => (answer ? vocabulary[answer] : "");
    return {
      table: "surveyAnswers",
      values: {
        day: asOf - random.int(1, 80),
        customer: customerKeyOf(dealership.customers, customer ?? 0),
        q1: yesNo(answers.q1),
        q2: answers.q2 ? q2[answers.q2] : "",
        q3: (answers.q3 ?? []).map((item) => q3[item]).join(vocabulary.wordSeparator),
        q4: yesNo(answers.q4),
        q5: answers.q5 ? q5[answers.q5] : "",
        q6: answers.q6 ? q6[answers.q6] : "",
        q7: answers.q7 ? q7[answers.q7] : "",
        q8: answers.q8 ?? "",
        q9: answers.q9 ? q9[answers.q9] : "",
      },
    };
  });
}

function answered(random: Random): SurveyAnswers {
  let answers: SurveyAnswers = {};
  for (let next = nextQuestion(answers); next !== null; next = nextQuestion(answers)) {
    const question = next;
    if (question === "q8") answers = { ...answers, q8: random.pick(["近", "快", "便宜"]) };
    else if (question === "q3") answers = { ...answers, q3: [random.pick(surveyOptions.q3)] };
    else {
      const options = surveyOptions[question].filter((option) => option !== "other");
      const likely = question === "q1" ? random.chance(0.75) : false;
      const answer = likely ? "yes" : random.pick(options);
      answers = { ...answers, [question]: answer };
    }
  }
  return answers;
}

/** The morning plans of the last weeks, each made on what was known by then, with results filled in. */
function playRecords(
  { figures }: RunResult,
  asOf: SerialDay,
  locale: Locale,
  random: Random
): SolicitationRecord[] {
  const records: SolicitationRecord[] = [];
  const { dealership, quality, inputs } = figures;
  for (let day = asOf - playedDays + 1; day <= asOf; day += 1) {
    if (weekdayOf(day) === sunday) continue;
    const morning = new StoreFigures({
      dealership,
      asOf: day,
      quality,
      inputs: { ...inputs, records: [...records] },
      firstUse: asOf - dealtBefore,
    });
    const plan = morningPlan(planInputOf(morning), day);
    const planned = recordsOfPlan(morning, plan, { locale });
    const done = day === asOf ? 0.6 : 0.93;
    for (const record of planned) {
      records.push(random.chance(done) ? contacted(record, dealership, random, locale) : record);
    }
  }
  return records;
}

/** How a call went: who came within two weeks had mostly made an appointment. */
function contacted(
  record: SolicitationRecord,
  dealership: Dealership,
  random: Random,
  locale: Locale
): SolicitationRecord {
  const { contactChannels } = textsOf(locale).vocabulary;
  const called = { ...record, contactMethod: contactChannels.phone };
  const visit = nextVisit(record, dealership);
  if (visit !== NO_DAY && random.chance(0.75)) {
    return { ...called, result: "appointed", appointment: visit };
  }
  const results = [
    "notReached",
    "considering",
    "appointed",
    "mileageNotReached",
    "refused",
    "wrongNumber",
    "servicedElsewhere",
    "movedOn",
  ] as const;
  const result = results[random.weighted([30, 22, 7, 14, 12, 4, 8, 3])] ?? "considering";
  switch (result) {
    case "appointed":
      return { ...called, result, appointment: record.day + random.int(1, 6) };
    case "considering":
      return { ...called, result, nextContact: record.day + random.int(2, 9) };
    case "refused":
      return { ...called, result, failureReason: random.pick(failureReasons) };
    case "servicedElsewhere":
      return {
        ...called,
        result,
        failureReason: random.pick([
          "partsPrice",
          "labourPrice",
          "distance",
          "acquaintance",
        ] as const),
        competitor: random.pick(competitors),
      };
    case "movedOn":
      return { ...called, result, failureReason: "handedOver" };
    default:
      return { ...called, result };
  }
}

/** The customer's next visit within two weeks. */
function nextVisit({ key, day }: SolicitationRecord, dealership: Dealership): SerialDay {
  const customer = customerFinder(dealership)(key, day);
  if (customer < 0) return NO_DAY;
  const { visitOffsets, visitDay } = dealership;
  for (let visit = visitOffsets[customer]; visit < visitOffsets[customer + 1]; visit += 1) {
    if (visitDay[visit] > day && visitDay[visit] <= day + 14) return visitDay[visit];
  }
  return NO_DAY;
}

/** Reasons for most of the unmet targets, and what the team agreed on about the first failures. */
function reasonsFor({ plans, locale }: RunResult, random: Random): InputEdit[] {
  const isChinese = locale === "zh-CN";
  const { vocabulary } = textsOf(locale);
  const reasons = isChinese
    ? ["当天接待量大，电话没打完", "顾问调休，无人代打", "客户集中在上班时间无人接听"]
    : ["Busy reception, calls not finished", "Advisor off, no stand-in", "Customers at work"];
  const measures = isChinese
    ? ["次日早会优先安排", "客服专员代打", "改为 18 点后拨打"]
    : ["First thing tomorrow", "Customer care calls", "Call after 6 pm"];
  const tally = keyedRows(plans, "tallyReasons").filter(() => random.chance(0.8));
  const failures = keyedRows(plans, "failureActions").slice(0, 6);
  return [
    ...tally.map((row): InputEdit<"tallyReasons"> => ({
      table: "tallyReasons",
      row: { day: row.day, advisor: row.advisor, type: row.type },
      values: {
        reason: random.pick(reasons),
        reasonable: random.chance(0.6) ? vocabulary.yes : vocabulary.no,
        measure: random.pick(measures),
      },
    })),
    ...failures.map((row, index): InputEdit<"failureActions"> => ({
      table: "failureActions",
      row: { day: row.day, group: row.group, row: row.row, reason: row.reason },
      values: {
        cause: isChinese ? "报价前没有讲明项目" : "Items not explained before the quote",
        measure: isChinese ? "先讲项目，再报总价，附对比单" : "Explain first, quote in total",
        responsible: isChinese ? "服务经理" : "Service manager",
        deadline: Number(row.day) + 14,
        intoScripts: index < 2 ? vocabulary.yes : vocabulary.no,
      },
    })),
  ] as InputEdit[];
}

/** Rows of a planned input table by column key, as cells. */
function keyedRows(
  plans: RunResult["plans"],
  id: "tallyReasons" | "failureActions"
): Record<string, Cell>[] {
  const table = plans.flatMap((plan) => plan.tables).find(({ input }) => input === id);
  return (table?.rows ?? [])
    .map((row) =>
      Object.fromEntries(
        (table?.columns ?? []).map(({ key = "" }, column) => {
          const cell = row[column] ?? "";
          return [key, typeof cell === "object" ? cell.expected : cell];
        })
      )
    )
    .filter(({ day }) => day !== "" && day !== undefined);
}
