import {
  dayBefore,
  type WorkCalendar,
  NO_DAY,
  type SerialDay,
  inOffice,
  isWorkingDay,
  workingDayUpTo,
} from "../time";
import {
  cardsOf,
  CUSTOMER_CARE,
  FIRST_ADVISOR,
  UNASSIGNED,
  type Advisor,
  type Ownership,
  type Roster,
} from "../ownership";
import { type Dealership, customerKeyOf, namesRow } from "../store";
import {
  codeOfStatus,
  NOT_COUNTED,
  ruleSets,
  type RuleSet,
  groupMask,
  lostDayOf,
  statusesAsOf,
} from "../status";
import {
  creditArrivals,
  type ArrivalCredits,
  nextContactDay,
  recordHistory,
  defaultQuotas,
  defaultSolicitationRules,
  type SolicitationQuotas,
  type SolicitationRules,
  type SolicitationRecord,
  standingOfKey,
  standings,
  type Standing,
  solicitationTypes,
  type SolicitationType,
} from "../calls";

/** One row of the demand list 招揽需求表 as the plan needs it. */
export interface SolicitationNeed {
  /** Row of the customer table; −1, in no archive: not planned, nobody owns it. */
  readonly customer: number;
  readonly type: SolicitationType;
  /** `NO_DAY`: due at any time (活动, 无效回访). */
  readonly dueDay: SerialDay;
}

/** Somebody on the list 拉新 who is in no archive (S3 战败客户, S4 拉新). */
export interface PlannedProspect {
  /** Under which his records stand, normalised. */
  readonly key: string;
  /** Who is to call, index into `Ownership.owners`; 客服专员 if he is not in office. */
  readonly owner: number;
}

/**
 * Why a row is in the plan, in the order of calling: 到店前确认 · 约定回访 · 爽约 · 顺延 · 到期 (within 7 days)
 * · 准流失 · 逾期 · 流失.
 */
export const planCauses = [
  "confirmation",
  "callBack",
  "noShow",
  "carriedOver",
  "due",
  "nearLost",
  "overdue",
  "lost",
] as const;
export type PlanCause = (typeof planCauses)[number];

/** A row of the morning plan, to be appended to 招揽记录. */
export interface PlannedContact {
  /** As `Ownership.owners` names him. */
  readonly advisor: string;
  /** −1: on the list 拉新, in no archive. */
  readonly customer: number;
  readonly key: string;
  readonly type: SolicitationType;
  readonly dueDay: SerialDay;
  readonly attempt: number;
  readonly cause: PlanCause;
}

export interface MorningPlan {
  readonly day: SerialDay;
  /** Planned rows of that day that 招揽记录 already has, as indices: the plan was made and is frozen. */
  readonly frozen: readonly number[];
  /** The rows to append, by advisor in the roster's order (客服专员 first), then in the order of calling; none when frozen. */
  readonly rows: readonly PlannedContact[];
  /** Customers who ought to be called but whose owner is 未分配 or no longer in office. */
  readonly withoutAdvisor: readonly number[];
}

export interface PlanInput {
  readonly dealership: Dealership;
  readonly records: readonly SolicitationRecord[];
  readonly needs: readonly SolicitationNeed[];
  readonly prospects?: readonly PlannedProspect[];
  readonly ownership: Ownership;
  readonly roster: Roster;
  readonly calendar: WorkCalendar;
  /** PSV per customer; `NaN` = none. */
  readonly psv: Float64Array;
  /** 勿扰: keys of customers who must not be called. */
  readonly doNotDisturb?: ReadonlySet<string>;
  /**
   * 对照组: with whom no new sequence about something is begun. What is under way goes on: promised
   * call-backs, appointments and rows carried over are never held back.
   */
  readonly heldBack?: (customer: number, type: SolicitationType) => boolean;
  readonly rules?: SolicitationRules;
  readonly quotas?: SolicitationQuotas;
  readonly statusRules?: RuleSet;
}

/** Where a contact comes in the plan. */
interface Turn {
  readonly cause: PlanCause;
  readonly attempt: number;
  /** Smaller comes first among rows of one cause. */
  readonly rank: number;
}

/** A contact that could be planned. There are thousands, of which few have a place. */
interface Candidate extends Omit<PlannedContact, "advisor"> {
  readonly owner: number;
  /** Owners one after the other, each with his causes in the order of calling. */
  readonly turn: number;
  readonly rank: number;
  /** PSV; below any amount where there is none. */
  readonly worth: number;
}

/**
 * The morning plan of a day (rules §12, S0 招揽管理 "任务达成"): who calls whom. It sees records and
 * visits up to the day before. Call-backs, no-shows and rows carried over are always in; new
 * sequences fill what is left of each type's quota. A customer has one open sequence, is called once a
 * day (so is the owner of several cars), rests 30 days after a failed sequence, and while appointed
 * gets only a confirmation on the working day before. Nobody calls on a closed or rest day: what
 * becomes due on one is planned on the working day before it, a call-back on the next.
 */
export function morningPlan(input: PlanInput, day: SerialDay): MorningPlan {
  const { dealership, records } = input;
  const frozen = records.flatMap((record, i) => (record.planned && record.day === day ? [i] : []));
  if (frozen.length > 0) {
    return { day, frozen, rows: [], withoutAdvisor: [] };
  }
  const planner = new Planner(input, day);
  planner.addStandings();
  planner.addNeeds();
  planner.addProspects();
  const { candidates, withoutAdvisor } = planner;
  candidates.sort(compareCandidates);
  const cards = cardsOf(dealership).cardOfCustomer;
  // The card of a customer; of somebody without one the key.
  const whoOf = (customer: number, key: string): number | string =>
    customer < 0 ? key : cards[customer];
  const taken = new Set(planner.calledToday.map(({ customer, key }) => whoOf(customer, key)));
  const counts = new Map<number, number>();
  const rows: PlannedContact[] = [];
  const quotas = input.quotas ?? defaultQuotas;
  for (const { customer, key, type, dueDay, attempt, cause, owner } of candidates) {
    const slot = owner * solicitationTypes.length + solicitationTypes.indexOf(type);
    const used = counts.get(slot) ?? 0;
    const always = planCauses.indexOf(cause) < planCauses.indexOf("due");
    const who = whoOf(customer, key);
    if (!taken.has(who) && (always || used < quotas[type])) {
      taken.add(who);
      // A confirmation is no new call: it takes nobody's place.
      counts.set(slot, cause === "confirmation" ? used : used + 1);
      const advisor = input.ownership.owners[owner];
      rows.push({ advisor, customer, key, type, dueDay, attempt, cause });
    }
  }
  return { day, frozen, rows, withoutAdvisor: [...withoutAdvisor].sort((a, b) => a - b) };
}

function compareCandidates(a: Candidate, b: Candidate): number {
  // Equal ranks may both be infinite: their difference would be NaN.
  const compare = (x: number, y: number): number => (x < y ? -1 : x > y ? 1 : 0);
  return (
    a.turn - b.turn ||
    compare(a.rank, b.rank) ||
    compare(b.worth, a.worth) ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) ||
    solicitationTypes.indexOf(a.type) - solicitationTypes.indexOf(b.type)
  );
}

/** Collects what could be planned, before quotas. */
class Planner {
  readonly candidates: Candidate[] = [];
  readonly withoutAdvisor = new Set<number>();
  /** Whoever has a row of the day that is not of the plan: they were called already. */
  readonly calledToday: readonly { readonly customer: number; readonly key: string }[];
  private readonly rules: SolicitationRules;
  private readonly statusRules: RuleSet;
  private readonly status: Uint8Array;
  private readonly anchorDay: Int32Array;
  private readonly isValid: Uint8Array;
  private readonly credits: ArrivalCredits;
  private readonly standing: ReadonlyMap<number, Standing>;
  private readonly workday = new Map<number, boolean>();

  constructor(
    private readonly input: PlanInput,
    private readonly day: SerialDay
  ) {
    this.rules = input.rules ?? defaultSolicitationRules;
    this.statusRules = input.statusRules ?? ruleSets.retention;
    const yesterday = dayBefore(day);
    const statuses = statusesAsOf(input.dealership, yesterday, this.statusRules);
    this.status = statuses.status;
    this.anchorDay = statuses.anchorDay;
    this.isValid = groupMask(this.statusRules, "valid");
    this.credits = creditArrivals(input.dealership, input.records, yesterday, this.rules);
    this.standing = standings(input.dealership, this.credits, this.rules);
    const today = input.records.filter((record) => record.day === day);
    const { customerOfRecord } = recordHistory(input.dealership, today, day);
    this.calledToday = today.map(({ key }, i) => ({ customer: customerOfRecord[i], key }));
  }

  /** Whatever is under way: confirmations, call-backs, no-shows, rows not done. */
  addStandings(): void {
    for (const [customer, standing] of this.standing) {
      const turn = this.continued(this.ownerOf(customer), standing);
      if (turn !== undefined) {
        this.add(customer, standing.record, turn);
      }
    }
  }

  private continued(owner: number, { kind, record, attempts }: Standing): Turn | undefined {
    const { input, day, rules } = this;
    const advisor = this.advisorOf(owner);
    switch (kind) {
      case "appointed": {
        const confirmOn = workingDayUpTo(record.appointment - 1, input.calendar, advisor);
        return confirmOn === day && record.day < day
          ? { cause: "confirmation", attempt: record.attempt, rank: record.appointment }
          : undefined;
      }
      case "noShow":
        return { cause: "noShow", attempt: attempts + 1, rank: record.appointment };
      case "undone":
        return { cause: "carriedOver", attempt: record.attempt, rank: record.dueDay };
      case "followUp": {
        const next = nextContactDay(record, rules, input.calendar, advisor);
        return next !== NO_DAY && next <= day
          ? { cause: "callBack", attempt: record.attempt + 1, rank: next }
          : undefined;
      }
      case "resting":
        return undefined;
    }
  }

  /** New sequences for whoever has none under way. */
  addNeeds(): void {
    const { day, rules } = this;
    for (const need of this.input.needs) {
      const standing = this.standing.get(need.customer);
      const rests = standing?.kind === "resting" && day >= standing.until;
      if (need.customer < 0 || (standing !== undefined && !rests)) {
        continue;
      }
      const turn = this.turnOf(need, rules);
      if (turn !== undefined && !this.input.heldBack?.(need.customer, need.type)) {
        this.add(need.customer, need, turn);
      }
    }
  }

  /** 拉新: what is under way with each, else a new sequence, due at any time. */
  addProspects(): void {
    const { day, input, rules } = this;
    for (const { key, owner: wished } of input.prospects ?? []) {
      const owner = this.isInOffice(wished) ? wished : CUSTOMER_CARE;
      const standing = standingOfKey(input.dealership, this.credits, key, rules);
      const isFree =
        standing === undefined || (standing.kind === "resting" && day >= standing.until);
      const turn = isFree
        ? { cause: "due" as const, attempt: 1, rank: Infinity }
        : this.continued(owner, standing);
      if (turn === undefined || input.doNotDisturb?.has(key)) continue;
      const what = isFree ? { type: "conquest" as const, dueDay: NO_DAY } : standing.record;
      this.push(-1, key, owner, what, turn);
    }
  }

  private turnOf(
    { customer, type, dueDay }: SolicitationNeed,
    rules: SolicitationRules
  ): Turn | undefined {
    const { day, input, statusRules } = this;
    if (type === "lost") {
      return { cause: "lost", attempt: 1, rank: 0 };
    }
    if (dueDay === NO_DAY) {
      return { cause: "due", attempt: 1, rank: Infinity };
    }
    const advisor = this.advisorOf(this.ownerOf(customer));
    const opens = workingDayUpTo(dueDay - rules.dueWindow, input.calendar, advisor);
    if (opens <= day && dueDay + rules.dueWindow >= day) {
      return { cause: "due", attempt: 1, rank: dueDay };
    }
    const { nearLost } = statusRules;
    if (nearLost !== undefined && this.status[customer] === codeOfStatus(nearLost)) {
      const rank = lostDayOf(this.anchorDay[customer], statusRules);
      return { cause: "nearLost", attempt: 1, rank };
    }
    return dueDay < day ? { cause: "overdue", attempt: 1, rank: -dueDay } : undefined;
  }

  private add(customer: number, what: Pick<PlannedContact, "type" | "dueDay">, turn: Turn): void {
    const key = customerKeyOf(this.input.dealership.customers, customer);
    const { doNotDisturb, dealership } = this.input;
    const disturbed =
      doNotDisturb !== undefined && namesRow(doNotDisturb, dealership.customers, customer);
    if (this.status[customer] === NOT_COUNTED || disturbed) {
      return;
    }
    const owner = this.ownerOf(customer);
    if (!this.isInOffice(owner)) {
      this.withoutAdvisor.add(customer);
    } else {
      this.push(customer, key, owner, what, turn);
    }
  }

  private push(
    customer: number,
    key: string,
    owner: number,
    { type, dueDay }: Pick<PlannedContact, "type" | "dueDay">,
    { cause, attempt, rank }: Turn
  ): void {
    if (!this.worksToday(owner)) {
      return;
    }
    const psv = customer < 0 ? NaN : this.input.psv[customer];
    this.candidates.push({
      customer,
      key,
      type,
      dueDay,
      attempt,
      cause,
      owner,
      turn: owner * planCauses.length + planCauses.indexOf(cause),
      rank,
      worth: Number.isNaN(psv) ? -Infinity : psv,
    });
  }

  /** 有效: the customer's advisor on the day; 无效 and 待核实: 客服专员. */
  private ownerOf(customer: number): number {
    return this.isValid[this.status[customer]]
      ? this.input.ownership.ownerOn(customer, this.day)
      : CUSTOMER_CARE;
  }

  private advisorOf(owner: number): Advisor | undefined {
    return this.input.roster.advisors[owner - FIRST_ADVISOR];
  }

  private isInOffice(owner: number): boolean {
    const advisor = this.advisorOf(owner);
    return (
      owner === CUSTOMER_CARE ||
      (owner !== UNASSIGNED && advisor !== undefined && inOffice(advisor, this.day))
    );
  }

  private worksToday(owner: number): boolean {
    let works = this.workday.get(owner);
    if (works === undefined) {
      works = isWorkingDay(this.day, this.input.calendar, this.advisorOf(owner));
      this.workday.set(owner, works);
    }
    return works;
  }
}
