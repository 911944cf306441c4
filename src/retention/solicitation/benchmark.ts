import {
  type Dealership,
  itemsOf,
  type OrderItems,
  moneyOfOrders,
  type OrderMoney,
} from "../store";
import {
  nextServiceOfAll,
  type NextServiceColumns,
  type NextServiceOptions,
  kmPerDayOfAll,
  predictedKm,
  type CustomerStatement,
  type OdometerColumns,
  warrantyEnds,
  type WarrantyColumns,
} from "../service";
import type { Ownership } from "../ownership";
import { psvOfAll, type PsvColumns, type PsvOptions } from "../value";
import {
  NOT_COUNTED,
  ruleSets,
  groupMask,
  lostDayOf,
  statusesAsOf,
  type StatusColumns,
} from "../status";
import { NO_DAY, type SerialDay } from "../time";

/**
 * 客户基准表 (rules §8; S0 招揽管理: "根据基准表,我们的服务顾问可快速得到预计一个月内即将保养、出保、办理保险业务的客户群名单"):
 * what is known of every customer on a day, one row per customer of the sheet.
 */
export interface BenchmarkColumns {
  readonly asOf: SerialDay;
  /** By `retention`; customers in no count have no row in the table. */
  readonly statuses: StatusColumns;
  /** 未进厂天数: days since the anchor day; `NaN` without one. */
  readonly daysAway: Float64Array;
  /**
   * 距转流失天数: days to the lost day; 0 or below = lost, since so many days; `NaN` for customers that
   * are not 有效.
   */
  readonly daysToLost: Float64Array;
  readonly nextService: NextServiceColumns;
  readonly odometers: OdometerColumns;
  /** 预测里程 on the day, kilometres, not rounded; `NaN` if not known. */
  readonly predictedKm: Float64Array;
  readonly warranty: WarrantyColumns;
  /** 保险到期, 年检到期; {@link NO_DAY} if not known. As the sheet has them now. */
  readonly insuranceEnd: Int32Array;
  readonly inspectionEnd: Int32Array;
  readonly psv: PsvColumns;
  /** Index into `Ownership.owners`; `undefined` where no ownership was given. */
  readonly owner: Int32Array | undefined;
}

export interface BenchmarkOptions {
  /** What customers said in calls: see `statementsOf`. */
  readonly statements?: readonly CustomerStatement[];
  readonly ownership?: Ownership;
  /** Of the same day and statements, computed already; else computed here by the defaults. */
  readonly odometers?: OdometerColumns;
  readonly intervals?: Pick<NextServiceOptions, "settings" | "ofModels">;
  readonly psv?: Pick<PsvOptions, "constants" | "purchaseIntent" | "insured">;
  /** Of the same day and options, computed already; else computed here. */
  readonly psvColumns?: PsvColumns;
  /** Read already; else read here. */
  readonly items?: OrderItems;
  readonly money?: OrderMoney;
}

/** Computes the benchmark table of a day. Records after the day are invisible. */
export function benchmarkOf(
  dealership: Dealership,
  asOf: SerialDay,
  options: BenchmarkOptions = {}
): BenchmarkColumns {
  const { customers } = dealership;
  const { statements, ownership } = options;
  const items = options.items ?? itemsOf(dealership);
  const money = options.money ?? moneyOfOrders(dealership);
  const statuses = statusesAsOf(dealership, asOf);
  const odometers = options.odometers ?? kmPerDayOfAll(dealership, asOf, { statements });
  const shared = { statuses, odometers, items };
  const { status, anchorDay } = statuses;
  const isValid = groupMask(ruleSets.retention, "valid");
  const known = <T extends number>(test: (customer: number) => boolean, of: (c: number) => T) =>
    Float64Array.from({ length: customers.count }, (_, customer) =>
      test(customer) ? of(customer) : NaN
    );
  return {
    asOf,
    statuses,
    daysAway: known(
      (customer) => anchorDay[customer] !== NO_DAY,
      (customer) => asOf - anchorDay[customer]
    ),
    daysToLost: known(
      (customer) => isValid[status[customer]] === 1,
      (customer) => lostDayOf(anchorDay[customer]) - asOf
    ),
    nextService: nextServiceOfAll(dealership, asOf, {
      ...options.intervals,
      ...shared,
      statements,
    }),
    odometers,
    predictedKm: known(
      (customer) => status[customer] !== NOT_COUNTED,
      (customer) => predictedKm(odometers, customer, asOf)
    ),
    warranty: warrantyEnds(dealership, odometers),
    insuranceEnd: customers.insuranceEnd,
    inspectionEnd: customers.inspectionEnd,
    psv: options.psvColumns ?? psvOfAll(dealership, asOf, { ...options.psv, ...shared, money }),
    owner:
      ownership &&
      Int32Array.from({ length: customers.count }, (_, customer) =>
        ownership.ownerOn(customer, asOf)
      ),
  };
}
