import type { zhCN } from "../../zhCN";

export const people: (typeof zhCN)["reports"]["people"] = {
  office: (office, name) => `${office} (${name})`,
  notListed: (name) => `${name} (not listed)`,
  noAdvisors:
    "There is no list of advisors yet: enter the service advisors on the Settings sheet and run again.",
  advisor: "Advisor",
  advisorsTotal: "All advisors",
  total: "Total",
  store: "Store",
};
