import type { zhCN } from "../../zhCN";
import { counted } from "../numbers";

export const settings: (typeof zhCN)["reports"]["settings"] = {
  headline: (p) =>
    `Rules: ${p.ruleSet}; ${counted(p.advisors, "advisor takes", "advisors take")} part; ` +
    (p.changed === 0
      ? "all parameters at their defaults"
      : `${counted(p.changed, "parameter")} changed`) +
    (p.asOfTyped ? "; the as-of day is fixed" : "") +
    (p.problems === 0
      ? "."
      : `. ${counted(p.problems, "entry was", "entries were")} not understood and left as typed; the defaults are used. See data quality.`),
  guide: "Fill in the light yellow cells and update again. A blank cell means the default.",
  general: {
    section: "General",
    names: {
      asOf: "As-of day",
      ruleSet: "Status rules",
      customerCare: "Customer-care officer",
      closedWeekdays: "Closed every week on",
      psvConstants: "PSV norms",
      obtainability: "PSV obtainability ρ",
      signature: "Signature of messages",
      optOut: "Opt-out of messages",
      storePhone: "Store phone",
      budget: "Contact budget (CNY)",
      budgetChannel: "Budget is spent on",
      drawSeed: "Seed of the draw",
    },
    meanings: {
      asOf: "All sheets speak for this day; blank: today",
      ruleSet:
        "Status KPI (S0), Loyalty (S2) or Six months (S1); strata, lost bands and contribution always use Status KPI",
      customerCare: "Looks after invalid and unknown customers and care tasks",
      closedWeekdays: "For example: Sun; several with commas",
      psvConstants:
        "Published (S4), measured here or your own; measuring needs 12 months of orders",
      obtainability: "Published, measured here or your own; measuring needs 24 months of orders",
      signature: "The store's name in 【】 before a message, as registered with the operator",
      optOut: "Last words of a message; emptied: none",
      storePhone: "{phone} of the scripts",
      budget: "Customer value tells whom to contact first with it; 0: no limit",
      budgetChannel: "The budget counts with the cost of one such contact",
      drawSeed:
        "Same seed, same customers: same draw, same deal; blank: made for each deal and shown on it",
    },
  },
  advisors: {
    section: "Advisors",
    note: "Weight 1 is a full share, 0.5 half of one. From and To blank: always there. Rest weekdays such as “Wed, Sun”; rest days are dates, with commas.",
    fromSheets:
      "Nobody has filled this in yet: these are the advisors of the customer sheet (else of the orders), each with weight 1. Please check.",
    missing: (names) =>
      `The customer sheet has advisors who are not listed: ${names}. Their customers take no part in deals and plans; please add them or deal their customers.`,
    none: "Neither sheet names an advisor. List them here, so that customers can be dealt and contacts planned.",
  },
  closedDays: {
    section: "Closed days",
    note: "Days on which the whole store rests: what is due moves to the working day before, a follow-up to the next one, and nothing is expected of the day.",
  },
  doNotDisturb: {
    section: "Do not disturb",
    note: "Customers who get no more calls and messages, by VIN, plate or customer number.",
  },
  intervals: {
    section: "Maintenance intervals of models",
    note: (p) =>
      `Blank: the common interval, ${counted(p.days, "day")} or ${p.km} km, the first ${counted(p.firstDays, "day")} or ${p.firstKm} km, whichever comes first.`,
  },
  wordLists: {
    section: "Word lists",
    note: "By these words order types, items, invalid reasons and so on are told; with commas. An emptied cell means an empty list.",
    names: {
      voidOrder: "Order status: void",
      settlementUndone: "Order status: settlement undone, order stands",
      takenBack: "Order status: amounts taken back",
      notAVisit: "Order types that are no visit",
      notYetAVisit: "Status or type: not here yet (appointment, estimate)",
      arrived: "Status: came after an appointment",
      notInvalid: "Invalid reason: words for none",
      transferred: "Transferred",
      scrapped: "Scrapped",
      unreachable: "Unreachable",
      nonLocal: "Not local",
      soldElsewhere: "Sold elsewhere",
      soldHere: "Sold here",
      maintenance: "Maintenance",
      firstMaintenance: "First maintenance",
      secondMaintenance: "Second maintenance",
      minorRepair: "Minor repair",
      bodyPaint: "Body and paint",
      anyRepair: "Repair of any kind",
      nothingRecommended: "Recommended items: words for nothing",
      localArea: "Local addresses (drive-by)",
      no: "Words for no",
      satisfied: "Satisfied",
      dissatisfied: "Dissatisfied",
    },
  },
  measured: {
    section: "Published and measured",
    obtainability: (monthEnds) =>
      monthEnds === 0
        ? "Obtainability ρ: less than 24 months of orders, so it cannot be measured yet."
        : `Obtainability ρ: over ${counted(monthEnds, "month-end")}, who came within the next 12 months, against stable customers.`,
    norms: (p) =>
      p.available
        ? `Norms: ${p.from} to ${p.to}, ${counted(p.years, "vehicle-year")} in the base. A class with fewer than ${counted(p.pricedVisits, "visit")} with an amount keeps the published norms.`
        : `Norms: less than 12 months of orders, orders without items and amounts, or fewer than ${counted(p.pricedVisits, "visit")} with an amount in either class; they cannot be measured yet, the published ones are in use.`,
    status: "Status",
    published: "Published",
    measured: "Measured",
    observations: "Observations",
    returned: "Of these came",
    inUse: "In use",
    norm: "Norm",
    visits: "Visits",
    amounts: "With amount",
    normNames: {
      maintenanceVisits: "Maintenance visits a year",
      maintenanceSpending: "Revenue of a maintenance visit (CNY)",
      repairVisits: "Repair visits a year",
      repairSpending: "Revenue of a repair visit (CNY)",
    },
  },
  parameters: {
    section: "Parameters",
    note: "Sources S0 to S4 name the passage; an assumption is our own choice where no source gives a value. Blue: differs from the default. Red: not a number.",
  },
  lists: {
    section: "Drop-down lists",
    note: "The lists of all sheets; rewritten on every update.",
    names: {
      advisors: "Advisors",
      owners: "Owners",
      statuses: "Statuses",
      types: "Types",
      campaignTypes: "Campaign types",
      results: "Results",
      failureReasons: "Failure reasons",
      competitors: "Competitors",
      invalidReasons: "Invalid reasons",
      ledgerSources: "Ledger sources",
      weekdays: "Weekdays",
    },
  },
  errors: {
    list: "Please choose from the list.",
    number: "Please enter a number, at least 0.",
    weight: "Please enter a number from 0.01 to 100.",
    interval: "Please enter a number above 0.",
    date: "Please enter a date such as 2026-06-30.",
  },
};
