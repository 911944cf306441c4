import type { importing as zhCN } from "../zhCN/importing";

export const importing: typeof zhCN = {
  name: "Imports",
  title: "Imports: which files were taken over, and how much they added and changed",
  columns: [
    "Time",
    "What",
    "File",
    "Content",
    "Sheet of the file",
    "New rows",
    "Changed rows",
    "Known rows",
    "No records",
    "First day",
    "Last day",
  ],
  taken: "Import",
  takenBack: (at) => `Undo ${at}`,
  sheetNames: { customers: "Customers", orders: "Repair orders" },
};
