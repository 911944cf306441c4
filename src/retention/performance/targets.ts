import { accountPeriodOn, type AccountPeriod } from "../allocation";
import {
  dayAfter,
  dayBefore,
  edate,
  LAST_DAY,
  monthEndOf,
  monthStartOf,
  type WorkCalendar,
  type SerialDay,
  workingDaysBetween,
} from "../time";
import type { Dealership } from "../store";
import {
  initialDealOf,
  netOfFlows,
  noOwnedFlows,
  ownedFlowEffects,
  ownedFlowNames,
  ownedFlowsOf,
  type InitialDeal,
  type OwnedFlowCounts,
  type OwnedMove,
} from "./ownedFlows";
import {
  FIRST_ADVISOR,
  type Advisor,
  type LedgerEntry,
  type Ownership,
  type Roster,
} from "../ownership";
import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";
import { codeOfStatus, ruleSets, groupMask, statusesAsOf } from "../status";

/**
 * 维系目标 (rules §11, S0 目标设定 and 表20): nine KPIs per advisor, for the month and since the deal.
 * S0 names ⑤ and ⑥; the other seven are ours.
 */
export const targetParameters = {
  /** ⑤: newLost of a month at most this share of the month's opening base … */
  newLostShare: parameter(0.01, "share", "S0 目标设定"),
  /** … but at least so many. */
  newLostAtLeast: parameter(1, "count", "ours"),
  /** ⑥: so much of ② is to return … */
  initialReturnShare: parameter(0.2, "share", "S0 目标设定"),
  /** … within this time from the deal; S0 sets none. */
  initialReturnHorizon: parameter(12, "months", "ours"),
  /** From this part of what is due on, a lamp is amber, not red. */
  amberFrom: parameter(0.8, "share", "ours"),
} as const satisfies ParameterGroup;
export type TargetValues = ParameterValues<typeof targetParameters>;

export type Lamp = "green" | "amber" | "red";

/** A KPI that has a target. */
export interface Target {
  /** For the whole block: cars. */
  readonly target: number;
  /** The part of it that is due by the as-of day, pro rata by the advisor's working days. */
  readonly due: number;
  readonly actual: number;
  readonly lamp: Lamp;
}

/** One owner's figures in a block; customers, all of them. */
export interface TargetRow {
  /** Index into the owners; −1 = the store. */
  readonly owner: number;
  /** ① and ②: dealt to this owner at the start of the 期; 0 without one. */
  readonly initialBase: number;
  readonly initialLost: number;
  readonly openingBase: number;
  readonly openingLost: number;
  /** 其中初始基盘: of the opening base, those dealt to this owner as 基盘. */
  readonly openingInitialBase: number;
  /** ③ … ⑧ and every other way in or out. */
  readonly flows: OwnedFlowCounts;
  /** Of ⑤, those dealt to this owner as 基盘. */
  readonly newLostInitial: number;
  /** ⑨, counted on the as-of day. */
  readonly closingBase: number;
  readonly closingLost: number;
  /** 稳定 of ⑨; the share is closingStable ÷ closingBase. */
  readonly closingStable: number;
  /** Opening and flows minus closing: 0, or the identity is broken. */
  readonly baseDifference: number;
  readonly lostDifference: number;
  /** ⑤ and ⑥; `null` for who is no advisor of the roster, and ⑥ without a 期. */
  readonly newLost: Target | null;
  readonly initialReturned: Target | null;
}

export interface TargetBlock {
  /** The figures open on the evening of this day. */
  readonly opening: SerialDay;
  readonly last: SerialDay;
  /** By owner index. */
  readonly rows: readonly TargetRow[];
  readonly store: TargetRow;
}

export interface Targets {
  readonly asOf: SerialDay;
  readonly period: AccountPeriod | null;
  /** 当月; where a 期 starts within the month, from its first day. */
  readonly month: TargetBlock;
  /** 累计(自分配); `null` without a 期. */
  readonly cumulative: TargetBlock | null;
}

export interface TargetTerms {
  readonly roster: Roster;
  readonly calendar: WorkCalendar;
  readonly parameters?: Partial<TargetValues>;
}

/** ⑤'s target: newLost that a month allows on its opening base; Excel's ROUND. */
export function newLostAllowance(
  openingBase: number,
  values: Pick<TargetValues, "newLostShare" | "newLostAtLeast"> = valuesOf(targetParameters)
): number {
  // 150 × 1% is a half exactly, whatever 0.01 is in binary.
  return Math.max(values.newLostAtLeast, Math.round(openingBase * values.newLostShare + 1e-9));
}

/** Where a month's figures start: the evening before its first day, or a later start of the 期. */
export function monthOpeningOf(asOf: SerialDay, period: AccountPeriod | null): SerialDay {
  const evening = dayBefore(monthStartOf(asOf));
  return period === null ? evening : Math.max(evening, period.fromDay);
}

/** Customers per owner in 基盘, 流失 and 稳定 at the end of a day. */
export interface OwnedCounts {
  readonly base: Int32Array;
  readonly lost: Int32Array;
  readonly stable: Int32Array;
  /** Of the base, those dealt to the same owner as 基盘. */
  readonly initialBase: Int32Array;
}

/** Counts each owner's customers on a day, by `retention`. */
export function ownedCountsOn(
  dealership: Dealership,
  ownership: Ownership,
  initial: InitialDeal,
  day: SerialDay
): OwnedCounts {
  const owners = ownership.owners.length;
  const counts: OwnedCounts = {
    base: new Int32Array(owners),
    lost: new Int32Array(owners),
    stable: new Int32Array(owners),
    initialBase: new Int32Array(owners),
  };
  const { status } = statusesAsOf(dealership, day);
  const isBase = groupMask(ruleSets.retention, "base");
  const isLost = groupMask(ruleSets.retention, "lost");
  const stable = codeOfStatus("stable");
  for (let customer = 0; customer < status.length; customer++) {
    const code = status[customer];
    if (isBase[code]) {
      const owner = ownership.ownerOn(customer, day);
      counts.base[owner]++;
      counts.stable[owner] += code === stable ? 1 : 0;
      const dealt = initial.owner[customer] === owner && initial.base[customer] === 1;
      counts.initialBase[owner] += dealt ? 1 : 0;
    } else if (isLost[code]) {
      counts.lost[ownership.ownerOn(customer, day)]++;
    }
  }
  return counts;
}

/**
 * 表20 as of a day. Both blocks open on an evening and close on `asOf`, each with its identity
 * ⑨ = opening + ③ + ④ − ⑤ + ⑥ + ⑦ − ⑧(base) + 转入 − 转出 + 恢复有效 + 核实转入 + 首次来店, 流失
 * likewise. Rows are there for 未分配, 客服专员 and advisors who left, too, so they add up to the store.
 */
export function targetsOf(
  dealership: Dealership,
  ownership: Ownership,
  ledger: readonly LedgerEntry[],
  asOf: SerialDay,
  terms: TargetTerms
): Targets {
  const period = accountPeriodOn(ledger, asOf);
  const initial = initialDealOf(dealership, ownership, period);
  const monthOpening = monthOpeningOf(asOf, period);
  const start = period?.fromDay ?? monthOpening;
  const { moves } = ownedFlowsOf(dealership, ownership, initial, start, asOf);
  const builder = new BlockBuilder(dealership, ownership, initial, moves, terms, period, asOf);
  return {
    asOf,
    period,
    month: builder.block(monthOpening),
    cumulative: period === null ? null : builder.block(start),
  };
}

class BlockBuilder {
  private readonly values: TargetValues;
  private readonly closing: OwnedCounts;
  private readonly dealt: { readonly base: Int32Array; readonly lost: Int32Array };

  constructor(
    private readonly dealership: Dealership,
    private readonly ownership: Ownership,
    private readonly initial: InitialDeal,
    private readonly moves: readonly OwnedMove[],
    private readonly terms: TargetTerms,
    private readonly period: AccountPeriod | null,
    private readonly asOf: SerialDay
  ) {
    this.values = valuesOf(targetParameters, terms.parameters);
    this.closing = ownedCountsOn(dealership, ownership, initial, asOf);
    this.dealt = dealtCounts(initial, ownership.owners.length);
  }

  block(opening: SerialDay): TargetBlock {
    const { ownership, initial, asOf } = this;
    const open = ownedCountsOn(this.dealership, ownership, initial, opening);
    const moves = this.moves.filter(({ day }) => day > opening);
    const flows = ownership.owners.map(noOwnedFlows);
    const newLostInitial = new Int32Array(ownership.owners.length);
    for (const { owner, flow, customer } of moves) {
      flows[owner][flow]++;
      const dealt = initial.owner[customer] === owner && initial.base[customer] === 1;
      newLostInitial[owner] += flow === "newLost" && dealt ? 1 : 0;
    }
    const months = monthsBetween(opening, asOf);
    const bases = openingBases(open.base, moves, months);
    const rows = ownership.owners.map((_, owner): TargetRow => {
      const counted = {
        openingBase: open.base[owner],
        openingLost: open.lost[owner],
        flows: flows[owner],
        closingBase: this.closing.base[owner],
        closingLost: this.closing.lost[owner],
      };
      const advisor = this.terms.roster.advisors[owner - FIRST_ADVISOR];
      return {
        owner,
        initialBase: this.dealt.base[owner],
        initialLost: this.dealt.lost[owner],
        openingInitialBase: open.initialBase[owner],
        ...counted,
        newLostInitial: newLostInitial[owner],
        closingStable: this.closing.stable[owner],
        ...differencesOf(counted),
        newLost:
          advisor === undefined
            ? null
            : this.newLostTarget(
                advisor,
                months,
                bases.map((base) => base[owner]),
                flows[owner].newLost
              ),
        initialReturned:
          advisor === undefined
            ? null
            : this.returnTarget(
                advisor,
                opening,
                this.dealt.lost[owner],
                flows[owner].initialReturned
              ),
      };
    });
    return { opening, last: asOf, rows, store: storeOf(rows) };
  }

  /** ⑤: the sum of the months' allowances; of the current month the part that is due. */
  private newLostTarget(
    advisor: Advisor,
    months: readonly MonthPart[],
    bases: readonly number[],
    actual: number
  ): Target {
    let target = 0;
    let due = 0;
    months.forEach(({ first, end }, month) => {
      const allowance = newLostAllowance(bases[month], this.values);
      target += allowance;
      due += allowance * this.shareOfWork(advisor, first, end, Math.min(end, this.asOf));
    });
    const lamp = actual <= due ? "green" : actual <= target ? "amber" : "red";
    return { target, due, actual, lamp };
  }

  /** ⑥: what the plan from the deal to its horizon makes due between the block's opening and the as-of day. */
  private returnTarget(
    advisor: Advisor,
    opening: SerialDay,
    initialLost: number,
    actual: number
  ): Target | null {
    if (this.period === null) {
      return null;
    }
    const { initialReturnHorizon, initialReturnShare, amberFrom } = this.values;
    const first = dayAfter(this.period.fromDay);
    const horizon = edate(this.period.fromDay, initialReturnHorizon);
    const whole = Math.ceil(initialLost * initialReturnShare - 1e-9);
    const planned = (day: SerialDay): number =>
      whole * this.shareOfWork(advisor, first, horizon, Math.min(day, horizon));
    const isCumulative = opening === this.period.fromDay;
    const due = planned(this.asOf) - planned(opening);
    const target = isCumulative ? whole : planned(monthEndOf(this.asOf)) - planned(opening);
    const lamp = actual >= due ? "green" : actual >= due * amberFrom ? "amber" : "red";
    return { target, due, actual, lamp };
  }

  /** The part of an advisor's working days from `first` to `end` that lies up to `until`; by days if he has none. */
  private shareOfWork(
    advisor: Advisor,
    first: SerialDay,
    end: SerialDay,
    until: SerialDay
  ): number {
    const { calendar } = this.terms;
    const all = workingDaysBetween(first, end, calendar, advisor);
    return all === 0
      ? Math.max(0, until - first + 1) / Math.max(1, end - first + 1)
      : workingDaysBetween(first, until, calendar, advisor) / all;
  }
}

function dealtCounts(
  initial: InitialDeal,
  owners: number
): { readonly base: Int32Array; readonly lost: Int32Array } {
  const base = new Int32Array(owners);
  const lost = new Int32Array(owners);
  initial.owner.forEach((owner, customer) => {
    if (owner >= 0) {
      base[owner] += initial.base[customer];
      lost[owner] += initial.lost[customer];
    }
  });
  return { base, lost };
}

type Counted = Pick<
  TargetRow,
  "openingBase" | "openingLost" | "flows" | "closingBase" | "closingLost"
>;

const differencesOf = (
  row: Counted
): { readonly baseDifference: number; readonly lostDifference: number } => ({
  baseDifference: row.openingBase + netOfFlows(row.flows, "base") - row.closingBase,
  lostDifference: row.openingLost + netOfFlows(row.flows, "lost") - row.closingLost,
});

/** The store's figures: every row added up. */
function storeOf(rows: readonly TargetRow[]): TargetRow {
  const total = (figure: (row: TargetRow) => number): number =>
    rows.reduce((sum, row) => sum + figure(row), 0);
  const flows = noOwnedFlows();
  for (const name of ownedFlowNames) {
    flows[name] = total((row) => row.flows[name]);
  }
  const counted = {
    openingBase: total((row) => row.openingBase),
    openingLost: total((row) => row.openingLost),
    flows,
    closingBase: total((row) => row.closingBase),
    closingLost: total((row) => row.closingLost),
  };
  return {
    owner: -1,
    initialBase: total((row) => row.initialBase),
    initialLost: total((row) => row.initialLost),
    openingInitialBase: total((row) => row.openingInitialBase),
    ...counted,
    newLostInitial: total((row) => row.newLostInitial),
    closingStable: total((row) => row.closingStable),
    ...differencesOf(counted),
    newLost: null,
    initialReturned: null,
  };
}

/** A calendar month of a block; the first one starts after the block's opening. */
interface MonthPart {
  readonly first: SerialDay;
  readonly end: SerialDay;
}

function monthsBetween(opening: SerialDay, asOf: SerialDay): MonthPart[] {
  const months: MonthPart[] = [];
  for (let first = dayAfter(opening); first <= asOf && first <= LAST_DAY;) {
    const end = monthEndOf(first);
    months.push({ first, end });
    first = dayAfter(end);
  }
  // A block that opens on its last day has no day yet, but its allowance stands.
  return months.length > 0 ? months : [{ first: dayAfter(opening), end: monthEndOf(asOf) }];
}

/** Each owner's base on the evening before each month. */
function openingBases(
  opening: Int32Array,
  moves: readonly OwnedMove[],
  months: readonly MonthPart[]
): Int32Array[] {
  const base = opening.slice();
  let move = 0;
  return months.map(({ first }) => {
    for (; move < moves.length && moves[move].day < first; move++) {
      base[moves[move].owner] += ownedFlowEffects[moves[move].flow].base;
    }
    return base.slice();
  });
}
