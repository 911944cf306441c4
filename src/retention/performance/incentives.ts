import { accountPeriodOn } from "../allocation";
import { dayBefore, NO_DAY, type SerialDay } from "../time";
import { type Dealership, customerKeyOf } from "../store";
import { initialDealOf, ownedFlowsOf, type OwnedMove } from "./ownedFlows";
import { FIRST_ADVISOR, type LedgerEntry, type Ownership, type Roster } from "../ownership";
import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";
import {
  statusCodes,
  type StatusCode,
  deliveryAnchor,
  earliestDeliveryAnchors,
  lastVisitIndex,
  lostDayOf,
} from "../status";
import {
  monthOpeningOf,
  newLostAllowance,
  ownedCountsOn,
  targetParameters,
  type TargetValues,
} from "./targets";

/**
 * 绩效 (rules §11; S0 目标设定: "按流失客户的数量进行分层级的处罚", "根据原客户流失年限的不同,实施不同级别的
 * 奖励"). S0 gives no amounts: all are 0 until the store sets them. Amounts are per car.
 */
export const incentiveParameters = {
  /** A card held for fewer days than this before its loss brings no deduction. */
  receivedWithin: parameter(30, "days", "ours"),
  /** Invalidations so close to the lost day are listed as 疑似规避. */
  evasionWithin: parameter(60, "days", "ours"),
  /** 绩效扣减 for a car within the allowance of ⑤. */
  deductionWithin: parameter(0, "CNY", "ours"),
  /** For a car above it: the first tier, … */
  deductionAbove: parameter(0, "CNY", "ours"),
  /** … which goes up to this many cars above, … */
  firstTierCars: parameter(3, "count", "ours"),
  /** … and for each car beyond. */
  deductionBeyond: parameter(0, "CNY", "ours"),
  /** 绩效奖励 for a return, by the band that the customer came back from. */
  rewardLost3: parameter(0, "CNY", "ours"),
  rewardLost6: parameter(0, "CNY", "ours"),
  rewardLost12: parameter(0, "CNY", "ours"),
  rewardLost24: parameter(0, "CNY", "ours"),
  rewardLostOver24: parameter(0, "CNY", "ours"),
} as const satisfies ParameterGroup;
export type IncentiveValues = ParameterValues<typeof incentiveParameters>;

const rewardKeys = [
  "rewardLost3",
  "rewardLost6",
  "rewardLost12",
  "rewardLost24",
  "rewardLostOver24",
] as const satisfies readonly (keyof IncentiveValues)[];

const rewardOf: Partial<Record<StatusCode, (typeof rewardKeys)[number]>> = {
  lost3: "rewardLost3",
  lost6: "rewardLost6",
  lost12: "rewardLost12",
  lost24: "rewardLost24",
  lostOver24: "rewardLostOver24",
};

/** What is wrong with amounts that somebody set. */
export type IncentiveProblem = "amountNegative" | "deductionFalls" | "rewardFalls";

/** S0 deducts more the more are lost and pays more the longer a customer was lost. */
export function incentiveProblems(changed: Partial<IncentiveValues>): IncentiveProblem[] {
  const values = valuesOf(incentiveParameters, changed);
  const deductions = [values.deductionWithin, values.deductionAbove, values.deductionBeyond];
  const rewards = rewardKeys.map((key) => values[key]);
  const falls = (amounts: readonly number[]): boolean =>
    amounts.some((amount, i) => i > 0 && amount < amounts[i - 1]);
  const problems: IncentiveProblem[] = [];
  if ([...deductions, ...rewards].some((amount) => !(amount >= 0))) {
    problems.push("amountNegative");
  }
  if (falls(deductions)) {
    problems.push("deductionFalls");
  }
  if (falls(rewards)) {
    problems.push("rewardFalls");
  }
  return problems;
}

/**
 * Where a lost car stands: `received` too recently to count against the owner, `within` the allowance of
 * ⑤, `above` it, or `beyond` the first tier. Cars of 未分配, 客服专员 and advisors who left are `unrated`.
 */
export type LossTier = "received" | "within" | "above" | "beyond" | "unrated";

/** How many rated cars of ⑤ are within the allowance, and up to how many the first tier above it goes. */
function tierLines(allowance: number, { firstTierCars }: IncentiveValues): [number, number] {
  return [allowance, allowance + firstTierCars];
}

/** The tier of the nth rated car that an advisor lost in a month, n from 1. */
function tierOfCar(place: number, allowance: number, values: IncentiveValues): LossTier {
  const [within, above] = tierLines(allowance, values);
  return place <= within ? "within" : place <= above ? "above" : "beyond";
}

/**
 * 绩效扣减 of a month for so many rated cars of ⑤ (`RETAIN.PENALTY`): the sum over the cars by tier.
 *
 * @param cars lost cars that count against the advisor, at least 0
 * @param allowance target of ⑤, as `newLostAllowance` gives it
 */
export function deductionFor(
  cars: number,
  allowance: number,
  changed: Partial<IncentiveValues> = {}
): number {
  const values = valuesOf(incentiveParameters, changed);
  const [within, above] = tierLines(allowance, values);
  const between = (from: number, to: number): number => Math.max(0, Math.min(cars, to) - from);
  return (
    between(0, within) * values.deductionWithin +
    between(within, above) * values.deductionAbove +
    between(above, Infinity) * values.deductionBeyond
  );
}

/**
 * 绩效奖励 for a customer who came back (`RETAIN.REWARD`), by the status before the visit; 0 for any that
 * is no lost band.
 */
export function rewardFor(status: StatusCode, changed: Partial<IncentiveValues> = {}): number {
  const key = rewardOf[status];
  return key === undefined ? 0 : valuesOf(incentiveParameters, changed)[key];
}

/** A car of ⑤. */
export interface LossCar {
  readonly owner: number;
  readonly customer: number;
  readonly day: SerialDay;
  /** Since when the owner had it; {@link NO_DAY}: since before the ledger. */
  readonly heldSince: SerialDay;
  readonly tier: LossTier;
  /** 绩效扣减, ≥ 0. */
  readonly deduction: number;
}

/** A car of ⑥ or ⑦. */
export interface ReturnCar {
  readonly owner: number;
  readonly customer: number;
  readonly day: SerialDay;
  /** The band that it came back from. */
  readonly band: StatusCode;
  /** ⑥; else ⑦. */
  readonly initial: boolean;
  /** Index of the visit. */
  readonly visit: number;
  /** 绩效奖励, ≥ 0. */
  readonly reward: number;
}

/** 疑似规避: made 无效 shortly before it would have been lost. */
export interface SuspectedEvasion {
  readonly owner: number;
  readonly customer: number;
  readonly day: SerialDay;
  /** When it would have been lost. */
  readonly lostDay: SerialDay;
}

export interface IncentiveRow {
  /** Index into the owners. */
  readonly owner: number;
  /** ⑤'s target of the month; `null` for who is no advisor of the roster. */
  readonly allowance: number | null;
  readonly newLost: number;
  readonly returned: number;
  readonly deduction: number;
  readonly reward: number;
  readonly evasions: number;
}

export interface Incentives {
  /** The month's figures open on the evening of this day, as 表20's. */
  readonly opening: SerialDay;
  readonly last: SerialDay;
  /** By owner index. */
  readonly rows: readonly IncentiveRow[];
  /** Every car behind the sums; by owner, day, customer key. */
  readonly losses: readonly LossCar[];
  readonly returns: readonly ReturnCar[];
  readonly evasions: readonly SuspectedEvasion[];
}

export interface IncentiveTerms {
  readonly roster: Roster;
  readonly parameters?: Partial<IncentiveValues>;
  readonly targets?: Partial<TargetValues>;
}

/**
 * 绩效 of the month of a day up to that day, with every car behind every sum. A car that was received
 * recently is in ⑤ but neither brings a deduction nor uses up the allowance; of the others the first
 * lost are within it.
 */
export function incentivesOf(
  dealership: Dealership,
  ownership: Ownership,
  ledger: readonly LedgerEntry[],
  asOf: SerialDay,
  terms: IncentiveTerms
): Incentives {
  const values = valuesOf(incentiveParameters, terms.parameters);
  const period = accountPeriodOn(ledger, asOf);
  const initial = initialDealOf(dealership, ownership, period);
  const opening = monthOpeningOf(asOf, period);
  const { events, moves } = ownedFlowsOf(
    dealership,
    ownership,
    initial,
    period?.fromDay ?? opening,
    asOf
  );
  const open = ownedCountsOn(dealership, ownership, initial, opening);
  const targetValues = valuesOf(targetParameters, terms.targets);
  const allowances = ownership.owners.map((_, owner) =>
    isRated(owner, terms.roster) ? newLostAllowance(open.base[owner], targetValues) : null
  );

  const ofMonth = sortedByOwner(
    dealership,
    moves.filter(({ day, event }) => day > opening && event >= 0)
  );
  const losses = rateLosses(ownership, ofMonth, allowances, values);
  const returns = ofMonth.flatMap(({ owner, customer, day, flow, event }): ReturnCar[] => {
    if (events === null || (flow !== "initialReturned" && flow !== "otherReturned")) {
      return [];
    }
    const band = statusCodes[events.from[event]];
    return [
      {
        owner,
        customer,
        day,
        band,
        initial: flow === "initialReturned",
        visit: events.visit[event],
        reward: allowances[owner] === null ? 0 : rewardFor(band, values),
      },
    ];
  });
  const evasions = suspectedEvasions(dealership, ofMonth, values.evasionWithin);
  const rows = allowances.map((allowance, owner): IncentiveRow => {
    const own = <Car extends { readonly owner: number }>(cars: readonly Car[]): Car[] =>
      cars.filter((car) => car.owner === owner);
    const [lost, returned] = [own(losses), own(returns)];
    return {
      owner,
      allowance,
      newLost: lost.length,
      returned: returned.length,
      deduction: lost.reduce((sum, car) => sum + car.deduction, 0),
      reward: returned.reduce((sum, car) => sum + car.reward, 0),
      evasions: own(evasions).length,
    };
  });
  return { opening, last: asOf, rows, losses, returns, evasions };
}

const isRated = (owner: number, roster: Roster): boolean =>
  owner >= FIRST_ADVISOR && owner < FIRST_ADVISOR + roster.advisors.length;

function sortedByOwner(dealership: Dealership, moves: readonly OwnedMove[]): OwnedMove[] {
  const keyOf = ({ customer }: OwnedMove): string => customerKeyOf(dealership.customers, customer);
  return [...moves].sort(
    (a, b) =>
      a.owner - b.owner || a.day - b.day || (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0)
  );
}

function rateLosses(
  ownership: Ownership,
  moves: readonly OwnedMove[],
  allowances: readonly (number | null)[],
  values: IncentiveValues
): LossCar[] {
  const rated = new Int32Array(allowances.length);
  const deductions: Readonly<Record<LossTier, number>> = {
    received: 0,
    unrated: 0,
    within: values.deductionWithin,
    above: values.deductionAbove,
    beyond: values.deductionBeyond,
  };
  const tierOf = (owner: number, heldSince: SerialDay, day: SerialDay): LossTier => {
    const allowance = allowances[owner];
    if (allowance === null) {
      return "unrated";
    }
    if (heldSince !== NO_DAY && day - heldSince < values.receivedWithin) {
      return "received";
    }
    return tierOfCar(++rated[owner], allowance, values);
  };
  return moves
    .filter(({ flow }) => flow === "newLost")
    .map(({ owner, customer, day }) => {
      const heldSince = ownership.heldSince(customer, dayBefore(day));
      const tier = tierOf(owner, heldSince, day);
      return { owner, customer, day, heldSince, tier, deduction: deductions[tier] };
    });
}

function suspectedEvasions(
  dealership: Dealership,
  moves: readonly OwnedMove[],
  withinDays: number
): SuspectedEvasion[] {
  const earliestDelivery = earliestDeliveryAnchors(dealership);
  const found: SuspectedEvasion[] = [];
  for (const { owner, customer, day, flow } of moves) {
    if (flow !== "baseInvalidated") {
      continue;
    }
    const before = dayBefore(day);
    const visit = lastVisitIndex(dealership, customer, before);
    const anchor =
      visit < 0
        ? deliveryAnchor(dealership, customer, earliestDelivery(before))
        : dealership.visitDay[visit];
    const lostDay = lostDayOf(anchor);
    if (lostDay - day <= withinDays) {
      found.push({ owner, customer, day, lostDay });
    }
  }
  return found;
}
