import type { Locale } from "../../../locale";

/** What the workbench says around the grid; the add-in's own words are in `src/locale`. */
export interface WorkbenchTexts {
  readonly title: string;
  readonly standIn: string;
  readonly open: string;
  readonly sample: string;
  readonly save: string;
  readonly language: string;
  readonly pane: string;
  readonly closePane: string;
  readonly starting: string;
  readonly opening: string;
  readonly refused: string;
  readonly notReadable: string;
  readonly notSaved: string;
  /** Of a file whose input carries a digital signature. */
  readonly signed: string;
  readonly commandFailed: string;
  /** The name of a workbook that the add-in opens. */
  readonly book: string;
  readonly bookOpened: string;
}

const zhCN: WorkbenchTexts = {
  title: "RETAIN 工作台",
  standIn: "用于试用和测试的替身，不是 Excel",
  open: "打开 .xlsx",
  sample: "示例门店",
  save: "保存 .xlsx",
  language: "语言",
  pane: "RETAIN",
  closePane: "关闭面板",
  starting: "正在启动加载项",
  opening: "正在打开",
  refused: "未写入：",
  notReadable: "无法打开该文件：",
  notSaved: "无法保存：",
  signed: "已保存。原文件带有数字签名，保存后的内容不同，签名不再有效",
  commandFailed: "命令未完成：",
  book: "新工作簿",
  bookOpened: "加载项打开的新工作簿已下载",
};

const enUS: WorkbenchTexts = {
  title: "RETAIN workbench",
  standIn: "A stand-in for trying and testing, not Excel",
  open: "Open .xlsx",
  sample: "Sample store",
  save: "Save .xlsx",
  language: "Language",
  pane: "RETAIN",
  closePane: "Close the pane",
  starting: "Starting the add-in",
  opening: "Opening",
  refused: "Not written: ",
  notReadable: "This file cannot be opened: ",
  notSaved: "Not saved: ",
  signed: "Saved. The file was signed; its signature does not hold for other contents",
  commandFailed: "The command did not finish: ",
  book: "New workbook",
  bookOpened: "The new workbook that the add-in opened was downloaded",
};

export const workbenchTexts: Readonly<Record<Locale, WorkbenchTexts>> = {
  "zh-CN": zhCN,
  "en-US": enUS,
};
