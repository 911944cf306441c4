import {
  cardsOf,
  type Cards,
  FIRST_ADVISOR,
  UNASSIGNED,
  type LedgerEntry,
  type Ownership,
  type Roster,
} from "../ownership";
import { isOwnSale, ruleSets, groupMask, statusesAsOf } from "../status";
import { type Dealership, customerKeyOf } from "../store";
import { type WorkCalendar, NO_DAY, type SerialDay } from "../time";
import { afterTurnOf, nextTurn, type Rota } from "./rota";

/** 新增客户: 销售新增 by the hand-over rota, 售后新增 by the reception rota (rules §10.4, S0 模式建立). */

export interface NewCustomerClaims {
  /** Rows for the ledger, from each customer's entry day on; by entry day, then key. */
  readonly entries: readonly LedgerEntry[];
  /** Valid new customers who stay 未分配 because nobody of the rota worked that day. */
  readonly unclaimed: readonly number[];
  readonly handOver: Rota;
  readonly reception: Rota;
}

export interface NewCustomerTerms {
  /** Entries after this day … */
  readonly since: SerialDay;
  /** … up to this one. */
  readonly asOf: SerialDay;
  readonly handOver: Rota;
  readonly reception: Rota;
  readonly roster: Roster;
  readonly calendar: WorkCalendar;
}

/**
 * Who takes on the customers that came into the archive in a time and have no ledger row: the advisor
 * of the card's other vehicles (no turn used); else the one whom the customer sheet names, for whom it
 * counts as his turn; else the next on the rota.
 */
export function claimNewCustomers(
  dealership: Dealership,
  ownership: Ownership,
  terms: NewCustomerTerms
): NewCustomerClaims {
  const keyOf = (customer: number): string => customerKeyOf(dealership.customers, customer);
  const lastAdvisor = FIRST_ADVISOR + terms.roster.advisors.length - 1;
  const isAdvisor = (owner: number): boolean => owner >= FIRST_ADVISOR && owner <= lastAdvisor;
  const cards = cardsOf(dealership);
  const claimed = new Map<number, string>();
  const entries: LedgerEntry[] = [];
  const unclaimed: number[] = [];
  const rotas = { soldNew: terms.handOver, servicedNew: terms.reception };

  for (const customer of newCustomers(dealership, ownership, terms)) {
    const day = dealership.entryDay[customer];
    const card = cards.cardOfCustomer[customer];
    const source = isOwnSale(dealership, customer) ? "soldNew" : "servicedNew";
    const named = ownership.owners[ownership.presumed[customer]];
    let owner = claimed.get(card) ?? ownerOfCard(ownership, cards, card, day, isAdvisor);
    if (owner === "" && isAdvisor(ownership.presumed[customer])) {
      owner = named;
      rotas[source] = afterTurnOf(rotas[source], owner);
    } else if (owner === "") {
      const turn = nextTurn(rotas[source], day, terms.roster.advisors, terms.calendar);
      owner = turn.advisor;
      rotas[source] = turn.rota;
    }
    if (owner === "") {
      unclaimed.push(customer);
    } else {
      claimed.set(card, owner);
      entries.push({ key: keyOf(customer), owner, fromDay: day, source, allocation: 0 });
    }
  }
  return { entries, unclaimed, handOver: rotas.soldNew, reception: rotas.servicedNew };
}

/** Valid customers of the time without ledger row, by entry day, then key. */
function newCustomers(
  dealership: Dealership,
  ownership: Ownership,
  { since, asOf }: NewCustomerTerms
): number[] {
  const { customers, entryDay } = dealership;
  const { status } = statusesAsOf(dealership, asOf);
  const valid = groupMask(ruleSets.retention, "valid");
  const found: number[] = [];
  for (let customer = 0; customer < customers.count; customer++) {
    const isNew = entryDay[customer] !== NO_DAY && entryDay[customer] > since;
    const hasRow = ownership.rowOffsets[customer + 1] > ownership.rowOffsets[customer];
    if (isNew && valid[status[customer]] && !hasRow && customerKeyOf(customers, customer) !== "") {
      found.push(customer);
    }
  }
  const compareKey = (a: number, b: number): number =>
    customerKeyOf(customers, a) < customerKeyOf(customers, b) ? -1 : 1;
  return found.sort((a, b) => entryDay[a] - entryDay[b] || compareKey(a, b));
}

/** The advisor of a card's vehicles by the ledger on a day, by the latest row; `""` if none. */
function ownerOfCard(
  ownership: Ownership,
  cards: Cards,
  card: number,
  day: SerialDay,
  isAdvisor: (owner: number) => boolean
): string {
  let latest = NO_DAY;
  let owner = UNASSIGNED;
  for (let at = cards.offsets[card]; at < cards.offsets[card + 1]; at++) {
    const from = ownership.fromDayOf(cards.members[at], day);
    const held = ownership.ownerOn(cards.members[at], day);
    const better = from > latest || (from === latest && from !== NO_DAY && held < owner);
    if (better && isAdvisor(held)) {
      latest = from;
      owner = held;
    }
  }
  return ownership.owners[owner];
}
