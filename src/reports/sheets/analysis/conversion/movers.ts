import { ownerNames } from "../../../figures";
import { textsOf } from "../../../../locale";
import { eventCauses, flowNames, statusCodes, type StatusCode } from "../../../../retention/status";
import { dayBefore, isoOf } from "../../../../retention/time";
import {
  type SheetBuilder,
  type ReportContext,
  type PlanCell,
  noteCut,
  customerColumns,
} from "../../../plan";
import { type Conversion, flowsByWeight } from "./changes";

/** Events listed by name: what a manager can look through. */
const mostMovers = 5000;

/** The events of the running month by weight, the latest first. */
function moversOfMonth({ events, flows, monthStart }: Conversion): number[] {
  const weight = flowNames.map((flow) => flowsByWeight.indexOf(flow));
  const weightOf = (event: number): number => weight[flows[event] ?? 0] ?? 0;
  const found: number[] = [];
  for (let event = 0; event < events.count; event += 1) {
    if ((events.day[event] ?? 0) >= monthStart) found.push(event);
  }
  return found.sort(
    (a, b) => weightOf(a) - weightOf(b) || (events.day[b] ?? 0) - (events.day[a] ?? 0) || a - b
  );
}

/** Whose status changed in the running month, when, by which flow and why. */
export function writeMovers(
  builder: SheetBuilder,
  found: Conversion,
  context: ReportContext
): void {
  const all = textsOf(context.locale);
  const texts = all.reports.conversion.movers;
  const { figures, events, flows, monthStart, asOf } = found;
  const movers = moversOfMonth(found);
  builder.line(texts.section(isoOf(monthStart), isoOf(asOf)), "section");
  if (movers.length === 0) {
    builder.line(texts.none, "note");
    return;
  }
  const shown = movers.slice(0, mostMovers);
  noteCut(builder, shown.length, movers.length, context);
  const who = customerColumns(figures.dealership, context, ["plate", "model"], shown.length);
  const statusName = (code: number): string => {
    const status: StatusCode | undefined = statusCodes[code];
    return status === undefined ? all.reports.conversion.matrix.outside : all.data.statuses[status];
  };
  const { ownership } = figures;
  const owners = ownerNames(figures, context);
  builder.table(
    "RETAIN_movers",
    [
      ...who,
      { header: texts.day, style: "date" },
      { header: texts.flow, style: "text" },
      { header: texts.from, style: "text" },
      { header: texts.to, style: "text" },
      { header: texts.cause, style: "text" },
      { header: texts.owner, style: "literal" },
    ],
    shown.map((event): PlanCell[] => {
      const customer = events.customer[event] ?? 0;
      const day = events.day[event] ?? 0;
      const cause = eventCauses[events.cause[event] ?? 0] ?? "aged";
      return [
        ...who.map((column) => column.cell(customer)),
        day,
        all.method.flows[flowNames[flows[event] ?? 0] ?? "aged"],
        statusName(events.from[event] ?? 0),
        statusName(events.to[event] ?? 0),
        all.reports.conversion.causes[cause],
        owners[ownership.ownerOn(customer, dayBefore(day))] ?? "",
      ];
    })
  );
}
