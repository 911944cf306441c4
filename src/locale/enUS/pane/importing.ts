import type { importing as zhCN } from "../../zhCN/pane/importing";

export const importing: typeof zhCN = {
  title: "Import",
  lead: "Drop the files that your system exported here, or choose them. You see what they bring before anything is written. The files are read on this computer and sent nowhere.",
  drop: "Drop files here",
  dropNow: "Let go to read them",
  choose: "Choose files",
  kinds:
    "Several at once: .xlsx, .xlsm, .xls, .csv, .txt. Format and encoding are found by themselves.",
  reading: (file) => `Reading ${file}`,
  comparing: "Comparing with what is there…",
  stop: "Stop",
  blank: "blank",
  again: "Choose other files",
  toImport: "Import exported files",
  files: "Files",
  problems: {
    password:
      "It opens with a password. Open it in Excel, save it without one and choose it again.",
    damaged: "The file is incomplete or damaged. Please export it again.",
    empty: "Nothing is in it. Please check what was asked for when exporting.",
    notATable:
      "It is no table. Please choose an Excel, CSV or text file that your system exported.",
    tooLarge: "The file is too large. Please export by year or by month.",
  },
  encodings: (encoding) => `Text encoding ${encoding}`,
  kindsOf: { customers: "Customers", orders: "Repair orders" },
  source: (sheet, kind, rows) => `${sheet}: ${kind}, rows: ${rows}`,
  sourceCounts: (added, changed, same) =>
    `New: ${added}, changed: ${changed}, already there: ${same}`,
  passedOver: (rows) => `Rows that are no records (totals, repeated headers): ${rows}`,
  used: (columns) => `Columns read: ${columns}`,
  unused: (columns) => `Columns not used: ${columns}`,
  days: (from, to) => `${from} to ${to}`,
  incomplete: (sheet, fields) => `${sheet}: not read, it lacks ${fields}`,
  leftOut: (sheet, reason) => `${sheet}: not read, ${reason}`,
  headersFound: (headers) => ` (headers: ${headers})`,
  veryHidden: (names) => `Hidden beyond Excel's menu, not read: ${names}`,
  tables: {
    into: (kind, sheet) => `${kind} → ${sheet}`,
    made: (kind) => `${kind} → a new sheet`,
    added: "New",
    changed: "Changed",
    same: "Already there",
    inSeveralFiles: (rows) =>
      `The files overlap. Rows that stand in two of them and count once: ${rows}.`,
    newOwners: (rows) =>
      `Of these, vehicles with a new owner: ${rows}. They get a row of their own; the earlier one stays.`,
    change: (before, after) => `${before} → ${after}`,
    changes: "Each change",
    changedField: (field, cells) => `${field}: ${cells}`,
    gone: (rows) =>
      `Records that you have and these files have not: ${rows}. They stay; please check:`,
    covered: (before, after) => `Days of orders: ${before} before, ${after} after the import.`,
    coveredNew: (after) => `Days of orders: ${after}.`,
    overlap: (days) =>
      `Overlap with what is there: ${days}. Its orders are compared one by one and count once.`,
    gaps: (days) => `Days without any order, perhaps an export is missing: ${days}.`,
    withoutColumn: (fields) =>
      `Your sheet has no column for these, they are not taken over: ${fields}. Add a column first if you need them.`,
    voidWithoutColumn:
      "Void orders would count as orders. Add a column for the order status to your sheet first.",
    more: (count) => `${count} more`,
    fewer: "Show fewer",
  },
  nothing: "All that is in the files is there already. There is nothing to write.",
  nothingRead: "Neither customers nor repair orders were found in these files.",
  takeOver: "Take over",
  takeOverNote:
    "New rows go to the end of your own sheets, changed cells are updated where they stand. Nothing is deleted.",
  undo: {
    title: "Last import",
    of: (at, files) => `${at}: ${files}`,
    counts: (rows, cells) => `New rows: ${rows}, changed cells: ${cells}`,
    button: "Undo this import",
    sure: "The rows that it added are removed, cells that it changed get their earlier value.",
    yes: "Undo import",
  },
  profiles: {
    title: "Which column is what",
    lead: "What you confirmed is kept on this computer, so that the next file of the same system is recognised at once. Headers and their meaning only, no data.",
    known: (count) => `Export formats known: ${count}.`,
    none: "No export format is known yet.",
    save: "Save to a file",
    load: "Load from a file",
    loaded: (count) => `Export formats loaded: ${count}.`,
    unreadable: "This is no file of columns that RETAIN saved.",
  },
};
