import type { Workbook } from "../../src/offline/host";
import type { Worksheet } from "../../src/offline/host/model";
import { cellRef } from "../../src/reports/plan";

/** Everything that a workbook shows or keeps, as plain data that two runs can be compared by. */
export interface WorkbookDump {
  readonly sheets: Readonly<Record<string, SheetDump>>;
  readonly names: Readonly<Record<string, unknown>>;
  readonly customXml: readonly unknown[];
}

/** One sheet: cells by address as [value, formula, style], and what lies on it. */
export interface SheetDump {
  readonly cells: Readonly<Record<string, readonly unknown[]>>;
  readonly rest: unknown;
}

/** Takes down the whole workbook. */
export function dumpWorkbook(workbook: Workbook): WorkbookDump {
  return {
    sheets: Object.fromEntries(workbook.sheets.map((sheet) => [sheet.Name, dumpSheet(sheet)])),
    names: Object.fromEntries(
      workbook.names.map((item) => [item.Name, [item.Formula, item.Visible]]).sort()
    ),
    customXml: workbook.customXml.map((part) => ({ ...part })),
  };
}

/** Takes down one sheet. */
export function dumpSheet(sheet: Worksheet): SheetDump {
  const cells: Record<string, readonly unknown[]> = {};
  sheet.cells.eachCell((row, column, value) => {
    cells[cellRef(row, column)] = [
      value,
      sheet.cells.formula(row, column),
      sheet.workbook.styles.get(sheet.cells.style(row, column)),
    ];
  });
  const { charts, conditionalFormats, validations, filter, frozen, pageLayout, tabColor } = sheet;
  return {
    cells,
    rest: plain({
      tables: sheet.tables.map((table) => [table.Name, table.rect, table.Style]),
      charts: charts.map((chart) => ({ ...chart.state, id: undefined })),
      conditionalFormats: conditionalFormats.map(({ type, areas, settings, style }) => ({
        type,
        areas,
        settings,
        style,
      })),
      validations,
      filter,
      frozen,
      pageLayout,
      tabColor,
      widths: sheet.cells.usedColumns().map((column) => sheet.cells.columnInfo(column).width),
    }),
  };
}

/** The value of a cell, by address: what a reader sees; a formula cell gives its formula. */
export function shown(sheet: Worksheet, row: number, column: number): unknown {
  return sheet.cells.formula(row, column) ?? sheet.cells.value(row, column);
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item) => (item instanceof Map ? [...item] : item)));
}
