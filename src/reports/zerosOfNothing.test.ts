import { contextOf, figuresOf } from "../../test/support/reportStores";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../test/support/tables";
import { defaultSettings } from "../intake";
import { assembleDealership } from "../retention/store";
import { NO_DAY, serialOfIso } from "../retention/time";
import { isFormula, type PlanCell, type ReportId, type SheetPlan } from "./plan";
import { reports } from "./registry";

/**
 * A store as it is, and what a workbook knows of it that lacks a sheet or columns. Whatever such a workbook
 * shows as 0 must be 0 in truth: a 0 that the whole store contradicts is a figure that nobody knows.
 */
const asOf = serialOfIso("2026-06-18");
const count = 160;
const day = (number: number): number => serialOfIso("2021-01-04") + number;

interface Whole {
  readonly customers: readonly CustomerRow[];
  readonly orders: readonly OrderRow[];
}

/**
 * Cars of six years: regular guests, some lost, some returned, new ones until yesterday. Each was here on the
 * day of its delivery, and what is no visit stands beside a visit of the same day: a workbook that lacks the
 * columns which tell it has the same visits.
 */
function wholeStore(): Whole {
  const customers: CustomerRow[] = [];
  const orders: OrderRow[] = [];
  for (let car = 0; car < count; car++) {
    const delivered = day(Math.floor(car * 12.4) - (car % 3));
    const gap = [150, 210, 400, 95][car % 4];
    const visits: number[] = [];
    for (let at = delivered; at <= asOf; at += visits.length === 0 ? 60 + (car % 50) : gap) {
      visits.push(at);
    }
    if (car % 7 === 0) visits.splice(1 + Math.ceil(visits.length / 2));
    if (car % 11 === 0) visits.push(asOf - (car % 5));
    const days = [...new Set(visits)].sort((a, b) => a - b);
    const key = { vin: `LSVAA000000${100_000 + car}`, plate: `苏A${10_000 + car}` };
    const advisor = ["甲", "乙", "丙"][car % 3];
    customers.push({
      ...key,
      name: `客户${car}`,
      phone: `1380000${1000 + car}`,
      model: ["途观", "帕萨特"][car % 2],
      advisor,
      soldHere: "是",
      deliveryDate: delivered,
      warrantyEnd: delivered + 3 * 365,
      insuranceEnd: asOf - 200 + car * 4,
      inspectionEnd: asOf - 100 + car * 5,
      birthday: `19${70 + (car % 30)}-06-${12 + (car % 14)}`,
      lastVisit: days[days.length - 1],
    });
    const orderOf = (number: string, arrival: number, row: OrderRow): OrderRow => ({
      ...key,
      advisor,
      orderNumber: number,
      arrival,
      settlement: arrival,
      odometer: 4000 + (arrival - delivered) * 35,
      orderType: "保养",
      orderStatus: "已结算",
      receivable: 400,
      received: 380,
      cost: 210,
      ...row,
    });
    days.forEach((at, visit) => {
      const number = `R${car}-${visit}`;
      const orderType = ["保养", "小修", "钣喷"][(car + visit) % 3];
      orders.push(orderOf(number, at, { orderType, receivable: 400 + 10 * visit }));
      if ((car + visit) % 9 === 0) {
        orders.push(
          orderOf(`${number}V`, at, { orderStatus: "作废" }),
          orderOf(`${number}I`, at, { orderType: "内部" })
        );
      }
    });
  }
  return { customers, orders };
}

const without = <Row extends object>(rows: readonly Row[], ...fields: readonly string[]): Row[] =>
  rows.map(
    (row) => Object.fromEntries(Object.entries(row).filter(([key]) => !fields.includes(key))) as Row
  );

const whole = wholeStore();
const workbooks: Readonly<Record<string, Whole>> = {
  "only customers": { customers: whole.customers, orders: [] },
  "only orders": {
    // Whose a customer is, RETAIN deals out itself.
    customers: whole.customers.map(({ vin, plate, advisor }) => ({ vin, plate, advisor })),
    orders: whole.orders,
  },
  "orders without money": {
    customers: whole.customers,
    orders: without(whole.orders, "receivable", "received", "cost"),
  },
  "orders without kind and status": {
    customers: whole.customers,
    orders: without(whole.orders, "orderType", "orderStatus"),
  },
  "customers without days": {
    customers: without(
      whole.customers,
      "deliveryDate",
      "warrantyEnd",
      "insuranceEnd",
      "inspectionEnd",
      "birthday"
    ),
    orders: whole.orders,
  },
};

function plansOf({ customers, orders }: Whole): Map<ReportId, SheetPlan> {
  const { dealership } = assembleDealership(
    makeCustomerTable(customers),
    makeOrderTable(orders, orders.length === 0 ? [] : undefined)
  );
  const advisors = ["甲", "乙", "丙"].map((name) => ({
    name,
    weight: 1,
    from: NO_DAY,
    to: NO_DAY,
    restDays: [],
    restWeekdays: [],
  }));
  const settings = { ...defaultSettings, roster: { ...defaultSettings.roster, advisors } };
  const figures = figuresOf(dealership, asOf, { settings });
  const made = new Map<ReportId, SheetPlan>();
  for (const [id, report] of Object.entries(reports) as [ReportId, (typeof reports)[ReportId]][]) {
    if (id === "settings" || id === "dataQuality" || report === undefined) continue;
    made.set(id, report(figures, contextOf(figures, "en-US")));
  }
  return made;
}

const valueOf = (cell: PlanCell | undefined): unknown =>
  cell !== undefined && isFormula(cell) ? cell.expected : cell;

/** Every number below a header and beside a label, by where it stands in words. */
function numbersOf(plan: SheetPlan): Map<string, number> {
  const found = new Map<string, number>();
  const lists = [
    ...plan.blocks.map(({ cells }) => cells),
    ...plan.tables.map(({ columns, rows }) => [columns.map(({ header }) => header), ...rows]),
  ];
  for (const [header, ...rows] of lists) {
    const headers = (header ?? []).map((cell) => String(valueOf(cell) ?? ""));
    for (const row of rows) {
      const labels = row.map(valueOf).filter((value) => typeof value === "string" && value !== "—");
      row.forEach((cell, column) => {
        const value = valueOf(cell);
        if (typeof value !== "number") return;
        found.set(
          `${headers.join("·")} | ${labels.slice(0, 2).join("·")} | ${headers[column]}`,
          value
        );
      });
    }
  }
  return found;
}

const truth = plansOf(whole);

/**
 * Figures that say by their definition what they make of what is not known: PSV and grades are estimated by
 * norms and the scores that are there, the demand list holds what is known to be due, and an archive
 * without a column has no row that is complete.
 */
const byDefinition =
  /^(value: .*\| (?!Spent)[^|]*|demand: .*|benchmark: Customer name.*|scorecard: .*Archive accuracy.*)$/u;

test.each(Object.keys(workbooks))("%s: whatever is shown as 0 is 0 in the whole store", (name) => {
  const wrong: string[] = [];
  for (const [id, plan] of plansOf(workbooks[name])) {
    const trueNumbers = numbersOf(truth.get(id) as SheetPlan);
    for (const [place, value] of numbersOf(plan)) {
      const real = trueNumbers.get(place) ?? 0;
      const where = `${id}: ${place}`;
      if (value === 0 && real !== 0 && !byDefinition.test(where)) wrong.push(`${where} = ${real}`);
    }
  }
  expect(wrong).toEqual([]);
});
