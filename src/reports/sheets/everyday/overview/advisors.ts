import { textsOf } from "../../../../locale";
import { againstStore } from "../../../../retention/insight";
import { successOf, sumOfTally, type Lamp } from "../../../../retention/performance";
import { monthStartOf } from "../../../../retention/time";
import { otherRules, ownerNaming, solicitationIn } from "../../../figures";
import { figureOrAbsent, lampStyles, ownerLines, type PlanCell } from "../../../plan";
import type { Sheet } from "./sheet";

/** Where the lamp stands. */
const lampColumn = 5;

/** More are found on their own sheet. */
const most = 8;

/** Red first: who needs attention stands on top. */
const urgency: Readonly<Record<Lamp, number>> = { red: 0, amber: 1, green: 2 };

/** How each advisor stands: losses against the limit, today's calls, and success against chance. */
export function writeAdvisors(sheet: Sheet): void {
  const { builder, figures, context } = sheet;
  const { locale } = context;
  const { reports } = textsOf(locale);
  const texts = reports.overview.advisors;
  builder.line(texts.section(otherRules(figures, locale)), "section");
  const rows = advisorRows(sheet);
  if (rows.length === 0) {
    builder.line(reports.people.noAdvisors, "note");
    builder.skip();
    return;
  }
  const shown = rows.slice(0, most);
  const placed = builder.grid(
    [
      { header: reports.people.advisor, style: "text" },
      { header: "", style: "text" },
      { header: texts.base, style: "number" },
      { header: texts.newLost, style: "number" },
      { header: texts.limit, style: "number" },
      { header: texts.lamp, style: "centred" },
      { header: texts.planned, style: "number" },
      { header: texts.contacted, style: "number" },
      { header: texts.success, style: "percent" },
      { header: texts.standing, style: "centred" },
    ],
    shown.map(({ cells }) => cells)
  );
  const { lamps } = reports.targets;
  builder.colourBy(
    { row: placed.firstRow, column: lampColumn, rows: shown.length, columns: 1 },
    (["green", "amber", "red"] as const).map((lamp) => [`="${lamps[lamp]}"`, lampStyles[lamp]])
  );
  if (rows.length > most) builder.line(texts.more(rows.length - most), "note");
  builder.skip();
}

function advisorRows({ figures, context }: Sheet): { readonly cells: PlanCell[] }[] {
  const { reports } = textsOf(context.locale);
  const texts = reports.overview.advisors;
  const { targets, tally, ownership, asOf } = figures;
  const { rows, store } = solicitationIn(figures, { first: monthStartOf(asOf), last: asOf });
  const storeRate = successOf(store.evaluated);
  return ownerLines(ownership.owners, ownerNaming(figures, context), () => false)
    .flatMap(({ owner, label }) => {
      const target = targets.month.rows[owner];
      if (!target?.newLost) return [];
      const { planned, contacted } = sumOfTally(
        tally.rows.filter(({ advisor }) => advisor === owner).map(({ day }) => day)
      );
      const own = rows[owner]?.evaluated;
      const called = own === undefined ? 0 : own.done + own.unplanned;
      const standing =
        own === undefined || called === 0
          ? "unknown"
          : againstStore(own.arrived, called, storeRate);
      const { actual, target: limit, lamp } = target.newLost;
      const cells: PlanCell[] = [
        label,
        null,
        target.closingBase,
        actual,
        limit,
        reports.targets.lamps[lamp],
        planned,
        contacted,
        figureOrAbsent(own === undefined ? NaN : successOf(own)),
        texts.standings[standing],
      ];
      return [{ urgency: urgency[lamp], over: actual - limit, cells }];
    })
    .sort((a, b) => a.urgency - b.urgency || b.over - a.over);
}
