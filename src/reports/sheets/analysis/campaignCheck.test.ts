import fc from "fast-check";
import { inputRowsOf } from "../../../../test/support/inputRows";
import { cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { makeRecords } from "../../../../test/support/records";
import { contextOf, figuresOf, staffedFiguresOf } from "../../../../test/support/reportStores";
import { anyStaffedStore, roster } from "../../../../test/support/staffedStores";
import { storeDay } from "../../../../test/support/stores";
import { makeCustomerTable, makeOrderTable } from "../../../../test/support/tables";
import { defaultSettings, type InputRow, type TypedCampaign } from "../../../intake";
import { readCampaignRewards, readCampaigns } from "../../../intake/inputs/campaignTables";
import { textsOf } from "../../../locale";
import { assembleDealership } from "../../../retention/store";
import { defaultCallOrder } from "../../../retention/solicitation";
import { serialOfIso } from "../../../retention/time";
import { callOrderOf, campaignsSheet } from "./campaignCheck";

const asOf = serialOfIso("2026-06-30");
const summer: TypedCampaign = {
  name: "夏季检测",
  type: "manufacturerCampaign",
  from: asOf - 9,
  to: asOf + 20,
  statuses: [],
  model: "",
};
const { dealership } = assembleDealership(
  makeCustomerTable([
    { vin: "LSVAA000000000001", name: "王强", deliveryDate: "2026-01-10", advisor: "张一" },
    { vin: "LSVAA000000000002", name: "李芳", deliveryDate: "2024-05-01", advisor: "张一" },
    { vin: "LSVAA000000000003", name: "赵敏", deliveryDate: "2024-05-01", advisor: "李二" },
  ]),
  makeOrderTable([
    { vin: "LSVAA000000000002", arrival: "2024-06-01" },
    { vin: "LSVAA000000000002", arrival: "2026-06-28" },
    { vin: "LSVAA000000000003", arrival: "2024-06-01" },
  ])
);
const records = makeRecords([
  {
    day: asOf - 5,
    key: "LSVAA000000000002",
    type: "manufacturerCampaign",
    result: "appointed",
    appointment: asOf - 2,
  },
]);
const settings = { ...defaultSettings, roster, doNotDisturb: new Set(["LSVAA000000000003"]) };

test.each(["zh-CN", "en-US"] as const)(
  "every formula gives what the check counts, for any store, in %s",
  (locale) => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, day) => {
        const figures = staffedFiguresOf(staffed, day, {
          campaigns: [
            { ...summer, from: day - 20, to: day + 5 },
            { ...summer, name: "惊喜礼", type: "weeklyGift", statuses: ["stable"], from: 0, to: 0 },
          ],
          campaignRewards: [{ campaign: summer.name, status: "lost3", order: 1, reward: 12.5 }],
        });
        expect(formulaDifferences(campaignsSheet(figures, contextOf(figures, locale)))).toEqual([]);
      }),
      { numRuns: 30 }
    );
  }
);

test("the headline sums up customers, contacts, arrivals and rewards of all campaigns", () => {
  const figures = figuresOf(dealership, asOf, {
    settings,
    records,
    campaigns: [summer],
    campaignRewards: [{ campaign: summer.name, status: "lost24", order: NaN, reward: 80 }],
  });
  const plan = campaignsSheet(figures, contextOf(figures));
  // 李芳 was 2年内流失 before the campaign and stays in that row after she came.
  expect(cellsOfPlan(plan).get("A2")).toBe(
    "活动 1 个，客户资源 2 位，已联系 1 位（50%），预约 1 位，到店 1 位，到店奖励 80 元。"
  );
});

test("campaigns that were typed are read back and stay, with blank rows to go on", () => {
  const empty = figuresOf(dealership, asOf, { settings });
  const [blank] = inputRowsOf(campaignsSheet(empty, contextOf(empty)), "campaigns");
  const typed = [
    {
      ...blank,
      name: "夏季检测",
      type: "厂家活动",
      from: "2026-06-21",
      statuses: "准流失、2年内流失",
    },
    { ...blank, name: "夏季检测", type: "每周惊喜礼" },
    { ...blank, name: "召回", type: "召回", from: "2026-07-01", to: "2026-06-01" },
  ] as InputRow<"campaigns">[];
  const { campaigns, findings } = readCampaigns(typed);
  expect(campaigns).toEqual([
    { ...summer, from: asOf - 9, to: 0, statuses: ["nearLost", "lost24"] },
  ]);
  expect(findings.map(({ column, problem }) => [column, problem])).toEqual([
    ["name", "repeated"],
    ["to", "outOfRange"],
  ]);
  const figures = figuresOf(dealership, asOf, { settings, campaigns, rows: { campaigns: typed } });
  const rows = inputRowsOf(campaignsSheet(figures, contextOf(figures)), "campaigns");
  expect(rows.slice(0, 3).map(({ name, type }) => [name, type])).toEqual(
    typed.map(({ name, type }) => [name, type])
  );
  expect(rows.slice(3).every(({ name }) => name === "")).toBe(true);
  expect(rows.length).toBeGreaterThan(3);
});

test("rewards begin in the default order, keep what was typed, and are read back", () => {
  const fresh = figuresOf(dealership, asOf, { settings, campaigns: [summer] });
  const rows = inputRowsOf(campaignsSheet(fresh, contextOf(fresh)), "campaignRewards");
  expect(rows.map(({ order }) => order)).toEqual(defaultCallOrder.map((_, i) => i + 1));
  const typed = rows.map((row, i) => ({ ...row, ...(i === 0 && { order: 0, reward: 200 }) }));
  const { campaignRewards } = readCampaignRewards(typed);
  expect(campaignRewards[0]).toEqual({
    campaign: "夏季检测",
    status: "lost3",
    order: 0,
    reward: 200,
  });
  expect(callOrderOf(summer, campaignRewards)).toEqual(defaultCallOrder.slice(1));
  const inputs = { settings, campaigns: [summer], campaignRewards };
  const again = figuresOf(dealership, asOf, { ...inputs, rows: { campaignRewards: typed } });
  expect(inputRowsOf(campaignsSheet(again, contextOf(again)), "campaignRewards")[0]).toMatchObject({
    order: 0,
    reward: 200,
  });
});

test("a class is called where its number says; without one it keeps its default place", () => {
  const order = callOrderOf(summer, [
    { campaign: summer.name, status: "stable", order: 1, reward: 0 },
    { campaign: summer.name, status: "lost3", order: NaN, reward: 5 },
    { campaign: "召回", status: "lost3", order: 0, reward: 5 },
  ]);
  expect(order.slice(0, 2).sort()).toEqual(["lost3", "stable"]);
  expect(order).toHaveLength(defaultCallOrder.length);
});

test("classes that a campaign is for are called from 1 on, with numbers typed or not; others come last", () => {
  const campaign = { ...summer, statuses: ["warning", "nearLost"] as const };
  const typed = [
    { campaign: summer.name, status: "warning", order: 10, reward: 0 },
    { campaign: summer.name, status: "nearLost", order: 20, reward: 0 },
  ] as const;
  expect(callOrderOf(campaign, []).slice(0, 3)).toEqual(["nearLost", "warning", "lost3"]);
  expect(callOrderOf(campaign, typed).slice(0, 3)).toEqual(["warning", "nearLost", "lost3"]);
});

test("a customer who came stays in the campaign that brought him, though his class is another now", () => {
  const figures = figuresOf(dealership, asOf, {
    settings,
    records,
    campaigns: [{ ...summer, statuses: ["lost24"] }],
    campaignRewards: [{ campaign: summer.name, status: "lost24", order: NaN, reward: 80 }],
  });
  expect(cellsOfPlan(campaignsSheet(figures, contextOf(figures))).get("A2")).toBe(
    "活动 1 个，客户资源 1 位，已联系 1 位（100%），预约 1 位，到店 1 位，到店奖励 80 元。"
  );
});

test.each(["zh-CN", "en-US"] as const)(
  "without campaigns the sheet says how to begin, in %s",
  (locale) => {
    const figures = figuresOf(dealership, asOf);
    const plan = campaignsSheet(figures, contextOf(figures, locale));
    expect(cellsOfPlan(plan).get("A2")).toBe(textsOf(locale).reports.campaigns.none);
    expect(plan.tables.map(({ name }) => name)).toEqual(["RETAIN_campaigns"]);
  }
);
