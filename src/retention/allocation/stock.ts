import { cardsOf, type Cards, type Ownership } from "../ownership";
import { type Dealership, customerKeyOf, vehicleKeyOf } from "../store";
import {
  codeOfStatus,
  NOT_COUNTED,
  ruleSets,
  type StatusCode,
  groupMask,
  statusesAsOf,
  type StatusColumns,
} from "../status";
import type { SerialDay } from "../time";
import { allocationParameters } from "./parameters";

/**
 * What there is to deal (rules §10.1, S0 资源分配: "对档案进行精确的类别定位"): the store's cards, each in
 * the stratum of its freshest vehicle.
 */

/** The strata, always by `retention`: the classes of 有效客户 from 稳定 to 2年外流失. */
export const strata: readonly StatusCode[] = ruleSets.retention.classes.map(({ status }) => status);

/** A valid card as it is dealt. */
export interface StockCard {
  /** The smallest of its vehicles' customer keys: names the card whatever the order of the rows. */
  readonly key: string;
  /** Its vehicles that are counted on the day, as rows of the customer table, by key. */
  readonly customers: readonly number[];
  /** Index into {@link strata}: the status of its freshest vehicle. */
  readonly stratum: number;
  /** Σ PSV of its valid vehicles in the orders' currency; `NaN` if none of them has one. */
  readonly psv: number;
  /** Name of the freshest vehicle's owner on the day; `""` = 未分配. */
  readonly owner: string;
}

/** A customer who is not dealt but goes to the 客服专员. */
export interface CareCustomer {
  /** Row of the customer table. */
  readonly customer: number;
  /** Name of its owner on the day; `""` = 未分配. */
  readonly owner: string;
}

export interface Stock {
  readonly asOf: SerialDay;
  /** By key. */
  readonly cards: readonly StockCard[];
  /** 大客户: owners of so many vehicles that they are assigned by hand; by key. */
  readonly largeAccounts: readonly StockCard[];
  /** Customers of cards without any valid vehicle: 无效 and 待核实, for the 客服专员; by key. */
  readonly customerCare: readonly CareCustomer[];
  /** Valid customers without VIN, plate and number: no ledger can name them, so nobody can be dealt them. */
  readonly withoutKey: readonly number[];
}

export interface StockOptions {
  /** PSV per customer (psv.ts), `NaN` = none; without it no card has one. */
  readonly psv?: Float64Array | undefined;
  /** From this many vehicles on an owner is a 大客户. */
  readonly largeAccountVehicles?: number | undefined;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The cards of the store as they stand on a day. Vehicles not counted on the day are left out; of
 * several rows of one vehicle (handed on) only the valid one is dealt. The order of the rows does not
 * matter.
 */
export function stockOf(
  dealership: Dealership,
  ownership: Ownership,
  asOf: SerialDay,
  options: StockOptions = {}
): Stock {
  const largeFrom = options.largeAccountVehicles ?? allocationParameters.largeAccountVehicles.value;
  const cards = cardsOf(dealership);
  const reader = new CardReader(dealership, ownership, asOf, options.psv);
  const found: StockCard[] = [];
  const largeAccounts: StockCard[] = [];
  const withoutKey: number[] = [];
  const inCare: number[] = [];
  for (let card = 0; card < cards.count; card++) {
    const read = reader.read(cards, card);
    withoutKey.push(...read.keyless);
    if (read.freshest < 0) {
      inCare.push(...read.customers);
    } else {
      (read.owned >= largeFrom ? largeAccounts : found).push(reader.stockCard(read));
    }
  }
  const byKey = (a: StockCard, b: StockCard): number => compareText(a.key, b.key);
  return {
    asOf,
    cards: found.sort(byKey),
    largeAccounts: largeAccounts.sort(byKey),
    customerCare: unclaimed(dealership, inCare, [...found, ...largeAccounts]).map((customer) => ({
      customer,
      owner: reader.ownerOf(customer),
    })),
    withoutKey,
  };
}

/** Customers in care whose vehicle no valid card carries on, each vehicle once, by key. */
function unclaimed(
  dealership: Dealership,
  inCare: readonly number[],
  valid: readonly StockCard[]
): number[] {
  const carOf = (customer: number): string => vehicleKeyOf(dealership.customers, customer);
  const first = new Map<string, number>();
  for (const customer of inCare) {
    const car = carOf(customer);
    if (!first.has(car)) {
      first.set(car, customer);
    }
  }
  for (const { customers } of valid) {
    customers.forEach((customer) => first.delete(carOf(customer)));
  }
  return [...first.keys()].sort(compareText).map((car) => first.get(car) ?? 0);
}

interface ReadCard {
  /** Counted vehicles with a key. */
  readonly customers: number[];
  /** Valid vehicles without a key. */
  readonly keyless: number[];
  /** Its valid vehicle, of those with a key, with the latest anchor day; −1 if none is valid. */
  readonly freshest: number;
  /** Vehicles the owner still has: all but the invalid ones. */
  readonly owned: number;
}

class CardReader {
  private readonly columns: StatusColumns;
  private readonly valid = groupMask(ruleSets.retention, "valid");
  private readonly invalid = codeOfStatus("invalid");
  /** A car handed on is its new owner's; the row of the owner before has nothing to deal. */
  private readonly validCars = new Set<string>();
  private readonly stratumOf = new Uint8Array(NOT_COUNTED + 1);

  constructor(
    private readonly dealership: Dealership,
    private readonly ownership: Ownership,
    private readonly asOf: SerialDay,
    private readonly psv: Float64Array | undefined
  ) {
    this.columns = statusesAsOf(dealership, asOf);
    strata.forEach((status, index) => {
      this.stratumOf[codeOfStatus(status)] = index;
    });
    for (let customer = 0; customer < dealership.customers.count; customer++) {
      if (this.isValid(customer)) {
        this.validCars.add(this.carOf(customer));
      }
    }
  }

  isValid(customer: number): boolean {
    return this.valid[this.columns.status[customer]] === 1;
  }

  ownerOf(customer: number): string {
    return this.ownership.owners[this.ownership.ownerOn(customer, this.asOf)];
  }

  private carOf(customer: number): string {
    return vehicleKeyOf(this.dealership.customers, customer);
  }

  private keyOf(customer: number): string {
    return customerKeyOf(this.dealership.customers, customer);
  }

  read(cards: Cards, card: number): ReadCard {
    const { status } = this.columns;
    const customers: number[] = [];
    const keyless: number[] = [];
    let freshest = -1;
    let owned = 0;
    for (let at = cards.offsets[card]; at < cards.offsets[card + 1]; at++) {
      const customer = cards.members[at];
      const key = this.keyOf(customer);
      const valid = this.isValid(customer);
      if (
        status[customer] === NOT_COUNTED ||
        (!valid && this.validCars.has(this.carOf(customer)))
      ) {
        continue;
      }
      owned += status[customer] === this.invalid ? 0 : 1;
      if (key !== "") {
        customers.push(customer);
        freshest = valid && this.isFresher(customer, freshest) ? customer : freshest;
      } else if (valid) {
        keyless.push(customer);
      }
    }
    return { customers, keyless, freshest, owned };
  }

  /** Later anchor first; on one day the smaller key, so that rows may stand in any order. */
  private isFresher(customer: number, than: number): boolean {
    if (than < 0) {
      return true;
    }
    const { anchorDay } = this.columns;
    return (
      anchorDay[customer] > anchorDay[than] ||
      (anchorDay[customer] === anchorDay[than] && this.keyOf(customer) < this.keyOf(than))
    );
  }

  stockCard({ customers, freshest }: ReadCard): StockCard {
    customers.sort((a, b) => compareText(this.keyOf(a), this.keyOf(b)));
    let psv = NaN;
    for (const customer of customers) {
      const own = this.psv === undefined || !this.isValid(customer) ? NaN : this.psv[customer];
      if (!Number.isNaN(own)) {
        psv = (Number.isNaN(psv) ? 0 : psv) + own;
      }
    }
    return {
      key: this.keyOf(customers[0]),
      customers,
      stratum: this.stratumOf[this.columns.status[freshest]],
      psv,
      owner: this.ownerOf(freshest),
    };
  }
}
