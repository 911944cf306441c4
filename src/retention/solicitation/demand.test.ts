import fc from "fast-check";
import { makeRecords, type RecordRow } from "../../../test/support/records";
import { anyStore, assembleStore, storeDay } from "../../../test/support/stores";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../../test/support/tables";
import { benchmarkOf } from "./benchmark";
import { codeOfStatus, groupMask, ruleSets } from "../status";
import {
  demandOf,
  demandUrgencies,
  rankDemand,
  statementsOf,
  type Campaign,
  type DemandInputs,
  type DemandItem,
} from "./demand";
import { isoOf, NO_DAY, serialOfIso } from "../time";
import { recordHistory, type SolicitationRecord } from "../calls";
import { type Dealership, assembleDealership } from "../store";

const day = serialOfIso;
const store = (customers: CustomerRow[], orders: OrderRow[]): Dealership =>
  assembleDealership(makeCustomerTable(customers), makeOrderTable(orders)).dealership;
const asOf = day("2024-06-30");

const demand = (dealership: Dealership, inputs?: DemandInputs, on = asOf): readonly DemandItem[] =>
  demandOf(dealership, benchmarkOf(dealership, on), inputs).items;
const shown = (items: readonly DemandItem[]): string[] =>
  items.map(({ customer, type, dueDay }) => `${customer} ${type} ${isoOf(dueDay)}`.trim());

const record = (values: RecordRow): SolicitationRecord => makeRecords([{ key: "A", ...values }])[0];

describe("例行保养", () => {
  it("lists base customers due within a month by EDATE, and those overdue", () => {
    const due = (last: string, on: string) =>
      demand(
        store([{ vin: "A" }], [{ vin: "A", arrival: last, orderType: "保养" }]),
        {},
        day(on)
      ).filter(({ type }) => type === "maintenance");
    // 180 days after 2024-02-01 is 2024-07-30: EDATE(2024-06-30, 1).
    expect(shown(due("2024-02-01", "2024-06-30"))).toEqual(["0 maintenance 2024-07-30"]);
    expect(due("2024-02-01", "2024-06-29")).toEqual([]);
    expect(due("2024-02-01", "2025-01-30")[0].overdueDays).toBe(184);
    expect(due("2024-02-01", "2025-02-02")).toEqual([]);
  });
});

describe("流失预警, 流失招揽 and 无效回访", () => {
  const dealership = store(
    [
      { vin: "A" },
      { vin: "B" },
      { vin: "C" },
      { vin: "D" },
      { vin: "E", invalidReason: "失联" },
      { vin: "F" },
    ],
    [
      { vin: "A", arrival: "2024-06-01" },
      { vin: "B", arrival: "2023-12-29" },
      { vin: "C", arrival: "2023-07-01" },
      { vin: "D", arrival: "2023-01-15" },
      { vin: "E", arrival: "2024-06-01" },
    ]
  );

  it("follow the status, with the lost day as due day", () => {
    const items = demand(dealership).filter(({ type }) => type !== "maintenance");
    expect(shown(items)).toEqual([
      "3 lost 2024-01-16",
      "2 warning 2024-07-02",
      "1 warning 2024-12-30",
      "4 invalidFollowUp",
      "5 invalidFollowUp",
    ]);
    expect(items.map(({ overdueDays }) => overdueDays)).toEqual([166, -2, -183, 0, 0]);
  });
});

describe("出保质检, 保险 and 年检", () => {
  it.each([
    ["2024-07-30", true],
    ["2024-07-31", false],
    ["2024-04-01", true],
    ["2024-03-31", false],
  ])("an insurance that ends %s is listed: %s", (insuranceEnd, listed) => {
    const dealership = store([{ vin: "A", insuranceEnd }], [{ vin: "A", arrival: "2024-06-01" }]);
    const types = demand(dealership).map(({ type }) => type);
    expect(types.includes("insurance")).toBe(listed);
  });

  it("takes the predicted day of the warranty's kilometres where it comes first", () => {
    const dealership = store(
      [{ vin: "A", warrantyEnd: "2025-01-01", warrantyKm: 16_000, inspectionEnd: "2024-07-01" }],
      [
        { vin: "A", arrival: "2024-01-01", odometer: 10_000 },
        { vin: "A", arrival: "2024-04-10", odometer: 13_000 },
      ]
    );
    expect(shown(demand(dealership)).slice(0, 2)).toEqual([
      "0 warrantyCheck 2024-07-19",
      "0 inspection 2024-07-01",
    ]);
  });

  it("leaves out customers that are 无效", () => {
    const dealership = store(
      [{ vin: "A", insuranceEnd: "2024-07-01", invalidReason: "已报废" }],
      [{ vin: "A", arrival: "2024-06-01" }]
    );
    expect(shown(demand(dealership))).toEqual(["0 invalidFollowUp"]);
  });
});

describe("维修提醒", () => {
  const asked = { vin: "A", arrival: "2024-05-01", recommendedItems: "更换前刹车片、空调滤芯" };
  const reminders = (orders: OrderRow[], inputs: DemandInputs = {}, on = asOf) =>
    demand(store([{ vin: "A" }], orders), inputs, on).filter(
      ({ type }) => type === "repairReminder"
    );

  it("falls due 30 days after the order that recommends the work", () => {
    expect(reminders([asked])).toMatchObject([
      { dueDay: day("2024-05-31"), overdueDays: 30, about: "更换前刹车片、空调滤芯", order: 0 },
    ]);
    expect(reminders([asked], {}, day("2024-05-01"))).toHaveLength(1);
    expect(reminders([{ ...asked, arrival: "2024-05-02" }], {}, day("2024-05-01"))).toEqual([]);
  });

  it("closes item by item with later work on the same thing, however it is worded", () => {
    const done = { vin: "A", arrival: "2024-06-01", items: "前刹车片更换" };
    expect(reminders([asked, done])).toMatchObject([{ about: "空调滤芯" }]);
    expect(reminders([asked, { ...done, items: "前刹车片更换, 空调滤芯" }])).toEqual([]);
    expect(reminders([asked, { ...done, arrival: "2024-04-01" }])).toMatchObject([
      { about: "更换前刹车片、空调滤芯" },
    ]);
    expect(reminders([asked, { ...done, orderStatus: "作废" }])).toMatchObject([
      { about: "更换前刹车片、空调滤芯" },
    ]);
  });

  it("closes after 180 days", () => {
    expect(reminders([asked], {}, day("2024-10-28"))).toHaveLength(1);
    expect(reminders([asked], {}, day("2024-10-29"))).toEqual([]);
  });

  it("closes with a refusal of what was recommended by then", () => {
    const refusal = record({ day: day("2024-06-02"), type: "repairReminder", result: "refused" });
    const refusedIn = (orders: OrderRow[], on = asOf) => {
      const dealership = store([{ vin: "A" }], orders);
      return reminders(orders, { history: recordHistory(dealership, [refusal], on) }, on);
    };
    expect(refusedIn([asked])).toEqual([]);
    expect(refusedIn([asked], day("2024-06-01"))).toHaveLength(1);
    const again = { ...asked, arrival: "2024-06-10", recommendedItems: "后刹车片" };
    expect(refusedIn([asked, again])).toMatchObject([{ about: "后刹车片" }]);
  });

  it("stands once, with the latest order that recommends the same work", () => {
    const again = { ...asked, arrival: "2024-06-10", recommendedItems: "建议下次更换前刹车片" };
    expect(reminders([asked, again])).toMatchObject([
      { about: "空调滤芯", order: 0 },
      { about: "建议下次更换前刹车片", order: 1 },
    ]);
  });
});

describe("lists that the user brings", () => {
  const dealership = store(
    [{ vin: "A" }, { vin: "B" }],
    [
      { vin: "A", arrival: "2024-05-01" },
      { vin: "B", arrival: "2024-06-20" },
    ]
  );
  const campaign: Campaign = {
    name: "夏季空调检测",
    type: "manufacturerCampaign",
    from: day("2024-06-15"),
    to: day("2024-08-31"),
    customers: [0, 1],
  };
  const campaigns = (changed: Partial<Campaign>) =>
    demand(dealership, { campaigns: [{ ...campaign, ...changed }] }).filter(
      ({ about }) => about === campaign.name
    );

  it("lists a campaign's customers who have not come since it began", () => {
    expect(campaigns({})).toMatchObject([{ customer: 0, dueDay: NO_DAY }]);
    expect(campaigns({ to: day("2024-06-29") })).toEqual([]);
    expect(campaigns({ from: day("2024-07-31") })).toEqual([]);
    expect(campaigns({ type: "recall", from: day("2024-07-30") })).toMatchObject([
      { customer: 0, dueDay: day("2024-07-30") },
      { customer: 1, dueDay: day("2024-07-30") },
    ]);
  });

  it("keeps prospects of 拉新 until they come", () => {
    const list = demandOf(dealership, benchmarkOf(dealership, asOf), {
      prospects: [
        { customer: -1, day: day("2024-06-01") },
        { customer: 1, day: day("2024-06-01") },
        { customer: 0, day: day("2024-06-01") },
        { customer: -1, day: day("2024-07-01") },
      ],
    });
    expect(list.prospects).toEqual([0, 2]);
  });
});

test("what customers say in calls reaches the benchmark table", () => {
  const dealership = store(
    [{ vin: "A" }],
    [{ vin: "A", arrival: "2024-02-01", orderType: "保养", odometer: 8000 }]
  );
  const history = recordHistory(
    dealership,
    [
      record({ day: day("2024-06-01"), odometer: 9000, expectedMaintenance: day("2024-07-10") }),
      record({ number: "2", day: day("2024-06-02"), key: "X", odometer: 5 }),
      record({ number: "3", day: day("2024-06-03") }),
    ],
    asOf
  );
  const statements = statementsOf(history);
  expect(statements).toHaveLength(1);
  const { nextService, predictedKm } = benchmarkOf(dealership, asOf, { statements });
  expect(isoOf(nextService.dueDay[0])).toBe("2024-07-10");
  expect(predictedKm[0]).toBeCloseTo(9000 + (29 * 1000) / 121, 6);
});

test("in any store every valid customer is asked for by status, and nobody twice about the same", () => {
  fc.assert(
    fc.property(anyStore, storeDay, (rows, on) => {
      const dealership = assembleStore(rows);
      const benchmark = benchmarkOf(dealership, on);
      const { items } = demandOf(dealership, benchmark);
      const { status } = benchmark.statuses;
      const isLost = groupMask(ruleSets.retention, "lost");
      const of = (wanted: string): number[] =>
        items.filter(({ type }) => type === wanted).map(({ customer }) => customer);
      const rowsWith = (test: (code: number) => boolean): number[] =>
        [...status.keys()].filter((customer) => test(status[customer]));
      const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);
      expect(sorted(of("lost"))).toEqual(rowsWith((code) => isLost[code] === 1));
      expect(sorted(of("warning"))).toEqual(
        rowsWith((code) => code === codeOfStatus("warning") || code === codeOfStatus("nearLost"))
      );
      expect(sorted(of("invalidFollowUp"))).toEqual(
        rowsWith((code) => code === codeOfStatus("invalid") || code === codeOfStatus("unknown"))
      );
      const keys = items.map(({ customer, type, order }) => `${customer} ${type} ${order}`);
      expect(new Set(keys).size).toBe(keys.length);
    })
  );
});

test("the order of calling puts a nearer loss first, and the higher PSV first where no day decides", () => {
  const dealership = store(
    [
      { vin: "A", deliveryDate: "2020-01-01", soldHere: "是" },
      { vin: "B", deliveryDate: "2020-01-01", soldHere: "是" },
      { vin: "C", deliveryDate: "2020-01-01", soldHere: "是" },
      { vin: "D", deliveryDate: "2020-01-01", soldHere: "是" },
    ],
    [
      { vin: "A", arrival: "2023-09-01", orderType: "小修", receivable: 100 },
      { vin: "B", arrival: "2023-08-01", orderType: "小修", receivable: 100 },
      { vin: "C", arrival: "2022-05-01", orderType: "小修", receivable: 100 },
      { vin: "D", arrival: "2022-05-01", orderType: "小修", receivable: 90_000 },
    ]
  );
  const benchmark = benchmarkOf(dealership, asOf);
  const list = demandOf(dealership, benchmark);
  const { order, urgency } = rankDemand(list, benchmark, 7);
  const called = [...order].map((position) => {
    const { customer, type } = list.items[position];
    return `${customer} ${type} ${demandUrgencies[urgency[position]]}`;
  });
  expect(called.filter((row) => /warning|lost$/.test(row))).toEqual([
    "1 warning nearLost",
    "0 warning nearLost",
    "3 lost lost",
    "2 lost lost",
  ]);
});

test("the order of calling leaves nothing out and goes by urgency, for any store and day", () => {
  fc.assert(
    fc.property(anyStore, storeDay, (any, on) => {
      const dealership = assembleStore(any);
      const benchmark = benchmarkOf(dealership, on);
      const list = demandOf(dealership, benchmark);
      const { order, urgency } = rankDemand(list, benchmark, 7);
      expect([...order].sort((a, b) => a - b)).toEqual([...list.items.keys()]);
      const codes = [...order].map((position) => urgency[position]);
      expect(codes).toEqual([...codes].sort((a, b) => a - b));
    }),
    { numRuns: 60 }
  );
});
