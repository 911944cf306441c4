import {
  dayBefore,
  assertReportable,
  isWithin,
  type DayRange,
  NO_DAY,
  type SerialDay,
} from "../time";
import {
  codeOfFlow,
  flowsOfEvents,
  NOT_COUNTED,
  groupMask,
  isInvalidOn,
  knowsVisits,
  lastVisitIndex,
  statusCounts,
  statusesAsOf,
  type StatusColumns,
  statusEvents,
} from "../status";
import {
  ORDER_KIND,
  hasRevenue,
  type Dealership,
  ITEM,
  itemsOf,
  type OrderItems,
  isWholeVin,
  isPhone,
  type CustomerTable,
  type TextColumn,
  containsWord,
  defaultWords,
  isWord,
  type WordLists,
} from "../store";
import {
  nextServiceDay,
  serviceIntervals,
  type ServiceIntervals,
  kmPerDayOfAll,
  type OdometerColumns,
} from "../service";
import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";
import { rfmOfAll, valueGrades, type RfmColumns, type ValueGrade } from "../value";
import { recordHistory, type SolicitationRecord } from "../calls";

/**
 * KPI计分卡 in four views (rules §16; S1: "业绩指标的设定可以用平衡计分卡来分析"): every KPI with its numerator and
 * its denominator. What no column of the workbook tells is an input.
 */
export const scorecardParameters = {
  /** 首保 and 二保 count when they come at most so long after their due day. */
  maintenanceGrace: parameter(30, "days", "ours"),
  /** 及时回访: a care call within so many days of the visit (修后3DC). */
  timelyCall: parameter(3, "days", "S1 岗位1"),
} as const satisfies ParameterGroup;
export type ScorecardSettings = ParameterValues<typeof scorecardParameters>;

/** 财务 · 客户 · 流程 · 学习成长. */
export const scorecardViews = ["finance", "customer", "process", "learning"] as const;
export type ScorecardView = (typeof scorecardViews)[number];

/** Every KPI with its view, in the order of the card. */
export const kpiViews = {
  /** 首保回厂率 */
  firstMaintenance: "finance",
  /** 二保回厂率 */
  secondMaintenance: "finance",
  /** 续保率 */
  insuranceRenewal: "finance",
  /** 各级别客户价值贡献度 */
  valueContribution: "finance",
  /** 满意度 */
  satisfaction: "customer",
  /** 转介绍率 */
  referral: "customer",
  /** 流失率 */
  lossRate: "customer",
  /** 月新增流失率 */
  newLostRate: "customer",
  /** 保留率 */
  retentionRate: "customer",
  /** 车友会入会率 */
  clubMembership: "customer",
  /** 档案准确率 */
  archiveAccuracy: "process",
  /** 及时回访率 */
  timelyCall: "process",
  /** 投诉处理满意度 */
  complaintHandling: "process",
  /** 爱车讲堂覆盖率 */
  carClass: "process",
  /** 培训次数 */
  training: "learning",
} as const satisfies Readonly<Record<string, ScorecardView>>;
export type KpiId = keyof typeof kpiViews;

/**
 * How the value is to be read: `share` = numerator ÷ denominator; `score` = mean, the numerator a sum of
 * points, the denominator how many were asked; `count`.
 */
export type KpiMeasure = "share" | "score" | "count";

export interface Kpi {
  /** Also the code of its definition in words. */
  readonly id: KpiId;
  readonly view: ScorecardView;
  readonly measure: KpiMeasure;
  /** `input`: no column of the workbook tells; numerator, denominator and value are then `null`. */
  readonly source: "computed" | "input";
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** numerator ÷ denominator; `null` ("—") where the denominator is empty. */
  readonly value: number | null;
  /** 价值分级 of a row of {@link kpiViews}.valueContribution; else `null`. */
  readonly grade: ValueGrade | null;
}

interface Counted {
  numerator: number;
  denominator: number;
}

const computed = (
  id: KpiId,
  { numerator, denominator }: Counted,
  measure: KpiMeasure = "share",
  grade: ValueGrade | null = null
): Kpi => ({
  id,
  view: kpiViews[id],
  measure,
  source: "computed",
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
  grade,
});

const input = (id: KpiId, measure: KpiMeasure = "share"): Kpi => ({
  id,
  view: kpiViews[id],
  measure,
  source: "input",
  numerator: null,
  denominator: null,
  value: null,
  grade: null,
});

export interface ScorecardOptions {
  readonly settings?: Partial<ScorecardSettings>;
  readonly intervals?: Partial<ServiceIntervals>;
  readonly words?: WordLists;
  /** Computed already, all for the period's last day; else computed here. */
  readonly items?: OrderItems;
  readonly odometers?: OdometerColumns;
  readonly rfm?: RfmColumns;
}

/**
 * The scorecard of a period as of its last day. 首保, 二保 and 回访 count in the period in which their
 * time ran out, so that a card never changes afterwards and none is counted before its time is over.
 *
 * @param records rows of 招揽记录, the care calls among them; none = 及时回访率 is an input
 * @throws RangeError if the period ends before it begins.
 */
export function scorecardOf(
  dealership: Dealership,
  records: readonly SolicitationRecord[],
  period: DayRange,
  options: ScorecardOptions = {}
): Kpi[] {
  assertReportable(period, period.last);
  const words = options.words ?? defaultWords;
  const settings = valuesOf(scorecardParameters, options.settings);
  const statuses = statusesAsOf(dealership, period.last);
  const { lost, valid } = statusCounts(statuses);
  return [
    ...maintenanceKpis(dealership, period, settings, options),
    input("insuranceRenewal"),
    ...valueContribution(dealership, statuses, options.rfm),
    satisfactionKpi(dealership, statuses, "satisfaction", words),
    referralKpi(dealership, statuses, period, words),
    computed("lossRate", { numerator: lost, denominator: valid }),
    ...conversionKpis(dealership, period),
    clubKpi(dealership, statuses, words),
    computed("archiveAccuracy", usableRows(dealership.customers, statuses)),
    timelyCallKpi(dealership, records, period, settings.timelyCall),
    satisfactionKpi(dealership, statuses, "complaintHandling", words),
    input("carClass"),
    input("training", "count"),
  ];
}

/** First maintenance and the one after it, of cars sold here whose whole life the orders cover. */
function maintenanceKpis(
  dealership: Dealership,
  period: DayRange,
  { maintenanceGrace }: ScorecardSettings,
  options: ScorecardOptions
): Kpi[] {
  const items = options.items ?? itemsOf(dealership, options.words);
  if (!items.known || !dealership.customers.mapped.has("deliveryDate")) {
    return [input("firstMaintenance"), input("secondMaintenance")];
  }
  const { customers, soldHere, duplicate, entryDay, firstOrderDay } = dealership;
  const { kmPerDay } = options.odometers ?? kmPerDayOfAll(dealership, period.last);
  const { firstDays, firstKm, days, km } = valuesOf(serviceIntervals, options.intervals);
  const first = { numerator: 0, denominator: 0 };
  const second = { numerator: 0, denominator: 0 };
  const add = (counted: Counted, customer: number, due: SerialDay, done: SerialDay): void => {
    const deadline = due + maintenanceGrace;
    if (isWithin(deadline, period) && !wasInvalid(dealership, customer, due)) {
      counted.denominator++;
      counted.numerator += done !== NO_DAY && done <= deadline ? 1 : 0;
    }
  };
  // Orders that begin only after the period cover no life, as if there were none.
  const covered = firstOrderDay !== NO_DAY && firstOrderDay <= period.last;
  for (let customer = 0; customer < customers.count; customer++) {
    const delivery = customers.deliveryDate[customer];
    const counts =
      soldHere[customer] === 1 && !duplicate[customer] && entryDay[customer] <= period.last;
    if (!counts || !covered || delivery === NO_DAY || delivery < firstOrderDay) {
      continue;
    }
    const [firstDone, secondDone] = firstTwoMaintenances(dealership, items, customer);
    add(
      first,
      customer,
      nextServiceDay(delivery, kmPerDay[customer], firstDays, firstKm),
      firstDone
    );
    if (firstDone !== NO_DAY && firstDone <= period.last) {
      add(second, customer, nextServiceDay(firstDone, kmPerDay[customer], days, km), secondDone);
    }
  }
  return [computed("firstMaintenance", first), computed("secondMaintenance", second)];
}

function wasInvalid(dealership: Dealership, customer: number, day: SerialDay): boolean {
  const visit = lastVisitIndex(dealership, customer, day);
  return isInvalidOn(dealership, customer, day, visit < 0 ? NO_DAY : dealership.visitDay[visit]);
}

/** Days of the first maintenance of a car and of the next one after it; `NO_DAY` where there is none. */
function firstTwoMaintenances(
  dealership: Dealership,
  items: OrderItems,
  customer: number
): [first: SerialDay, second: SerialDay] {
  const { orderOffsets, customerOrders, orderKind, orderDay } = dealership;
  let first = NO_DAY;
  for (let at = orderOffsets[customer]; at < orderOffsets[customer + 1]; at++) {
    const order = customerOrders[at];
    if (orderKind[order] !== ORDER_KIND.visit || !(items.classes[order] & ITEM.maintenance)) {
      continue;
    }
    if (first !== NO_DAY && orderDay[order] > first) {
      return [first, orderDay[order]];
    }
    if (first === NO_DAY && items.maintenanceNumber[order] === 1) {
      first = orderDay[order];
    }
  }
  return [first, NO_DAY];
}

/** Money of each 价值分级 ÷ money of all graded customers, over the months of RFM. */
function valueContribution(
  dealership: Dealership,
  statuses: StatusColumns,
  rfm: RfmColumns | undefined
): Kpi[] {
  if (!hasRevenue(dealership.orders)) {
    return [input("valueContribution")];
  }
  const { grade, money } = rfm ?? rfmOfAll(dealership, statuses.asOf, { statuses });
  const cents = valueGrades.map(() => 0);
  for (let customer = 0; customer < grade.length; customer++) {
    cents[grade[customer]] += Math.round((money[customer] || 0) * 100);
  }
  const all = cents.reduce((sum, of) => sum + of, 0);
  return valueGrades.flatMap((name, code) =>
    name === "none"
      ? []
      : [
          computed(
            "valueContribution",
            { numerator: cents[code] / 100, denominator: all / 100 },
            "share",
            name
          ),
        ]
  );
}

/** newLost and what stayed, of the base on the evening before the period. */
function conversionKpis(dealership: Dealership, { first, last }: DayRange): Kpi[] {
  if (!knowsVisits(dealership)) return [input("newLostRate"), input("retentionRate")];
  const { base } = statusCounts(statusesAsOf(dealership, dayBefore(first)));
  const newLost = codeOfFlow("newLost");
  const events = statusEvents(dealership, first, last);
  const lost = flowsOfEvents(dealership, events).reduce(
    (count, flow) => count + (flow === newLost ? 1 : 0),
    0
  );
  return [
    computed("newLostRate", { numerator: lost, denominator: base }),
    computed("retentionRate", { numerator: base - lost, denominator: base }),
  ];
}

const saysYes = ({ texts }: TextColumn, words: WordLists): boolean[] =>
  texts.map((text) => text.trim() !== "" && !isWord(text, words.no));

function referralKpi(
  dealership: Dealership,
  { status }: StatusColumns,
  period: DayRange,
  words: WordLists
): Kpi {
  const { customers, entryDay } = dealership;
  if (!customers.mapped.has("referral")) {
    return input("referral");
  }
  const yes = saysYes(customers.referral, words);
  const counted = { numerator: 0, denominator: 0 };
  for (let customer = 0; customer < customers.count; customer++) {
    if (status[customer] !== NOT_COUNTED && isWithin(entryDay[customer], period)) {
      counted.denominator++;
      counted.numerator += yes[customers.referral.codes[customer]] ? 1 : 0;
    }
  }
  return computed("referral", counted);
}

function clubKpi(
  { customers }: Dealership,
  { status, rules }: StatusColumns,
  words: WordLists
): Kpi {
  if (!customers.mapped.has("club")) {
    return input("clubMembership");
  }
  const isValid = groupMask(rules, "valid");
  const yes = saysYes(customers.club, words);
  const counted = { numerator: 0, denominator: 0 };
  for (let customer = 0; customer < customers.count; customer++) {
    if (isValid[status[customer]]) {
      counted.denominator++;
      counted.numerator += yes[customers.club.codes[customer]] ? 1 : 0;
    }
  }
  return computed("clubMembership", counted);
}

const satisfactionColumns = {
  satisfaction: "satisfaction",
  complaintHandling: "complaint",
} as const;

/**
 * 满意度 and 投诉处理满意度: the mean of the points where the column has numbers, else satisfied ÷ texts
 * that say either. A column whose texts say neither tells nothing: input.
 */
function satisfactionKpi(
  { customers }: Dealership,
  { status }: StatusColumns,
  id: keyof typeof satisfactionColumns,
  words: WordLists
): Kpi {
  const field = satisfactionColumns[id];
  const { codes, texts } = customers[field];
  const points = texts.map((text) => (/^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : NaN));
  const satisfied = texts.map((text) => containsWord(text, words.satisfied));
  const said = texts.map((text, code) => satisfied[code] || containsWord(text, words.dissatisfied));
  const answers = (tells: (code: number) => boolean): number[] =>
    Array.from(codes).filter((code, customer) => status[customer] !== NOT_COUNTED && tells(code));
  const scored = answers((code) => !Number.isNaN(points[code]));
  if (scored.length > 0) {
    const sum = scored.reduce((total, code) => total + points[code], 0);
    return computed(id, { numerator: sum, denominator: scored.length }, "score");
  }
  const told = answers((code) => said[code]);
  if (told.length === 0) {
    return input(id);
  }
  const numerator = told.filter((code) => satisfied[code]).length;
  return computed(id, { numerator, denominator: told.length });
}

/** 档案准确率: rows with usable name, phone, VIN or plate, model and delivery ÷ archive. */
function usableRows(customers: CustomerTable, { status }: StatusColumns): Counted {
  const { name, phone, vin, plate, model, deliveryDate } = customers;
  const counted = { numerator: 0, denominator: 0 };
  for (let customer = 0; customer < customers.count; customer++) {
    if (status[customer] === NOT_COUNTED) {
      continue;
    }
    const isUsable =
      name[customer] !== "" &&
      isPhone(phone[customer]) &&
      (isWholeVin(vin[customer]) || plate[customer] !== "") &&
      model.texts[model.codes[customer]] !== "" &&
      deliveryDate[customer] !== NO_DAY;
    counted.denominator++;
    counted.numerator += isUsable ? 1 : 0;
  }
  return counted;
}

/** 及时回访率: visits followed by a care call within three days ÷ visits whose three days are over. */
function timelyCallKpi(
  dealership: Dealership,
  records: readonly SolicitationRecord[],
  period: DayRange,
  within: number
): Kpi {
  const calls = records.filter(({ type, result }) => type === "care" && result !== null);
  const { offsets, members } = recordHistory(dealership, calls, period.last);
  if (members.length === 0 || !knowsVisits(dealership)) {
    return input("timelyCall");
  }
  const { customers, visitOffsets, visitDay, countedFrom } = dealership;
  const counted = { numerator: 0, denominator: 0 };
  for (let customer = 0; customer < customers.count; customer++) {
    if (countedFrom[customer] > period.last) {
      continue;
    }
    const called = members.subarray(offsets[customer], offsets[customer + 1]);
    for (let visit = visitOffsets[customer]; visit < visitOffsets[customer + 1]; visit++) {
      const day = visitDay[visit];
      if (isWithin(day + within, period)) {
        const inTime = called.some((at) => calls[at].day > day && calls[at].day <= day + within);
        counted.denominator++;
        counted.numerator += inTime ? 1 : 0;
      }
    }
  }
  return computed("timelyCall", counted);
}
