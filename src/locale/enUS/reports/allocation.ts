import type { zhCN } from "../../zhCN";
import { count, counted, share } from "../numbers";

export const allocation: (typeof zhCN)["reports"]["allocation"] = {
  title: (number, kind) => `Allocation no. ${number}: ${kind}`,
  trialTitle: "Allocation: trial",
  presentTitle: "Allocation: present owners",
  sheetName: (name, number) => `${name} ${number}`,
  empty: "There are no customer cards to deal. Please look at the data quality sheet.",
  headline: (p) =>
    `${counted(p.cards, "customer card")} dealt to ${counted(p.advisors, "advisor")}, ` +
    (p.least === p.most ? `${count(p.least)} each` : `${count(p.least)}–${count(p.most)} each`) +
    `${p.weighted ? " by weight" : ""}, at most ${p.deviation.toFixed(2)} off the quota; ` +
    `ΣPSV${p.weighted ? " per weight" : ""} of the most and the least differ by ${share(p.spread)} of the mean.`,
  newcomerHeadline: (p) =>
    `${p.name} takes on ${counted(p.cards, "customer card")} from the others; no other card moves. The table shows what everybody holds afterwards.`,
  trialMark:
    "Trial: for information only, nothing is written into the ledger. To deal for good, run “Allocation” in the task pane.",
  presentMark: (from) =>
    `Present owners after the deal (period from ${from}), not a new deal; what is uneven is shown as it is.`,
  notHeld: (p) =>
    `Besides, ${counted(p.unassigned, "card is", "cards are")} unassigned and ${counted(p.others, "belongs", "belong")} to people not in the list of advisors; they are not in the table.`,
  table: {
    section: "Result (cards)",
    order: "Draw",
    weight: "Weight",
    total: "Total",
    share: "Share",
    psv: "ΣPSV (CNY)",
    withoutPsv: "No PSV",
    chartTitle: "Customer cards per advisor by status",
    categoryAxis: "Advisor",
    valueAxis: "Customer cards",
    sentence:
      "Each stratum is dealt card by card in draw order; exchanges within a stratum then even out ΣPSV.",
  },
  certificate: {
    section: "Certificate",
    item: "Item",
    measured: "Measured",
    limit: "Promise",
    holds: "Kept",
    yes: "Kept",
    no: "Not kept",
    shown: "Shown, not promised",
    kind: "Kind of deal",
    asOf: "As of",
    seed: "Seed of the draw",
    algorithm: "Version of the algorithm",
    drawOrder: "Draw order",
    drawn: " (drawn from the seed)",
    typed: " (typed in)",
    repeat: "The same seed, customers and advisors give the same deal on any computer.",
    strataDeviation: "Count less quota in a stratum (largest)",
    totalDeviation: "Total less quota (largest)",
    strataGap: "Most less least in a stratum (largest)",
    totalGap: "Most less least in total",
    spread: "Range of ΣPSV ÷ mean",
    below1: "< 1",
    upTo1: "≤ 1",
    least: "as small as can be",
  },
  quotas: { section: "Quotas and deviations", quota: "quota", deviation: "deviation" },
  rotas: {
    section: "Rotas",
    note: "New customers are taken on in turn; who is absent keeps the place.",
    place: "Place",
    handOver: "Hand-over rota (new by sale)",
    reception: "Reception rota (new by service)",
  },
  largeAccounts: {
    section: (vehicles) =>
      `Large accounts (${counted(vehicles, "vehicle")} or more, assigned by the manager)`,
    none: "There are no large accounts.",
    vehicles: "Vehicles",
    owner: "Assigned to",
    undecided: "to be assigned",
  },
  care: (customers, office) =>
    `${counted(customers, "invalid or unverified customer goes", "invalid and unverified customers go")} to ${office}; customers without VIN, plate and number cannot be dealt.`,
  detail: {
    section: "Details",
    none: "No card was dealt.",
    card: "Card",
    stratum: "Stratum (status)",
    counts: "Counts as card",
    psv: "PSV (CNY)",
    from: "Owner before",
    to: "Owner now",
  },
};
