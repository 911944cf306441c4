import { makeRecords } from "../../../test/support/records";
import { assembleStore } from "../../../test/support/stores";
import { advisorNamed } from "../../../test/support/ownedStores";
import { serialOfIso } from "../time";
import { buildOwnership } from "../ownership";
import { campaignCheck, defaultCallOrder } from "./campaign";
import { creditArrivals } from "../calls";
import { failureSummary } from "./failures";

const keyOf = (i: number): string => `LSVCAMPAIGN00000${i}`;
const roster = { advisors: [advisorNamed("王磊"), advisorNamed("李娜")], customerCare: "周敏" };

describe("活动预检", () => {
  const dealership = assembleStore({
    customers: ["王磊", "王磊", "王磊", "李娜", "李娜", "李娜"].map((advisor, i) => ({
      vin: keyOf(i),
      advisor,
      invalidReason: i === 5 ? "已报废" : "",
    })),
    orders: [
      ...["2023-03-01", "2023-04-01", "2024-03-01", "2023-03-01", "2024-03-01", "2024-03-01"].map(
        (arrival, i) => ({ vin: keyOf(i), arrival })
      ),
      { vin: keyOf(0), arrival: "2024-06-08" },
    ],
  });
  const campaign = {
    name: "夏季检测",
    type: "weeklyGift",
    from: serialOfIso("2024-06-01"),
    to: serialOfIso("2024-06-30"),
    customers: [0, 1, 2, 3, 4, 5, 0],
  } as const;
  const records = makeRecords([
    {
      key: keyOf(0),
      day: "2024-06-03",
      type: "weeklyGift",
      result: "appointed",
      appointment: "2024-06-08",
    },
    { key: keyOf(1), day: "2024-06-03", type: "weeklyGift", result: "refused" },
    { key: keyOf(2), day: "2024-06-03", type: "weeklyGift" },
    { key: keyOf(2), day: "2024-06-04", type: "maintenance", result: "refused" },
    { key: keyOf(3), day: "2024-05-31", type: "weeklyGift", result: "refused" },
  ]);
  const check = (asOf: string) =>
    campaignCheck(
      dealership,
      { campaign, callOrder: defaultCallOrder, rewards: { lost3: 50 } },
      buildOwnership(dealership, [], roster),
      creditArrivals(dealership, records, serialOfIso(asOf)),
      new Set([keyOf(4)])
    ).map(
      ({ owner, status, order, resources, doNotDisturb, contacted, appointed, arrived, reward }) =>
        [owner, status, order, resources, doNotDisturb, contacted, appointed, arrived, reward].join(
          " "
        )
    );

  it("shows resources by the class of the day before, progress and the reward earned", () => {
    expect(check("2024-06-09")).toEqual([
      "2 lost3 1 2 0 2 1 1 50",
      "2 stable 8 1 0 0 0 0 0",
      "3 lost3 1 1 0 0 0 0 0",
      "3 stable 8 0 1 0 0 0 0",
    ]);
  });

  it("before the campaign shows the resources alone", () => {
    expect(check("2024-05-31")).toEqual([
      "2 lost3 1 2 0 0 0 0 0",
      "2 stable 8 1 0 0 0 0 0",
      "3 lost3 1 1 0 0 0 0 0",
      "3 stable 8 0 1 0 0 0 0",
    ]);
  });
});

describe("招揽失败汇总", () => {
  const dealership = assembleStore({
    customers: [0, 1, 2, 3].map((i) => ({ vin: keyOf(i) })),
    orders: ["2024-03-01", "2024-03-01", "2022-01-01", "2022-01-01"].map((arrival, i) => ({
      vin: keyOf(i),
      arrival,
    })),
  });
  const refusal = { day: "2024-06-03", result: "refused" } as const;
  const records = makeRecords([
    { ...refusal, key: keyOf(0), failureReason: "distance" },
    { ...refusal, key: keyOf(1), failureReason: "repairPrice", type: "repairReminder" },
    { ...refusal, key: keyOf(2), failureReason: "repairPrice", type: "lost" },
    { ...refusal, key: keyOf(3), type: "lost" },
    { ...refusal, key: "LSVNOBODY00000001", failureReason: "repairPrice" },
    { key: keyOf(0), day: "2024-06-02", result: "considering" },
    { key: keyOf(0), day: "2024-06-04", result: "refused" },
  ]);
  const asOf = serialOfIso("2024-06-03");
  const summary = failureSummary(dealership, creditArrivals(dealership, records, asOf));

  it("counts 基盘 by type and reason, 流失 by band and reason", () => {
    expect(summary.base).toEqual([
      { row: "maintenance", reason: "distance", count: 1 },
      { row: "repairReminder", reason: "repairPrice", count: 1 },
    ]);
    expect(summary.lost).toEqual([
      { row: "lost24", reason: "repairPrice", count: 1 },
      { row: "lost24", reason: null, count: 1 },
    ]);
  });

  it("lists every row, whoever is in no archive too", () => {
    expect(summary.rows.map(({ record, group }) => [record, group])).toEqual([
      [0, "base"],
      [1, "base"],
      [2, "lost"],
      [3, "lost"],
      [4, null],
    ]);
  });

  it("ranks the stated reasons with cumulative shares", () => {
    expect(summary.pareto).toEqual([
      { reason: "repairPrice", count: 3, share: 0.75, cumulativeShare: 0.75 },
      { reason: "distance", count: 1, share: 0.25, cumulativeShare: 1 },
    ]);
    expect(summary.withoutReason).toBe(1);
  });
});
