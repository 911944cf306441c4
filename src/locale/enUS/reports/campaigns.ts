import type { zhCN } from "../../zhCN";
import { count, counted, share, yuan } from "../numbers";

export const campaigns: (typeof zhCN)["reports"]["campaigns"] = {
  none: "There are no campaigns yet. Enter name, type, days and customers below; after the next update every advisor's customers stand here.",
  headline: (p) =>
    `${counted(p.campaigns, "campaign")} with ${counted(p.resources, "customer")}, ${count(p.contacted)} contacted (${share(p.rate)}), ` +
    `${count(p.appointed)} appointed, ${count(p.arrived)} arrived, rewards of ${yuan(p.reward)}.`,
  entry: {
    section: "Campaigns (several statuses with commas between; blank means all valid customers)",
    type: "Please choose a campaign type from the list.",
    date: "Please enter a date, for example 2026-07-01.",
  },
  rewards: {
    section: "Calling order and reward per arrival (CNY; order 0 leaves the class out)",
    order: "Please enter a whole number from 0 to 99.",
    reward: "Please enter an amount of at least 0.",
  },
  summary: {
    section: "Campaigns so far",
    campaign: "Campaign",
    type: "Campaign type",
    from: "From",
    to: "To",
    total: "Total",
    chartTitle: "Customers and progress by campaign",
    categoryAxis: "Campaign",
    valueAxis: "Customers",
    sentence: (p) =>
      `“${p.name}” has the most customers: ${count(p.resources)}, of whom ${count(p.arrived)} arrived.`,
  },
  check: {
    section: "Campaign by advisor and status (in calling order)",
    owner: "Advisor",
    status: "Customer status",
    order: "Calling order",
    nobody: "No customer fits these campaigns.",
  },
  counts: {
    resources: "Customers",
    doNotDisturb: "Do not disturb",
    contacted: "Contacted",
    appointed: "Appointed",
    arrived: "Arrived",
  },
  contactRate: "Contacted %",
  rewardEach: "Reward each (CNY)",
  reward: "Reward (CNY)",
};
