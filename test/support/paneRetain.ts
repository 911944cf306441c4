import type {
  CustomerView,
  DealView,
  Outcome,
  Recognition,
  ReportState,
  RunResult,
  SelectedCustomer,
  StoreOverview,
} from "../../src/excel/api";
import type { ImportPreview } from "../../src/excel/import";
import { defaultSettings, type Settings, type StoreInputs } from "../../src/intake";
import type { Retain } from "../../src/taskpane/retain";
import { assembleDealership } from "../../src/retention/store";
import { buildOwnership, type Advisor } from "../../src/retention/ownership";
import { dealFull, stockOf } from "../../src/retention/allocation";
import { NO_DAY, serialOfIso } from "../../src/retention/time";
import { makeRecords } from "./records";
import { figuresOf } from "./reportStores";
import { makeCustomerTable, makeOrderTable } from "./tables";

/** A plain object in place of Excel for tests of the pane: an invented store, and what was asked. */

export const asOf = serialOfIso("2026-11-21");

const advisor = (name: string, changes: Partial<Advisor> = {}): Advisor => ({
  name,
  weight: 1,
  from: NO_DAY,
  to: NO_DAY,
  restDays: [],
  restWeekdays: [],
  ...changes,
});

/** Names without letters of a language, so that a test can tell them from texts of the pane. */
export const people = { first: "#01", second: "#02", leaver: "#03", newcomer: "#04", care: "#09" };

export const settings: Settings = {
  ...defaultSettings,
  roster: {
    advisors: [
      advisor(people.first, { restWeekdays: [7] }),
      advisor(people.second, { weight: 0.5 }),
      advisor(people.leaver, { to: asOf }),
      advisor(people.newcomer, { from: asOf }),
    ],
    customerCare: people.care,
  },
};

const vin = (at: number): string => `900000000000000${10 + at}`;
const owners = [people.first, people.second, people.leaver];
const { dealership } = assembleDealership(
  makeCustomerTable(
    Array.from({ length: 30 }, (_, at) => ({
      vin: vin(at),
      name: `@${at}`,
      deliveryDate: `20${12 + (at % 10)}-03-01`,
      advisor: owners[at % owners.length],
    }))
  ),
  makeOrderTable(
    Array.from({ length: 30 }, (_, at) => ({
      vin: vin(at),
      arrival: `202${3 + (at % 4)}-0${1 + (at % 9)}-11`,
      receivable: 500,
    }))
  )
);

const records = makeRecords([
  { day: asOf, key: vin(0), advisor: people.first, planned: true, result: "appointed" },
  ...Array.from({ length: 6 }, (_, at) => ({
    day: asOf,
    key: vin(at + 1),
    advisor: people.first,
    planned: true,
  })),
]);

/** The figures of a run over the invented store. */
export function runResult(inputs: Partial<StoreInputs> = {}): RunResult {
  return {
    asOf,
    locale: "zh-CN",
    dealership,
    statusCounts: { stable: 700, lost3: 500 },
    basis: {
      sheets: [],
      leftOut: [],
      columns: [],
      questions: [],
      lacking: [],
      overlaps: [],
      ownedShare: 1,
      doubts: [],
    },
    findingCounts: { walkIn: 12, dateUnreadable: 3 },
    plans: [],
    figures: figuresOf(dealership, asOf, { settings, records, ...inputs }),
    timings: {},
  };
}

export const previewed = (inputs: Partial<StoreInputs> = {}): Outcome => ({
  kind: "done",
  code: "done",
  about: [],
  changes: [],
  result: runResult(inputs),
});

/** What a run that wrote gives. */
export const written = (inputs: Partial<StoreInputs> = {}): Outcome => ({
  ...previewed(inputs),
  changes: [
    { sheetName: "%1", address: "C1:F1201", kind: "columns", rows: 1200 },
    { sheetName: "%2", address: "A1", kind: "sheet", rows: 40 },
  ],
});

/** A file without anything in it: what it brings says the preview. */
const importedFile = { fileName: "%11", problem: "empty" } as const;

/** A preview with all that one can say. */
export const importPreview: ImportPreview = {
  print: "0",
  files: [
    {
      fileName: "%11",
      encoding: "gb18030",
      sources: [
        {
          kind: "orders",
          sheetName: "%1",
          rows: 8,
          added: 4,
          changed: 2,
          same: 2,
          passedOver: 1,
          used: [{ field: "orderNumber", header: "%3" }],
          unused: ["%4"],
          days: { from: asOf - 30, to: asOf },
        },
      ],
      leftOut: [{ sheetId: "1", sheetName: "%5", reason: "notOurs", rowCount: 3, headers: ["%6"] }],
      incomplete: [{ sheetName: "%7", missing: ["arrival"] }],
      veryHiddenSheets: ["%8"],
    },
    {
      fileName: "%12",
      problem: "password",
      sources: [],
      leftOut: [],
      incomplete: [],
      veryHiddenSheets: [],
    },
  ],
  tables: [
    {
      kind: "orders",
      sheetName: "%2",
      added: 4,
      changed: 2,
      same: 2,
      inSeveralFiles: 1,
      newOwners: 1,
      changedFields: [
        { field: "receivable", cells: 1 },
        { field: "orderStatus", cells: 1 },
      ],
      changes: [
        { name: "#1003", fields: [{ field: "receivable", before: "710", after: "680" }] },
        { name: "#1005", fields: [{ field: "labour", before: "1", after: "2" }] },
      ],
      gone: { count: 1, names: ["#1009"] },
      before: { from: asOf - 60, to: asOf - 20 },
      after: { from: asOf - 60, to: asOf },
      gaps: [{ from: asOf - 15, to: asOf - 2 }],
      overlap: { from: asOf - 30, to: asOf - 20 },
      withoutColumn: ["orderStatus"],
    },
    {
      kind: "customers",
      added: 1,
      changed: 0,
      same: 0,
      inSeveralFiles: 0,
      newOwners: 0,
      changedFields: [],
      changes: [],
      gone: { count: 0, names: [] },
      gaps: [],
      withoutColumn: [],
    },
  ],
};

/** What writing a few cells gives. */
export const entered: Outcome = {
  kind: "done",
  code: "done",
  about: [],
  changes: [{ sheetName: "%2", address: "A5:J5", kind: "rows", rows: 1 }],
};

export const recognition: Recognition = {
  customers: {
    sheetId: "1",
    sheetName: "%1",
    headerRow: 0,
    rowCount: 1200,
    columns: [
      {
        field: "vin",
        column: 0,
        header: "=1",
        confidence: "exact",
        samples: ["900001"],
        evidence: [],
        filled: 1,
      },
      {
        field: "name",
        column: 1,
        header: "=2",
        confidence: "likely",
        samples: ["@1"],
        evidence: [],
        filled: 1,
      },
    ],
    headers: [
      { column: 0, header: "=1" },
      { column: 1, header: "=2" },
      { column: 2, header: "=3" },
    ],
    missing: [],
    parts: [],
    joined: [],
    unused: [],
    shape: "records",
    filledDown: false,
  },
  orders: {
    sheetId: "2",
    sheetName: "%3",
    headerRow: 2,
    rowCount: 20_000,
    columns: [],
    headers: [{ column: 0, header: "=1" }],
    missing: [],
    parts: [],
    joined: [],
    unused: [],
    shape: "records",
    filledDown: false,
  },
  leftOut: [],
  questions: [],
  choices: [
    { sheetId: "1", sheetName: "%1", headerRow: { customers: 0, orders: 0 } },
    { sheetId: "2", sheetName: "%3", headerRow: { customers: 2, orders: 2 } },
    { sheetId: "5", sheetName: "%5", headerRow: { customers: 1, orders: 4 } },
  ],
  liveColumns: false,
  veryHiddenSheets: [],
};

/** A workbook in which the add-in has written. */
export const reportStates: readonly ReportState[] = [
  { id: "status", sheetName: "%2", writtenAt: "2026-11-21 08:20", asOf },
  { id: "records", sheetName: "%4", writtenAt: "2026-11-20 08:20", asOf: asOf - 1 },
  {
    id: "allocation",
    instance: "1",
    sheetName: "%6",
    writtenAt: "2026-11-01 10:00",
    asOf: asOf - 20,
  },
  { id: "demand" },
];

export const overview: StoreOverview = {
  asOf,
  figures: [
    { id: "base", value: 1200, yesterday: 1197, monthStart: 1230, series: [1230, 1210, 1200] },
    { id: "nearLost", value: 88, yesterday: 90, monthStart: 80, series: [80, 90, 88] },
    { id: "lost", value: 400, yesterday: 400, monthStart: 380, series: [380, 400, 400] },
    { id: "newlyLost", value: 23, yesterday: 22, monthStart: 19, series: [0, 1, 1] },
    { id: "wonBack", value: 9, yesterday: 8, monthStart: 12, series: [1, 0, 1] },
    { id: "visits", value: 310, yesterday: 295, monthStart: 420, series: [14, 16, 15] },
  ],
  attention: [
    { code: "recordsMissing", count: 2, advisors: [people.first, people.second] },
    { code: "followUpsDue", count: 14, advisors: [] },
  ],
  today: { planned: 40, contacted: 25, appointed: 8, arrived: 3 },
};

/** All that a customer's view can say. */
export const customer: CustomerView = {
  asOf,
  key: vin(0),
  customer: 0,
  sheetRow: 5,
  part: 0,
  name: "@0",
  phone: "13800000000",
  plate: "0-00000",
  vin: vin(0),
  model: "",
  status: "lost3",
  anchor: { day: asOf - 400, of: "visit" },
  daysAway: 400,
  away: { months: 13, days: 4 },
  next: { status: "lost6", day: asOf + 60, inDays: 60 },
  owner: { name: people.first, presumed: true },
  flags: ["lowUse", "doNotDisturb"],
  lifecycle: "postWarranty",
  lossType: "full",
  valueGrade: "B",
  service: { day: asOf - 30, km: 60_000, basis: "maintenance", isFirst: false },
  predictedKm: 58_200,
  kmPerDay: 31.6,
  psv: {
    total: 8000,
    base: 5000,
    derived: 2000,
    repurchase: 1000,
    remainingYears: 4,
    maintenanceFrequency: 1.5,
    repairFrequency: 0.5,
    maintenanceSpending: 700,
    repairSpending: 1500,
    derivedChance: 0.2,
    repurchaseChance: 0.1,
    obtainability: 0.4,
  },
  visits: Array.from({ length: 6 }, (_, at) => ({
    day: asOf - 400 - 200 * at,
    kind: at === 2 ? ("reversal" as const) : ("visit" as const),
    orderNumber: String(at),
    items: "",
    odometer: 50_000 - 5_000 * at,
    revenue: 600,
    advisor: people.second,
  })),
  demand: [
    { customer: 0, type: "lost", dueDay: asOf - 35, overdueDays: 35, order: -1, about: "" },
    { customer: 0, type: "tradeIn", dueDay: NO_DAY, overdueDays: 0, order: -1, about: "" },
  ],
  contacts: [
    {
      record: makeRecords([
        {
          day: asOf - 3,
          key: vin(0),
          advisor: people.first,
          result: "refused",
          failureReason: "distance",
        },
      ])[0]!,
      state: "closed",
    },
  ],
  openRecord: "20261121-001",
  script: { name: "&1", text: "+++" },
  proposal: { customer: 0, reason: "unreachable", day: asOf, records: [] },
};

/** A deal of the invented store. */
export function dealView(seed: string): DealView {
  const stock = stockOf(dealership, buildOwnership(dealership, [], settings.roster), asOf);
  const advisors = settings.roster.advisors.slice(0, 2);
  return {
    number: 2,
    fromDay: asOf,
    deal: dealFull(stock, { seed, advisors }),
    ledgerRows: 30,
    withoutKey: 1,
  };
}

/** What the pane asked for, by method. */
export interface Asked {
  readonly method: string;
  readonly what: readonly unknown[];
}

export interface TestRetain extends Retain {
  readonly asked: readonly Asked[];
  /** What was asked of one method, first arguments. */
  of(method: string): readonly unknown[];
  /** Selects a customer's row in the workbook. */
  select(selected: SelectedCustomer | undefined): void;
}

/** Excel with the invented store in it, already set up; `changes` replaces what it answers. */
export function paneRetain(changes: Partial<Retain> = {}): TestRetain {
  const asked: Asked[] = [];
  let follow: (selected: SelectedCustomer | undefined) => void = () => undefined;
  const answers: Retain = {
    today: () => asOf,
    recognise: () => Promise.resolve(recognition),
    saveMapping: () => Promise.resolve(),
    chooseStore: () => Promise.resolve(),
    addSampleStore: () => Promise.resolve(previewed()),
    goTo: () => Promise.resolve(),
    describeOutcome: (outcome) => ({ title: `code ${outcome.code}`, body: "" }),
    outcomeOf: () => ({ kind: "failed", code: "failed", about: [], changes: [] }),
    updateAll: (options) => Promise.resolve(options.preview ? previewed() : written()),
    makeMorningPlan: () => Promise.resolve(written()),
    nightlyTally: () => Promise.resolve(written()),
    dealAllocation: (options) =>
      Promise.resolve({
        ...(options.preview ? previewed() : written()),
        deal: dealView(options.seed ?? ""),
      }),
    saveSettings: () => Promise.resolve(entered),
    setLiveColumns: () => Promise.resolve(written()),
    saveInputs: () => Promise.resolve(entered),
    recordCall: () => Promise.resolve(entered),
    saveSurvey: () => Promise.resolve(entered),
    confirmInvalid: () => Promise.resolve(entered),
    freezeToValues: () => Promise.resolve(entered),
    repairFormulas: () => Promise.resolve(entered),
    onSelectionChanged: (handler) => {
      follow = handler;
      return Promise.resolve(() => Promise.resolve());
    },
    readSelection: () => Promise.resolve(undefined),
    reportsOverview: () => Promise.resolve(reportStates),
    books: {
      handOut: () => Promise.resolve(entered),
      compare: () => Promise.resolve(entered),
      collect: () => Promise.resolve(entered),
    },
    resetMapping: () => Promise.resolve(),
    imports: {
      read: () => Promise.resolve(importedFile),
      preview: () => Promise.resolve({ ...entered, changes: [], importPreview }),
      takeOver: () => Promise.resolve(entered),
      last: () => Promise.resolve({ at: "2026-11-20 08:20", files: ["%11"], rows: 4, cells: 2 }),
      undo: () => Promise.resolve(entered),
    },
    customerView: (_, key) => ({ ...customer, key }),
    storeOverview: () => overview,
    ...changes,
  };
  const watched = Object.fromEntries(
    Object.entries(answers).map(([method, answer]) => [
      method,
      typeof answer === "function"
        ? (...what: unknown[]) => {
            asked.push({ method, what });
            return (answer as (...what: unknown[]) => unknown)(...what);
          }
        : answer,
    ])
  ) as unknown as Retain;
  return {
    ...watched,
    asked,
    of: (method) => asked.filter((it) => it.method === method).map(({ what }) => what[0]),
    select: (selected) => follow(selected),
  };
}
