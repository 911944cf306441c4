import type { Cell } from "../cell";

/**
 * The tables of the add-in's own sheets in which users write, and what each column is. What the sheets
 * show is made from this, and what users wrote is read back by it.
 *
 * - `fixed`: written once by the add-in, when the row is made; names the row or what it is about.
 * - `input`: the user's; never written again once the row is there.
 * - `computed`: rewritten on every run.
 */
export type ColumnRole = "fixed" | "input" | "computed";

export const inputTables = {
  /** 维系参数: as-of day, rule set, sources of constants, names; one row per setting. */
  general: { key: "fixed", name: "computed", value: "input", meaning: "computed" },
  /** 维系参数: every figure of `allParameters`, by its dotted key. */
  parameters: {
    key: "fixed",
    chapter: "computed",
    name: "computed",
    value: "input",
    unit: "computed",
    default: "computed",
    source: "computed",
  },
  /** 维系参数: the service advisors. */
  advisors: {
    name: "input",
    weight: "input",
    from: "input",
    to: "input",
    restWeekdays: "input",
    restDays: "input",
  },
  /** 维系参数: maintenance intervals of single models. */
  intervals: {
    model: "input",
    days: "input",
    km: "input",
    firstDays: "input",
    firstKm: "input",
  },
  /** 维系参数: days on which the store rests. */
  closedDays: { day: "input", occasion: "input" },
  /** 维系参数: word lists by which items, orders and addresses are told apart. */
  wordLists: { list: "fixed", name: "computed", words: "input" },
  /** 维系参数: 勿扰, customers who must not be called. */
  doNotDisturb: { customer: "input", note: "input" },
  /** 招揽需求表: 拉新, who is no customer yet (S3 战败客户, S4 拉新). */
  prospects: {
    name: "input",
    phone: "input",
    car: "input",
    model: "input",
    day: "input",
    origin: "input",
    advisor: "input",
    note: "input",
    state: "computed",
  },
  /** 归属台账. */
  ledger: {
    fromDay: "input",
    customer: "input",
    name: "computed",
    jump: "computed",
    plate: "computed",
    owner: "input",
    source: "input",
    allocation: "fixed",
    invalidReason: "input",
    note: "input",
  },
  /** 维系目标: targets of the user's own, beside those of the rules. */
  targets: {
    advisor: "fixed",
    kpi: "fixed",
    target: "input",
    actual: "computed",
    share: "computed",
    lamp: "computed",
  },
  /** 招揽记录. */
  records: {
    number: "fixed",
    state: "computed",
    name: "computed",
    jump: "computed",
    plate: "computed",
    day: "fixed",
    advisor: "fixed",
    type: "fixed",
    attempt: "fixed",
    planned: "fixed",
    status: "computed",
    phone: "computed",
    model: "computed",
    daysAway: "computed",
    predictedKm: "computed",
    psv: "computed",
    dueDay: "fixed",
    script: "fixed",
    contactMethod: "input",
    result: "input",
    appointment: "input",
    nextContact: "input",
    odometer: "input",
    expectedMaintenance: "input",
    failureReason: "input",
    competitor: "input",
    note: "input",
    checked: "input",
    arrivalDay: "computed",
    arrivalRevenue: "computed",
    customer: "fixed",
    scriptText: "computed",
  },
  /** 维系日报: targets that were not met. */
  tallyReasons: {
    day: "fixed",
    advisor: "fixed",
    type: "fixed",
    planned: "computed",
    contacted: "computed",
    reason: "input",
    reasonable: "input",
    measure: "input",
  },
  /** 招揽失败日汇总: what the team agreed on (S0 SOP). */
  failureActions: {
    day: "fixed",
    group: "fixed",
    row: "fixed",
    reason: "fixed",
    cause: "input",
    measure: "input",
    responsible: "input",
    deadline: "input",
    intoScripts: "input",
  },
  /** 活动预检: campaigns of the store's own, beside those of the optional table. */
  campaigns: {
    name: "input",
    type: "input",
    from: "input",
    to: "input",
    statuses: "input",
    model: "input",
  },
  /** 活动预检: reward per arrival. */
  campaignRewards: { campaign: "fixed", status: "fixed", order: "input", reward: "input" },
  /** 流失调查: one row per questionnaire. */
  surveyAnswers: {
    day: "input",
    customer: "input",
    name: "computed",
    jump: "computed",
    q1: "input",
    q2: "input",
    q3: "input",
    q4: "input",
    q5: "input",
    q6: "input",
    q7: "input",
    q8: "input",
    q9: "input",
    otherText: "input",
    next: "computed",
  },
  /** KPI计分卡: what no column of the workbook tells. */
  scorecardInputs: { kpi: "fixed", name: "computed", numerator: "input", denominator: "input" },
  /** 话术库. */
  scripts: {
    name: "input",
    type: "input",
    status: "input",
    channel: "input",
    text: "input",
    used: "computed",
    reached: "computed",
    appointed: "computed",
    arrived: "computed",
    appointmentRate: "computed",
    arrivalRate: "computed",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnRole>>>>;

export type InputTableId = keyof typeof inputTables;
export const inputTableIds = Object.keys(inputTables) as InputTableId[];
export type InputColumn<Id extends InputTableId> = keyof (typeof inputTables)[Id] & string;

/**
 * Tables that live: rows are only added, and the add-in's own columns are rewritten row by row where
 * the row stands now, whatever the user sorted, inserted or deleted. All others are written anew on
 * every run with what the user wrote in them.
 */
export const livingTables = [
  "ledger",
  "records",
  "surveyAnswers",
  "scripts",
] as const satisfies readonly InputTableId[];
export type LivingTableId = (typeof livingTables)[number];

/** The columns whose texts together name a row; without any, rows are the user's own from end to end. */
export const rowKeys = {
  general: ["key"],
  parameters: ["key"],
  advisors: [],
  intervals: [],
  closedDays: [],
  wordLists: ["list"],
  doNotDisturb: [],
  prospects: [],
  // What a row says.
  ledger: ["fromDay", "customer", "owner", "source", "allocation", "invalidReason"],
  targets: ["advisor", "kpi"],
  records: ["number"],
  tallyReasons: ["day", "advisor", "type"],
  failureActions: ["day", "group", "row", "reason"],
  campaigns: [],
  campaignRewards: ["campaign", "status"],
  surveyAnswers: [],
  scorecardInputs: ["kpi"],
  scripts: ["name"],
} as const satisfies { readonly [Id in InputTableId]: readonly InputColumn<Id>[] };

/** One row as it stands in the sheet; a column that is not there is blank. */
export type InputRow<Id extends InputTableId> = Readonly<Record<InputColumn<Id>, Cell>> & {
  /** Zero-based row of the sheet. */
  readonly sheetRow: number;
};

/** What stands in the workbook in the tables of the add-in's own sheets; absent: no such table yet. */
export type InputRows = { readonly [Id in InputTableId]?: readonly InputRow<Id>[] };
