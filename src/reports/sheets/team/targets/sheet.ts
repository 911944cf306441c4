import { textsOf } from "../../../../locale";
import type { Targets } from "../../../../retention/performance";
import { type SheetBuilder, type Area, type ReportContext, lampStyles } from "../../../plan";
import type { StoreFigures } from "../../../figures";

/** What all parts of the sheet need. */
export interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly targets: Targets;
  readonly amberFrom: number;
}

export type BlockKind = "month" | "cumulative";

/** Colours the words of lamps. */
export function colourLamps({ builder, context }: Sheet, area: Area): void {
  const { lamps } = textsOf(context.locale).reports.targets;
  builder.colourBy(
    area,
    (["green", "amber", "red"] as const).map((lamp) => [`="${lamps[lamp]}"`, lampStyles[lamp]])
  );
}
