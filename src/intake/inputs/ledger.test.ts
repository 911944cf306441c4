import { assembleStore } from "../../../test/support/stores";
import { normalisePlate } from "../../retention/store";
import { serialOfIso } from "../../retention/time";
import { customerNaming } from "./customerKeys";
import { readLedgerRows } from "./ledger";
import type { InputRow } from "./schema";

const vin = "LSVAA000000000001";
const { customers } = assembleStore({
  customers: [{ vin, plate: "苏A·12345", name: "一", deliveryDate: "2023-01-10" }],
  orders: [],
});
const reading = { naming: customerNaming(customers), customerCare: "周敏" };
const day = serialOfIso("2026-06-01");

const row = (cells: Partial<InputRow<"ledger">>): InputRow<"ledger"> => ({
  fromDay: "",
  customer: "",
  name: "",
  jump: "",
  plate: "",
  owner: "",
  source: "",
  allocation: "",
  invalidReason: "",
  note: "",
  sheetRow: 20,
  ...cells,
});
const read = (...rows: Partial<InputRow<"ledger">>[]) => readLedgerRows(rows.map(row), reading);

test("a row typed by hand names the customer by plate, and counts as 手工 from its day on", () => {
  const { ledger, findings } = read({ fromDay: "2026/6/1", customer: "苏a-12345", owner: "王磊" });
  expect(ledger).toEqual([
    { key: vin, owner: "王磊", fromDay: day, source: "manual", allocation: 0 },
  ]);
  expect(findings).toEqual([]);
});

test("source words are read in both languages, 未分配 is nobody, and the office stands for its person", () => {
  const { ledger } = read(
    { fromDay: day, customer: vin, owner: "Unassigned", source: "Initial deal", allocation: 3 },
    { fromDay: day, customer: vin, owner: "客服专员", source: "转移", allocation: "3" }
  );
  expect(ledger.map(({ owner, source, allocation }) => [owner, source, allocation])).toEqual([
    ["", "initial", 3],
    ["周敏", "transfer", 3],
  ]);
});

test("a reason without an owner confirms that the customer is 无效, and may be taken back", () => {
  const { ledger, invalidEntries } = read(
    { fromDay: day, customer: vin, invalidReason: "失联" },
    { fromDay: day + 9, customer: vin, source: "确认无效", invalidReason: "撤销无效" }
  );
  expect(ledger).toEqual([]);
  expect(invalidEntries).toEqual([
    { source: "invalid", key: vin, reason: "unreachable", fromDay: day },
    { source: "invalid", key: vin, reason: "none", fromDay: day + 9 },
  ]);
});

test("a row that lacks its day, its customer or anything to say counts for nothing and is told", () => {
  const { ledger, findings } = read(
    { customer: vin, owner: "王磊" },
    { fromDay: day, owner: "王磊" },
    { fromDay: day, customer: vin },
    { fromDay: "soon", customer: vin, owner: "王磊" }
  );
  expect(ledger).toEqual([]);
  expect(findings.map(({ column, problem }) => `${column} ${problem}`)).toEqual([
    "fromDay missing",
    "customer missing",
    "owner missing",
    "fromDay unreadable",
  ]);
});

test("a customer whom this export lacks keeps the row, and is told", () => {
  const { ledger, findings } = read({ fromDay: day, customer: "苏B99999", owner: "王磊" });
  expect(ledger[0]?.key).toBe(normalisePlate("苏B99999"));
  expect(findings.map(({ problem }) => problem)).toEqual(["unknownCustomer"]);
});

test("blank rows say nothing", () => {
  expect(read({}, { note: "见上" })).toEqual({ ledger: [], invalidEntries: [], findings: [] });
});
