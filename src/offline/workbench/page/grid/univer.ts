import {
  LocaleType,
  LogLevel,
  mergeLocales,
  Univer,
  UniverInstanceType,
  type IWorkbookData,
  type Workbook as UniverWorkbook,
} from "@univerjs/core";
import designEnUS from "@univerjs/design/locale/en-US";
import designZhCN from "@univerjs/design/locale/zh-CN";
import { UniverDocsPlugin } from "@univerjs/docs";
import { UniverDocsUIPlugin } from "@univerjs/docs-ui";
import docsEnUS from "@univerjs/docs-ui/locale/en-US";
import docsZhCN from "@univerjs/docs-ui/locale/zh-CN";
import { UniverFormulaEnginePlugin } from "@univerjs/engine-formula";
import { UniverRenderEnginePlugin } from "@univerjs/engine-render";
import { UniverSheetsPlugin } from "@univerjs/sheets";
import { UniverSheetsConditionalFormattingPlugin } from "@univerjs/sheets-conditional-formatting";
import { UniverSheetsConditionalFormattingUIPlugin } from "@univerjs/sheets-conditional-formatting-ui";
import conditionsEnUS from "@univerjs/sheets-conditional-formatting-ui/locale/en-US";
import conditionsZhCN from "@univerjs/sheets-conditional-formatting-ui/locale/zh-CN";
import { CalculationMode, UniverSheetsFormulaPlugin } from "@univerjs/sheets-formula";
import formulasEnUS from "@univerjs/sheets-formula/locale/en-US";
import formulasZhCN from "@univerjs/sheets-formula/locale/zh-CN";
import { UniverSheetsFormulaUIPlugin } from "@univerjs/sheets-formula-ui";
import formulaUiEnUS from "@univerjs/sheets-formula-ui/locale/en-US";
import formulaUiZhCN from "@univerjs/sheets-formula-ui/locale/zh-CN";
import { UniverSheetsUIPlugin } from "@univerjs/sheets-ui";
import sheetsUiEnUS from "@univerjs/sheets-ui/locale/en-US";
import sheetsUiZhCN from "@univerjs/sheets-ui/locale/zh-CN";
import sheetsEnUS from "@univerjs/sheets/locale/en-US";
import sheetsZhCN from "@univerjs/sheets/locale/zh-CN";
import { UniverUIPlugin } from "@univerjs/ui";
import uiEnUS from "@univerjs/ui/locale/en-US";
import uiZhCN from "@univerjs/ui/locale/zh-CN";
import type { Locale } from "../../../../locale";

export const unitId = "workbook";

/**
 * Univer with nothing but a grid, a formula bar and sheet tabs: whatever its other menus could change
 * has no counterpart in the workbook behind it.
 */
export function createUniver(container: HTMLElement, locale: Locale, darkMode: boolean): Univer {
  const univer = new Univer({
    locale: locale === "zh-CN" ? LocaleType.ZH_CN : LocaleType.EN_US,
    locales: {
      [LocaleType.ZH_CN]: mergeLocales(
        designZhCN,
        uiZhCN,
        docsZhCN,
        sheetsZhCN,
        sheetsUiZhCN,
        formulasZhCN,
        formulaUiZhCN,
        conditionsZhCN
      ),
      [LocaleType.EN_US]: mergeLocales(
        designEnUS,
        uiEnUS,
        docsEnUS,
        sheetsEnUS,
        sheetsUiEnUS,
        formulasEnUS,
        formulaUiEnUS,
        conditionsEnUS
      ),
    },
    darkMode,
    logLevel: LogLevel.ERROR,
  });
  univer.registerPlugin(UniverDocsPlugin);
  univer.registerPlugin(UniverRenderEnginePlugin);
  univer.registerPlugin(UniverUIPlugin, {
    container,
    header: true,
    toolbar: false,
    contextMenu: false,
    headerMenu: false,
    footer: true,
  });
  univer.registerPlugin(UniverDocsUIPlugin);
  univer.registerPlugin(UniverFormulaEnginePlugin);
  univer.registerPlugin(UniverSheetsPlugin);
  univer.registerPlugin(UniverSheetsUIPlugin, {
    disableForceStringAlert: true,
    disableForceStringMark: true,
    clipboardConfig: { hidePasteOptions: true },
    footer: {
      sheetBar: true,
      statisticBar: true,
      menus: false,
      zoomSlider: true,
      addSheetButtonConfig: { show: false },
    },
  });
  univer.registerPlugin(UniverSheetsFormulaPlugin, {
    initialFormulaComputing: CalculationMode.NO_CALCULATION,
  });
  univer.registerPlugin(UniverSheetsFormulaUIPlugin);
  univer.registerPlugin(UniverSheetsConditionalFormattingPlugin);
  univer.registerPlugin(UniverSheetsConditionalFormattingUIPlugin);
  return univer;
}

/** Shows a workbook in Univer. */
export function createUnit(univer: Univer, data: Partial<IWorkbookData>): UniverWorkbook {
  return univer.createUnit<IWorkbookData, UniverWorkbook>(UniverInstanceType.UNIVER_SHEET, data);
}
