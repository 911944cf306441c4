import { makeRecords } from "../../../test/support/records";
import { assembleStore } from "../../../test/support/stores";
import { serialOfIso } from "../time";
import type { LostSurvey } from "../loss";
import { proposeInvalid } from "./proposals";

const key = "LSVPROPOSE0000001";

function proposals(
  days: readonly string[],
  more: { visit?: string; reachedOn?: string; survey?: LostSurvey[]; invalid?: string } = {}
) {
  const dealership = assembleStore({
    customers: [{ vin: key, deliveryDate: "2020-01-01", invalidReason: more.invalid ?? "" }],
    orders: more.visit === undefined ? [] : [{ vin: key, arrival: more.visit }],
  });
  const reached = more.reachedOn === undefined ? [] : [more.reachedOn];
  const records = makeRecords([
    ...days.map((day) => ({ key, day, result: "wrongNumber" as const })),
    ...reached.map((day) => ({ key, day, result: "considering" as const })),
  ]);
  return proposeInvalid(dealership, records, more.survey ?? [], serialOfIso("2024-06-30"));
}

const three = ["2024-05-01", "2024-05-01", "2024-05-03"];

it("three wrong numbers on two days propose 失联, with the records that speak for it", () => {
  expect(proposals(three)).toEqual([
    {
      customer: 0,
      reason: "unreachable",
      day: serialOfIso("2024-05-03"),
      records: ["001", "002", "003"],
    },
  ]);
});

it.each([
  ["three on one day", ["2024-05-01", "2024-05-01", "2024-05-01"], {}],
  ["two on two days", ["2024-05-01", "2024-05-02"], {}],
  ["a contact that reached him between", three, { reachedOn: "2024-05-02" }],
  ["a visit after", three, { visit: "2024-05-04" }],
  ["a customer who is 无效 already", three, { invalid: "已报废" }],
  ["calls after the day", ["2024-06-01", "2024-06-02", "2024-07-01"], {}],
])("%s propose nothing", (_, days, more) => {
  expect(proposals(days, more)).toEqual([]);
});

it("a survey that says 已转让 proposes 已转手, before 失联", () => {
  const survey = [
    { key, day: serialOfIso("2024-05-02"), answers: { q1: "no", q2: "handedOver" } as const },
  ];
  expect(proposals(three, { survey })).toEqual([
    { customer: 0, reason: "transferred", day: serialOfIso("2024-05-02"), records: [] },
  ]);
  expect(
    proposals([], { survey: [{ ...survey[0], answers: { q1: "yes", q2: "handedOver" } }] })
  ).toEqual([]);
});
