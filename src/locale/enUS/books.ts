import type { zhCN } from "../zhCN";
import { counted } from "./numbers";

export const books: (typeof zhCN)["books"] = {
  fileName: (advisor, day) => `Solicitation-${advisor}-${day}.xlsx`,
  sheet: "Solicitation record",
  lists: "Lists",
  title: (advisor) => `Solicitation record of ${advisor}`,
  made: (day, rows) => `Handed out on ${day}, ${counted(rows, "record")}`,
  howTo:
    "Fill in yellow cells only; choose result, failure reason and competitor from the lists. Enter contacts beyond the plan in new rows at the end of the table, with date, customer (VIN, plate or customer number) and type, and leave the record number blank. Save and hand the book back to the manager.",
  wrongChoice: "Please choose from the list.",
  wrongDay: "Please enter a date such as 2026-06-30.",
  wrongNumber: "Please enter kilometres without a unit.",
};
