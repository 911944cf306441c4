import { HostCollection, HostObject } from "../richapi/hostObject";
import { cellCount, formatRect, quoteSheet } from "./address";
import { refuse } from "./support";
import type { Range } from "./objects";

/** More merged areas than this cannot be given (typings, `Range.getMergedAreasOrNullObject`). */
export const mostMergedAreas = 512;

/** `Excel.RangeAreas` of merged cells. */
export class MergedAreas extends HostObject {
  readonly $class = "RangeAreas";

  constructor(private readonly ranges: readonly Range[]) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Address", "AreaCount", "CellCount"];
  }

  /** The first cell of each area only (office-js issue 1590); {@link Areas} gives them whole. */
  get Address(): string {
    return this.ranges
      .map(({ sheet, rect }) => {
        const first = { ...rect, rows: 1, columns: 1 };
        return `${quoteSheet(sheet.Name)}!${formatRect(first)}`;
      })
      .join(",");
  }
  get AreaCount(): number {
    return this.ranges.length;
  }
  get CellCount(): number {
    return this.ranges.reduce((sum, { rect }) => sum + cellCount(rect), 0);
  }
  get Areas(): RangeCollection {
    return new RangeCollection(this.ranges);
  }
}

/** `Excel.RangeCollection`: the ranges of one answer, by their place in it. */
class RangeCollection extends HostCollection<Range> {
  readonly $class = "RangeCollection";

  constructor(private readonly ranges: readonly Range[]) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Count"];
  }
  get Count(): number {
    return this.ranges.length;
  }
  GetCount(): number {
    return this.Count;
  }
  GetItemAt(index: number): Range {
    return this.ranges[index] ?? refuse("InvalidArgument", "RangeCollection.getItemAt");
  }
  $items(): readonly Range[] {
    return this.ranges;
  }
  $item(key: string | number): Range | null {
    return this.ranges[Number(key)] ?? null;
  }
}
