import type { pane as zhCN } from "../zhCN/pane";

/** Task pane. Numbers come in ready for display. */
export const pane: typeof zhCN = {
  listSeparator: ", ",
  title: "Customer retention",
  language: { label: "Language", "zh-CN": "简体中文", "en-US": "English" },
  starting: "Opening…",
  notInExcel: {
    title: "Open this in Excel",
    body: "RETAIN is an Excel add-in. Open your workbook in Excel, then open the pane from the RETAIN tab.",
  },
  broken: {
    title: "The pane has a problem",
    body: "The data in your workbook was not affected. Open the pane again; if this comes back, contact whoever gave you RETAIN.",
    again: "Open again",
  },
  looking: "Looking at the workbook…",
  empty: {
    title: "Two sheets to begin with",
    lead: "RETAIN reads two sheets that your store already has and computes each customer's retention status. They were not found in this workbook.",
    customers:
      "Customers: one row per car, with VIN, plate or customer number, and the customer's name.",
    orders:
      "Repair orders: one row per order, with VIN, plate or customer number, and an arrival or settlement date.",
    hint: "Columns may be in any order, with the header within the first 20 rows.",
    again: "Look again",
    sample: "Try with a sample store",
    sampleNote:
      "The sample store's customers and orders are invented. They are added as two new sheets.",
  },
  hiddenSheets: (names) =>
    `These sheets are hidden from Excel's own menu and were not read: ${names}. To use them, make them visible first.`,
  sheets: {
    title: "Data",
    customers: "Customers",
    orders: "Repair orders",
    notFound: "Not found",
    notFoundHint: {
      customers:
        "Add a sheet with one row per car, with VIN, plate or customer number, and the customer's name.",
      orders:
        "Add a sheet with one row per order, with VIN, plate or customer number, and an arrival date.",
    },
    place: (sheet, rows) => `${sheet} · ${rows} rows`,
    recognised: (columns) => `${columns} columns recognised`,
    toCheck: (columns) => `${columns} to check`,
    missing: (fields) => `Missing: ${fields}. Choose the column below.`,
    or: " / ",
    columns: "Show and change columns",
    fieldOf: (header) => `"${header}" is`,
    unused: "Not used",
    untitled: (column) => `Column ${column} (no header)`,
    samples: (values) => `For example: ${values}`,
    confidence: { saved: "Chosen by you", exact: "", likely: "Please check" },
    again: "Look at the workbook again",
  },
  asOf: {
    label: "As-of date",
    hint: "Statuses are computed for this day.",
    invalid: "Enter a complete date.",
  },
  preview: {
    title: "Preview, nothing written yet",
    working: "Computing the preview…",
    customers: "Customers",
    orders: "Orders",
    statuses: "Customer status",
    findings: "Data quality",
    noFindings: "Nothing found.",
    findingsLead: (count) =>
      `${count} findings. No data was dropped; the details go to the data quality sheet.`,
    findingsWritten: (count) =>
      `${count} findings. No data was dropped; the details are on the data quality sheet.`,
    more: (count) => `${count} more kinds`,
    fewer: "Show fewer",
    written: "Results written",
  },
  run: {
    start: "Write status and reports",
    note: "Your own columns and sheets are not changed.",
    stop: "Stop",
    stopping: "Stopping…",
    steps: {
      check: "Checking the workbook",
      readCustomers: "Reading customers",
      readOrders: "Reading repair orders",
      readInputs: "Reading what you filled in",
      compute: "Computing customer status",
      writeColumns: "Writing classification columns",
      writeRows: "Writing records",
      writeSheets: "Writing reports",
      recalculate: "Recalculating",
    },
    sample: "Adding the sample store",
    of: (done, total) => `${done} of ${total}`,
    started: "Writing has started.",
  },
  outcome: {
    dismiss: "Close message",
    goTo: (sheet) => `Go to ${sheet}`,
    columnsIn: (sheet) => `Go to the new columns in ${sheet}`,
  },
};
