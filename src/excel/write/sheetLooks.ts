import { livingTables } from "../../intake";
import {
  type Area,
  columnLetters,
  type PrintPlan,
  type SheetPlan,
  type TablePlan,
} from "../../reports/plan";
import { applyStyle, literalText, cellAt, rangeAt, widthInPoints, type WriteStep } from "../cells";
import { joinedStyles } from "./joinedStyles";
import { addConditionalFormat, addValidation } from "./sheetRules";
import { small, type WriteTarget } from "./writeTarget";

/** Excel's codes for the sheet's name, the page and how many pages there are. */
const pageFooter = "&A · &P / &N";

/**
 * On a new sheet only: later the widths and the footer are the user's. Before the charts, which keep to
 * cells.
 */
export function beginningLook(sheet: Excel.Worksheet, plan: SheetPlan): WriteStep {
  return small(() => {
    sheet.pageLayout.headersFooters.defaultForAllPages.centerFooter = pageFooter;
    plan.columnWidths.forEach((characters, column) => {
      const cell = cellAt(sheet, 0, column);
      cell.format.columnWidth = widthInPoints(characters);
    });
  }, 400 * plan.columnWidths.length);
}

/** The sheet's own properties. */
export function settings(sheet: Excel.Worksheet, plan: SheetPlan, target: WriteTarget): WriteStep {
  return small(() => {
    sheet.tabColor = plan.tabColor;
    rangeAt(sheet, generatedArea(plan)).values = [[literalText(target.unfinished)]];
  });
}

/** Points; Excel refuses the whole request for a row that is to be taller. */
const tallestRow = 409;

/** The last row of a sheet. */
const lastSheetRow = 1_048_575;

/**
 * Styles, conditional formats and validations. Those of a living table reach down to the end of the
 * sheet: its rows grow, and nothing stands below it.
 */
export function looks(sheet: Excel.Worksheet, plan: SheetPlan): WriteStep {
  const growing = plan.tables.filter(isLiving);
  const reaching = <T extends { readonly area: Area }>(rule: T): T =>
    growing.some((table) => coversBody(rule.area, table))
      ? { ...rule, area: { ...rule.area, rows: lastSheetRow + 1 - rule.area.row } }
      : rule;
  const styles = joinedStyles(plan.styles);
  return small(
    () => {
      for (const styled of styles) applyStyle(rangeAt(sheet, styled), styled.style);
      for (const { row, rows, points } of plan.rowHeights) {
        rangeAt(sheet, { row, column: 0, rows, columns: 1 }).format.rowHeight = Math.min(
          points,
          tallestRow
        );
      }
      for (const format of plan.conditionalFormats) addConditionalFormat(sheet, reaching(format));
      for (const validation of plan.validations) addValidation(sheet, reaching(validation));
    },
    2_500 *
      (styles.length +
        plan.rowHeights.length +
        plan.conditionalFormats.length +
        plan.validations.length)
  );
}

/** Whether a table is one of those that live: rows are only added. */
export function isLiving(table: TablePlan): boolean {
  return table.input !== undefined && (livingTables as readonly string[]).includes(table.input);
}

/** Whether an area covers all rows of a table's body in some of its columns. */
function coversBody(area: Area, table: TablePlan): boolean {
  const first = table.row + 1;
  const last = table.row + table.rows.length;
  return area.row === first && area.row + area.rows - 1 >= last;
}

/** The generated-at cell as the plan has it. */
export function generatedText(plan: SheetPlan): string {
  const { row, column } = plan.generatedAt;
  for (const block of plan.blocks) {
    const cell = block.cells[row - block.row]?.[column - block.column];
    if (typeof cell === "string") return cell;
  }
  return "";
}

export const generatedArea = (plan: SheetPlan): Area => ({
  ...plan.generatedAt,
  rows: 1,
  columns: 1,
});

/** Points around a page that must take all. */
const narrowMargin = 30;

/** Whole columns: tables grow. */
const columnsUpTo = (columns: number): string => `$A:$${columnLetters(columns - 1)}`;

export function setUpPage(page: Excel.PageLayout, { titleRows, wide, onePage }: PrintPlan): void {
  page.paperSize = "A4";
  if (onePage) {
    page.orientation = "Portrait";
    page.zoom = { horizontalFitToPages: 1, verticalFitToPages: 1 };
    page.leftMargin = page.rightMargin = page.topMargin = narrowMargin;
    page.setPrintArea(columnsUpTo(onePage.columns));
    return;
  }
  page.orientation = "Landscape";
  page.zoom = { horizontalFitToPages: wide?.pages ?? 1 };
  if (titleRows) page.setPrintTitleRows(`$${titleRows[0] + 1}:$${titleRows[1] + 1}`);
  if (!wide) return;
  page.setPrintTitleColumns(columnsUpTo(wide.titleColumns));
  page.setPrintArea(columnsUpTo(wide.columns));
}

export function freeze(sheet: Excel.Worksheet, plan: SheetPlan): void {
  const { rows, columns } = plan.freeze;
  if (rows > 0 && columns > 0) {
    sheet.freezePanes.freezeAt(rangeAt(sheet, { row: 0, column: 0, rows, columns }));
  } else if (rows > 0) sheet.freezePanes.freezeRows(rows);
  else if (columns > 0) sheet.freezePanes.freezeColumns(columns);
}
