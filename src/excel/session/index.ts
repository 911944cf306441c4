export { minuteText, serialToday } from "./clock";
export { displayLocale, goTo, outcomeOf, whenReady } from "./navigation";
export { associateCommand, officeIsDark, savesDownloads, showPane } from "./office";
export { checkSheets, checkWorkbook } from "./preflight";
export { Refusal, excelErrorCode, isTooLarge, refusedOutcome } from "./refusal";
export { type RunContext, performRun } from "./runContext";
export { type SessionOptions, answerWithinMs, runExcel, stopIfAsked, withinTime } from "./session";
export { breathe } from "./steps";
