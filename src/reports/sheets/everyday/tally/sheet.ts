import { textsOf } from "../../../../locale";
import type {
  DailyTally,
  TallyFlows,
  TallyRow,
  UnmetTargets,
} from "../../../../retention/performance";
import type { SheetBuilder, ReportContext, OwnerLine } from "../../../plan";
import type { StoreFigures } from "../../../figures";

/** Where the parts stand that formulas above them refer to. */
export interface Places {
  readonly detailRow: number;
  readonly reasonsRow: number;
}

/** What all parts of the sheet need. */
export interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly tally: DailyTally;
  readonly unmet: UnmetTargets;
  /** Rows of the detail by who stands on the sheet, in its order. */
  readonly people: readonly Person[];
  readonly places: Places;
}

/** One advisor with the rows that he has. */
export interface Person extends OwnerLine {
  readonly rows: readonly TallyRow[];
  readonly flows: TallyFlows;
  /** Place of the first row within the detail. */
  readonly offset: number;
}

/** The columns of the table of reasons, in its order. */
export const reasonLooks = {
  advisor: "literal",
  type: "text",
  day: "date",
  planned: "number",
  contacted: "number",
  reasonable: "inputText",
  reason: "inputParagraph",
  measure: "inputParagraph",
} as const;
/** The column in which a reason is written. */
export const reasonColumn = Object.keys(reasonLooks).indexOf("reason");

/** The name of an advisor as it stands in the table and is read back from it. */
export function advisorLabel(name: string, { locale }: ReportContext): string {
  return name === "" ? textsOf(locale).vocabulary.unassigned : name;
}
