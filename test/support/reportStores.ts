import {
  createCustomerReader,
  createOrderReader,
  defaultSettings,
  emptyInputs,
  type StoreInputs,
} from "../../src/intake";
import type { Locale } from "../../src/locale";
import type { ReportContext } from "../../src/reports/plan";
import { type Quality, StoreFigures } from "../../src/reports/figures";
import type { Dealership } from "../../src/retention/store";
import { assembleStaffed, roster, type StaffedStore } from "./staffedStores";
import type { CustomerRow, OrderRow } from "./tables";

/** A walk-in of long ago: the orders reach back far enough. */
export const longAgo: OrderRow = {
  vin: "LSVZZ000000000001",
  arrival: "2020-01-01",
  orderType: "保养",
};

/** A car sold here that never came. */
export const soldCar = (number: number, deliveryDate: string): CustomerRow => ({
  vin: `LSVAA00000000${String(number).padStart(4, "0")}`,
  name: `客户${number}`,
  soldHere: "是",
  deliveryDate,
});

/** For plans of reports in tests: a store's figures on a day, and the context of a run. */
export function figuresOf(
  dealership: Dealership,
  asOf: number,
  inputs: Partial<StoreInputs> = {},
  firstUse?: number
): StoreFigures {
  return new StoreFigures({
    dealership,
    asOf,
    quality: noFindings(),
    inputs: { ...emptyInputs, ...inputs },
    ...(firstUse !== undefined && { firstUse }),
  });
}

/** A random store with people: its advisors, 归属台账 and 招揽记录 are what users typed. */
export function staffedFiguresOf(
  { ledger, records, ...staffed }: StaffedStore,
  asOf: number,
  inputs: Partial<StoreInputs> = {}
): StoreFigures {
  const { dealership } = assembleStaffed({ ledger, records, ...staffed });
  const settings = { ...defaultSettings, roster, ...inputs.settings };
  return figuresOf(dealership, asOf, { ledger, records, ...inputs, settings });
}

function noFindings(): Quality {
  const customers = createCustomerReader([], 0).finish();
  const orders = createOrderReader([], 0).finish();
  return {
    customers: { records: 0, findings: customers.findings, use: customers.use, columnOf: {} },
    orders: { records: 0, findings: orders.findings, use: orders.use, columnOf: {} },
    together: [],
  };
}

/** A run's context with invented names; the rules are those of the figures. */
export function contextOf(
  { asOf, settings }: StoreFigures,
  locale: Locale = "zh-CN"
): ReportContext {
  return {
    locale,
    asOf,
    rules: settings.rules,
    generatedAt: "2026-06-30 08:00",
    customersSheet: "客户档案",
    ordersSheet: "维修工单",
  };
}
