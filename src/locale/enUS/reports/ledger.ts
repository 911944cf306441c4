import type { zhCN } from "../../zhCN";
import { count, counted } from "../numbers";

export const ledger: (typeof zhCN)["reports"]["ledger"] = {
  empty:
    "The ledger is empty: after the first deal it holds whom each customer belongs to. Until then the advisor of the customer sheet is presumed.",
  headline: (p) =>
    `Valid customers ${count(p.valid)}: ${counted(p.owned, "has", "have")} an owner by the ledger, ${counted(p.presumed, "is", "are")} presumed by the customer sheet, ${counted(p.unassigned, "is", "are")} unassigned.`,
  stats: {
    rows: "Rows of the ledger",
    owned: "By the ledger (valid customers)",
    presumed: "Presumed (valid customers)",
    unassigned: "Unassigned (valid customers)",
    differences: "Unlike the customer sheet",
    invalid: "Confirmed invalid",
    period: "Present period from",
    noPeriod: "No full deal yet",
  },
  note: "Rows are added, never changed: when a customer changes hands, add a row at the end with day, customer (VIN, plate or customer number) and owner; to confirm that a customer is invalid, fill in the reason.",
  errors: {
    owner: "Please choose from the list of advisors, or enter “Unassigned”.",
    word: "Please choose from the list.",
    date: "Please enter a date, such as 2026-06-30.",
  },
};
