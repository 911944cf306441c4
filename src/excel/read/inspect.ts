import {
  type AreaSample,
  type Cell,
  goneColumns,
  recogniseSheets,
  type GoneColumn,
  sheetChoices,
  type RecognisedSheets,
  type SavedMapping,
  type SheetChoice,
} from "../../intake";
import type { CustomerField, OrderField } from "../../retention/store";
import type { Recognition } from "../api";
import {
  locateByHeader,
  locateParts,
  ourParts,
  withOurColumns,
  type LocatedParts,
  loadState,
  saveState,
  type WorkbookState,
} from "../footprint";
import { runExcel, type SessionOptions } from "../session";
import { surveyWorkbook, type SheetInfo } from "../cells";

/** Cells of a header row as they stood when the sheet was recognised. */
export interface SeenHeader {
  readonly sheetId: string;
  readonly row: number;
  /** Where it is that of an Excel table: its name and first column. */
  readonly table?: { readonly name: string; readonly column: number };
  readonly cells: readonly { readonly column: number; readonly cell: Cell }[];
}

/** What stands in a workbook, before anything is read in full or written. */
export interface Inspection {
  readonly state: WorkbookState;
  readonly located: LocatedParts;
  readonly recognised: RecognisedSheets;
  /** The header cells by which that was recognised. */
  readonly headers: readonly SeenHeader[];
  /** Columns that were read or named and stand nowhere any more. */
  readonly gone: readonly GoneColumn[];
  /** Sheets from which the user may choose where recognition went wrong. */
  readonly choices: readonly SheetChoice[];
  /** All sheets that can be seen or shown, with their names. */
  readonly sheets: readonly SheetInfo[];
  readonly veryHiddenSheets: readonly string[];
  /** Names of sheets with rows that are hidden or filtered away. */
  readonly sheetsWithHiddenRows: readonly string[];
}

/**
 * Reads the add-in's memory of the workbook, finds its own sheets and columns again, and recognises
 * the user's two sheets.
 *
 * @throws Refusal `stateTooNew` or `stateUnreadable`; Excel's errors.
 */
export async function inspect(context: Excel.RequestContext): Promise<Inspection> {
  const state = await loadState(context);
  const named = await locateParts(context);
  const survey = await surveyWorkbook(context, ourParts(named, state));
  const located = locateByHeader(named, state, survey.areas);
  const areas = withOurColumns(survey.areas, located, state);
  const recognised = recogniseSheets(areas, state.mapping);
  const choices = sheetChoices(areas);
  const { sheets, veryHiddenSheets, sheetsWithHiddenRows } = survey;
  const gone = goneColumns(recognised, state.mapping, state.used ?? {});
  const headers = seenHeaders(recognised, areas);
  return {
    state,
    located,
    recognised,
    headers,
    gone,
    choices,
    sheets,
    veryHiddenSheets,
    sheetsWithHiddenRows,
  };
}

function seenHeaders(
  { customers, orders, archiveOfOrders }: RecognisedSheets,
  areas: readonly AreaSample[]
): SeenHeader[] {
  const tables = [customers, orders, archiveOfOrders].flatMap((sheet) =>
    sheet ? [...sheet.parts, ...sheet.joined] : []
  );
  return tables.flatMap(({ sheetId, tableName, headerRow, columns }) => {
    const area = areas.find(
      (it) =>
        it.sheetId === sheetId &&
        it.tableName === tableName &&
        it.values[headerRow - it.firstRow] !== undefined
    );
    const line = area?.values[headerRow - area.firstRow];
    if (!area || !line) return [];
    const cells = columns.map(({ column }) => ({
      column,
      cell: line[column - area.firstColumn] ?? "",
    }));
    const table = tableName !== undefined && { name: tableName, column: area.firstColumn };
    return [{ sheetId, row: headerRow, ...(table && { table }), cells }];
  });
}

/**
 * Finds the two input sheets and the columns in them.
 *
 * @throws Refusal or Excel's error; `outcomeOf` words both.
 */
export async function recognise(options: SessionOptions = {}): Promise<Recognition> {
  return runExcel(async (context) => {
    const { state, recognised, gone, choices, veryHiddenSheets } = await inspect(context);
    return {
      ...recognised,
      gone,
      choices,
      liveColumns: state.liveColumns,
      veryHiddenSheets,
      ...(state.store !== undefined && { store: state.store }),
    };
  }, options);
}

/** A mapping by the sheet it is for. */
export interface MappingOf {
  readonly customers: SavedMapping<CustomerField>;
  readonly orders: SavedMapping<OrderField>;
}

/**
 * Keeps the user's own mapping of one sheet in the workbook: what it says about a field, added to
 * what was said about other fields of the same sheet before.
 *
 * @throws Refusal or Excel's error; `outcomeOf` words both.
 */
export async function saveMapping<Table extends keyof MappingOf>(
  table: Table,
  mapping: MappingOf[Table],
  options: SessionOptions = {}
): Promise<void> {
  await runExcel(async (context) => {
    const state = await loadState(context);
    const before = state.mapping[table];
    const earlier = before?.sheetId === mapping.sheetId ? before : undefined;
    const merged = {
      ...mapping,
      headers: { ...earlier?.headers, ...mapping.headers },
      dateOrders: { ...earlier?.dateOrders, ...mapping.dateOrders },
    };
    await saveState(context, { ...state, mapping: { ...state.mapping, [table]: merged } });
  }, options);
}

/**
 * Keeps in the workbook which store of a group's export is looked at; `undefined` lets the next run ask.
 *
 * @throws Refusal or Excel's error; `outcomeOf` words both.
 */
export async function chooseStore(
  store: string | undefined,
  options: SessionOptions = {}
): Promise<void> {
  await runExcel(async (context) => {
    await saveState(context, { ...(await loadState(context)), store });
  }, options);
}

/**
 * Forgets the user's mapping of one sheet, so that recognition alone decides again.
 *
 * @throws Refusal or Excel's error; `outcomeOf` words both.
 */
export async function resetMapping(
  table: keyof MappingOf,
  options: SessionOptions = {}
): Promise<void> {
  await runExcel(async (context) => {
    const state = await loadState(context);
    await saveState(context, { ...state, mapping: { ...state.mapping, [table]: undefined } });
  }, options);
}
