import type { sheets as zhCN } from "../zhCN/sheets";
import { importing } from "./importing";
import { change, count, counted, share } from "./numbers";

const customers = (value: number): string => counted(value, "customer");

/** Generated sheets and columns. */
export const sheets: typeof zhCN = {
  importing,
  header: {
    store: "Store",
    asOf: "As of",
    ruleSet: "Rules",
    parameters: "Parameters",
    generatedBy: "Generated",
    generatedAt: (time) => `by RETAIN at ${time}`,
    unfinished: "Being written; if this text stays, the sheet is incomplete: run again",
    unassigned: "Unassigned",
    unknownModel: "No model",
    absent: "—",
    cut: (shown, all) => `${count(all)} in all; the first ${count(shown)} by priority are listed`,
  },
  /** Columns of every list of customers: the key, and the jump to the customer's row. */
  lists: { customer: "Customer", jump: "Go to" },
  userCells: {
    title: "What you wrote on this sheet, whose place has gone or is taken",
    place: "Was at",
    header: "Column",
    content: "Content",
    copyOf: (sheet) => `${sheet.slice(0, 22)} (old)`,
  },
  status: {
    name: "Customer status",
    title: "Customer status",
    headline: (p) =>
      `${counted(p.valid, "valid customer")}: base ${count(p.base)} (${share(p.baseShare)}), lost ${count(p.lost)}. ` +
      (p.baseChange === null ? "" : `Base is ${change(p.baseChange)} since yesterday; `) +
      `${customers(p.soonLost)} will be lost within 30 days.`,
    withoutOrders:
      "There are no usable orders: newly lost and returned customers are not known, and the statuses below rest on the last visits of the customer sheet alone.",
    empty: "No customers to count. Please see the data quality sheet.",
    thresholds: (lines) => `Lines (months since the last visit): ${lines}`,
    classes: {
      section: "Status structure",
      status: "Status",
      count: "Customers",
      shareOfValid: "Of valid",
      shareOfBase: "Of base",
      yesterday: "Yesterday",
      sinceYesterday: "Since yesterday",
      lastMonthEnd: "Last month-end",
      sinceMonthEnd: "Since month-end",
      revenue: "12-month revenue (CNY)",
      note: "12-month revenue: of each customer's visits in the 12 months to the last one, that one included.",
      psv: "Total PSV (CNY)",
    },
    composition: {
      section: "Structure at three times",
      day: "Time",
      asOf: "As-of day",
      yesterday: "Yesterday",
      lastMonthEnd: "Last month-end",
      chartTitle: "Structure of valid customers",
      categoryAxis: "Time",
      valueAxis: "Customers (share)",
      sentence: (name, value, part) =>
        `The largest class is “${name}”: ${customers(value)}, ${share(part)} of valid.`,
    },
    soonLost: {
      section: (days) => `Lost within ${counted(days, "day")}`,
      total: "Total",
      list: "List (by lost day)",
      none: "No customer will be lost in this time.",
      customer: "Customer",
      plate: "Plate",
      phone: "Phone",
      model: "Model",
      advisor: "Advisor",
      status: "Status",
      lastVisit: "Last visit",
      lostDay: "Lost day",
      daysLeft: "Days left",
    },
    flags: {
      section: "Flags (beside the status)",
      flag: "Flag",
      count: "Customers",
      shareOfValid: "Of valid",
      meaning: "Meaning",
      neverServiced: "Never serviced",
      lowUse: "Low use",
      driveBy: "Drive-by",
      driveByUnknown:
        "Cannot be told yet: needs an address column, and local addresses in the word lists of Settings",
      meanings: {
        neverServiced: "Valid, without any visit",
        lowUse: "Long away, but by kilometres not due for maintenance yet",
        driveBy:
          "Not sold here, at most two visits, address elsewhere; may be confirmed as not local",
      },
    },
    byAdvisor: { section: "By advisor", group: "Advisor" },
    byModel: { section: "By model", group: "Model" },
    baseShare: "Base of valid",
    others: (groups) => `${counted(groups, "other")}`,
  },
  basis: {
    section: "What the figures rest on",
    read: (table, sheets) => `${table} read from ${sheets}.`,
    sheet: (name, rows) => `${name} (${counted(rows, "row")})`,
    joined: (name, role, rows, unmet) =>
      unmet === 0
        ? `${name} (${role}, ${counted(rows, "row")})`
        : `${name} (${role}, ${counted(rows, "row")}, ${count(unmet)} with a number that is not there)`,
    roles: { owners: "owners", heads: "settlements", items: "items" },
    onlyStore: (store) => `Only rows of “${store}” are read; those of other stores count nowhere.`,
    notRead: (sheets) => `Sheets not read: ${sheets}.`,
    leftOut: (name, reason) => `${name} (${reason})`,
    reasons: {
      notOurs: "neither customers nor orders",
      noRows: "a header alone",
      otherShape: "of the kind, with other columns",
      severalVehiclesPerRow: "several cars in a row; make it one car a row",
      transposed: "records side by side; make it one record a row",
      incomplete: "no vehicle key or no date",
      noHeader: "without a header row; add the column names on top",
    },
    days: (first, last) => `Orders from ${first} to ${last}.`,
    emptyMonths: (months) => `Months without orders: ${months}.`,
    unused: (sheet, headers) => `Columns of ${sheet} that are not used: ${headers}.`,
    andMore: (names, others) => `${names} and ${count(others)} more`,
    needsOrders:
      "There are no usable orders: when customers came before is not known, so newly lost and returned customers, visits and revenue cannot be told. Add the repair orders to the workbook or import them, and update again.",
    lacking: {
      noOrders:
        "No order sheet: statuses rest on the customer sheet's own dates alone; visits, revenue, contribution and work are unknown.",
      noCustomers:
        "No customer sheet: the customers are the cars on the orders; who never came, deliveries and owners are unknown.",
      noAmount:
        "No usable amount column on the orders: revenue, contribution in money and what customers spent are unknown and shown as “—”; grades rest on recency and frequency alone, PSV on norms.",
      noCost: "No cost column on the orders: margins are unknown and shown as “—”.",
      noOrderNumber:
        "No order number on the orders: every row is an order, and rows of one order cannot be told.",
      noSettlement: "No settlement date on the orders: money falls on the day of arrival.",
      noOdometer:
        "No odometer column: predicted kilometres and next service rest on model means or defaults.",
      noWork:
        "No order type and no items: maintenance, repair and paint cannot be told apart, and loss of maintenance is unknown.",
      noStatus: "No order status: void orders cannot be told.",
      noReception: "No advisor on the orders: figures by receiving advisor are unknown.",
      noDelivery:
        "No delivery date: customers who never came are To verify, and new cars and ages are unknown.",
      noPhone: "No phone column: there is no number to call.",
      noModel: "No model column: figures by model are unknown.",
    },
    doubts: {
      questions: (columns) =>
        `${counted(columns, "column")} must be chosen by you in the settings.`,
      unreadable: (sheet, header, readable) =>
        `Only ${Math.round(readable * 100)}% of “${header}” on ${sheet} can be read; the rest counts as blank. Check how the column is written.`,
      noDays:
        "No order has a usable date: visits, revenue and statuses cannot be told. Check the arrival or settlement date column.",
      noKeysInCommon:
        "No order is of a car in the archive; check that both sheets are of the same store.",
      fewKeysInCommon: (share) =>
        `Only ${Math.round(share * 100)}% of the orders are of cars in the archive; check the key columns.`,
      emptyMonths: (months) =>
        `${counted(months, "month")} in between without orders; check that no export is missing.`,
    },
  },
  dataQuality: {
    name: "Data quality",
    title: "Data quality",
    headline: (p) =>
      p.findings === 0
        ? `${customers(p.customers)} and ${counted(p.orders, "order")} read; nothing found.`
        : `${customers(p.customers)} and ${counted(p.orders, "order")} read; ${counted(p.findings, "finding")} of ${counted(p.kinds, "kind")}. What was done about each stands below; your data was not changed.`,
    /** One sheet that holds the same rows twice; two that hold the same rows. */
    repeatedWithin: (sheet, rows) => `${counted(rows, "row")} of ${sheet} exported twice`,
    repeatedBetween: (a, b, rows) => `${a} and ${b} overlap: ${counted(rows, "row")} twice`,
    counts: {
      section: "Findings by kind",
      table: "Table",
      finding: "Finding",
      count: "Count",
      treatment: "What was done",
      total: "Total",
      none: "Nothing found.",
    },
    types: {
      section: "Order types that no word list explains",
      note: (sheet, section) =>
        `Orders of these types count as “other” for now. Where one is maintenance, minor repair or body work, add its name to “${section}” on ${sheet} and update again.`,
      type: "Order type",
      orders: "Orders",
    },
    inputs: {
      section: "Entries that were not understood",
      headline: (entries) =>
        ` ${counted(entries, "entry was", "entries were")} not understood, see below.`,
      row: (row) => `Row ${row}`,
      problems: {
        unreadable: "Not what the column holds",
        outOfRange: "A number that cannot be meant",
        unknownWord: "None of the words to choose from",
        unknownCustomer: "No such customer",
        unknownAdvisor: "No such advisor",
        missing: "Something needed is blank",
        repeated: "Repeats an earlier row",
        notRising: "Lines do not rise",
      },
      treatments: {
        unreadable: "Taken as blank, left as typed",
        outOfRange: "Taken as blank, left as typed",
        unknownWord: "Taken as blank, left as typed",
        unknownCustomer: "Left as typed; counts once the customer is there",
        unknownAdvisor: "Left as typed; add the advisor in Settings",
        missing: "The row does not count, left as typed",
        repeated: "The earlier row counts, left as typed",
        notRising: "All lines at their defaults, left as typed",
      },
    },
    use: {
      section: "Usable share of each column",
      table: "Table",
      field: "Column",
      records: "Records",
      filled: "Filled",
      usable: "Usable",
      share: "Usable share",
    },
    list: {
      section: "Details",
      sheet: "Sheet",
      cell: "Cell",
      field: "Column",
      finding: "Finding",
      read: "What was read",
      treatment: "What was done",
      wholeRow: "whole row",
    },
  },
  columns: {
    status: "Customer status",
    monthsAway: "Months away",
    lastVisit: "Last visit (RETAIN)",
    visits12: "Visits in 12 months",
    lossType: "Loss type",
    lifecycle: "Lifecycle",
    nextService: "Next maintenance",
    psv: "PSV",
    valueGrade: "Value grade",
    flags: "Flags",
    flagNames: { neverServiced: "Never serviced", lowUse: "Low use", driveBy: "Drive-by" },
    flagSeparator: ", ",
    statusAtVisit: "Status at visit",
    alternative: (header) => `${header} (RETAIN)`,
    duplicate: "Duplicate",
  },
};
