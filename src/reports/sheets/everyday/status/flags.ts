import { textsOf } from "../../../../locale";
import { statusCounts } from "../../../../retention/status";
import {
  type SheetBuilder,
  type ReportContext,
  type PlanCell,
  quotientCell,
  cellRef,
  fixedRef,
  absentFigure,
} from "../../../plan";
import type { StoreFigures } from "../../../figures";
import { type ClassRows, classColumns } from "./classes";

/** 从未进厂, 用车较少 and 过路车 among the valid; 过路车 only where it can be told. */
export function writeFlags(
  builder: SheetBuilder,
  { dealership, statuses, flags, settings, odometers }: StoreFigures,
  classes: ClassRows,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).sheets.status.flags;
  const valid = statusCounts(statuses).valid;
  const whole = fixedRef(classes.placed.firstRow + classes.valid, classColumns.count);
  const counted = (flag: Uint8Array): number => flag.reduce((total, set) => total + set, 0);
  const driveByKnown =
    settings.words.localArea.length > 0 && dealership.customers.mapped.has("address");
  // Without any reading everybody drives the published kilometres, and nobody little.
  const lowUseKnown = odometers.readingKm.length > 0;
  const lines: readonly (readonly [string, number | undefined, string])[] = [
    [texts.neverServiced, counted(flags.neverServiced), texts.meanings.neverServiced],
    [texts.lowUse, lowUseKnown ? counted(flags.lowUse) : undefined, texts.meanings.lowUse],
    [
      texts.driveBy,
      driveByKnown ? counted(flags.driveBy) : undefined,
      driveByKnown ? texts.meanings.driveBy : texts.driveByUnknown,
    ],
  ];
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  builder.grid(
    [
      { header: texts.flag, style: "text" },
      { header: texts.count, style: "number" },
      { header: texts.shareOfValid, style: "percent" },
      { header: texts.meaning, style: "note" },
    ],
    lines.map(([name, count, meaning], index): PlanCell[] => [
      name,
      count ?? absentFigure,
      count === undefined
        ? absentFigure
        : quotientCell(cellRef(firstRow + index, classColumns.count), whole, [count, valid]),
      meaning,
    ])
  );
  builder.skip();
}
