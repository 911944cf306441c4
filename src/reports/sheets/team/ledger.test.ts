import fc from "fast-check";
import { cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { anyOwnedStore, roster } from "../../../../test/support/ownedStores";
import { contextOf, figuresOf } from "../../../../test/support/reportStores";
import { assembleStore, type Store } from "../../../../test/support/stores";
import {
  customerNaming,
  emptyInputs,
  inputTables,
  readLedgerRows,
  type InputRow,
  type StoreInputs,
} from "../../../intake";
import { textsOf, type Locale } from "../../../locale";
import { serialOfIso } from "../../../retention/time";
import type { Dealership } from "../../../retention/store";
import { ledgerSheet } from "./ledger";
import { isFormula, type PlanCell, type SheetPlan } from "../../plan";

const settings = { ...emptyInputs.settings, roster };
const asOf = serialOfIso("2025-06-30");

function planOf(
  dealership: Dealership,
  day: number,
  inputs: Partial<StoreInputs>,
  locale: Locale = "zh-CN"
): SheetPlan {
  const figures = figuresOf(dealership, day, { settings, ...inputs });
  return ledgerSheet(figures, contextOf(figures, locale));
}

const tableOf = (plan: SheetPlan) => plan.tables.find(({ name }) => name === "RETAIN_ledger");
const shown = (cell: PlanCell | undefined) =>
  cell === undefined || cell === null ? "" : isFormula(cell) ? cell.expected : cell;

/** The rows of a plan as they will be read from the sheet. */
function rowsBack(plan: SheetPlan): InputRow<"ledger">[] {
  const table = tableOf(plan);
  return (table?.rows ?? []).map((cells, index) => ({
    ...(Object.fromEntries(
      table?.columns.map(({ key }, column) => [key, shown(cells[column])]) ?? []
    ) as Omit<InputRow<"ledger">, "sheetRow">),
    sheetRow: (table?.row ?? 0) + 1 + index,
  }));
}

test("a ledger that is written and read back is the same ledger, and writing it again adds nothing", () => {
  fc.assert(
    fc.property(anyOwnedStore, fc.constantFrom<Locale>("zh-CN", "en-US"), (store, locale) => {
      const { dealership, ledger } = store;
      const named = ledger.filter(({ key }) => key !== "");
      const plan = planOf(dealership, store.asOf, { ledger: named }, locale);
      const rows = rowsBack(plan);
      const reading = {
        naming: customerNaming(dealership.customers),
        customerCare: roster.customerCare,
      };
      const said = readLedgerRows(rows, reading);
      expect(said.ledger).toEqual(named);
      const again = planOf(dealership, store.asOf, { ledger: said.ledger, rows: { ledger: rows } });
      expect(tableOf(again)?.rows).toHaveLength(rows.length);
      expect(formulaDifferences(plan)).toEqual([]);
    }),
    { numRuns: 40 }
  );
});

const vin = "LSVAA000000000001";
const store: Store = {
  customers: [{ vin, plate: "苏A12345", name: "一", deliveryDate: "2025-01-10", advisor: "王磊" }],
  orders: [],
};
const typed: InputRow<"ledger"> = {
  fromDay: asOf,
  customer: "苏A·12345",
  name: "",
  jump: "",
  plate: "",
  owner: "李娜",
  source: "",
  allocation: "",
  invalidReason: "",
  note: "客户要求",
  sheetRow: 17,
};

test("a row typed by hand stays as it was typed, gets name and plate, and is not added a second time", () => {
  const entry = {
    key: vin,
    owner: "李娜",
    fromDay: asOf,
    source: "manual" as const,
    allocation: 0,
  };
  const invalid = {
    source: "invalid" as const,
    key: vin,
    reason: "nonLocal" as const,
    fromDay: asOf,
  };
  const plan = planOf(assembleStore(store), asOf, {
    ledger: [entry],
    invalidEntries: [invalid],
    rows: { ledger: [typed] },
  });
  const order = Object.keys(inputTables.ledger);
  const rows = tableOf(plan)?.rows.map((cells) => cells.map(shown));
  expect(rows).toHaveLength(2);
  expect(rows?.[0]?.[order.indexOf("customer")]).toBe("苏A·12345");
  expect(rows?.[0]?.[order.indexOf("name")]).toBe("一");
  expect(rows?.[0]?.[order.indexOf("plate")]).toBe("苏A12345");
  expect(rows?.[0]?.[order.indexOf("note")]).toBe("客户要求");
  const { ledgerSources, invalidReasons } = textsOf("zh-CN").vocabulary;
  expect(rows?.[1]).toContain(ledgerSources.invalid);
  expect(rows?.[1]).toContain(invalidReasons.nonLocal);
});

test("the table stands in the same row with and without a store's name, and nothing below it", () => {
  const figures = figuresOf(assembleStore(store), asOf, { settings });
  const bare = ledgerSheet(figures, contextOf(figures));
  const named = ledgerSheet(figures, { ...contextOf(figures), storeName: "星河" });
  expect(tableOf(bare)?.row).toBe(tableOf(named)?.row);
  for (const plan of [bare, named]) {
    const last = Math.max(...plan.blocks.map(({ row, cells }) => row + cells.length));
    expect(last).toBeLessThanOrEqual(tableOf(plan)?.row ?? 0);
  }
});

test("an empty ledger says so, and has a blank row to begin with", () => {
  const plan = planOf(assembleStore({ customers: [], orders: [] }), asOf, {});
  expect([...cellsOfPlan(plan).values()]).toContain(textsOf("zh-CN").reports.ledger.empty);
  expect(tableOf(plan)?.rows).toEqual([Array(10).fill(null)]);
});
