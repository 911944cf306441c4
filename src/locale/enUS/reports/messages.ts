import type { zhCN } from "../../zhCN";
import { count, counted } from "../numbers";

export const messages: (typeof zhCN)["reports"]["messages"] = {
  none: "There are no messages to send today.",
  headline: (p) =>
    `${counted(p.messages, "message")} to send today, charged as ${count(p.segments)}` +
    (p.long > 0
      ? `; ${counted(p.long, "of them is", "of them are")} longer than one message and could be shortened in the scripts.`
      : "."),
  basis: {
    plan: "For: customers of today's plan who were not contacted yet, one message per number.",
    due: (days) =>
      `For: there is no plan today, so what falls due within ${counted(days, "day")} before or after, one message per number.`,
  },
  noSignature:
    "No signature is set. Please enter it in the settings and update again; operators do not send messages without one.",
  skipped: (p) =>
    `Not listed: ${count(p.phone)} without a usable phone, ${count(p.doNotDisturb)} not to be disturbed, ${count(p.script)} without a message in the scripts.`,
  totals: {
    section: "Total",
    messages: "Messages",
    characters: "Characters",
    segments: "Segments charged",
  },
  list: {
    section: "Messages",
    type: "Type",
    text: "Text",
    characters: "Characters",
    segments: "Segments",
    missing: "Missing data",
  },
  fields: {
    name: "name",
    salutation: "salutation",
    model: "model",
    plate: "plate",
    dueKm: "due km",
    dueDate: "due date",
    advisor: "advisor",
    phone: "store phone",
  },
  separator: ", ",
};
