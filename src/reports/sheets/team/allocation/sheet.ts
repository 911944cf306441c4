import { textsOf } from "../../../../locale";
import { centsOf, type Deal, type Rota } from "../../../../retention/allocation";
import type { SheetBuilder, customerColumns, ReportContext, PlanCell } from "../../../plan";
import type { StoreFigures } from "../../../figures";

/** The rotas that a deal leaves behind. */
export interface Rotas {
  readonly handOver: Rota;
  readonly reception: Rota;
}

/** What a sheet shows: a deal, and what it is called. */
export interface Shown {
  readonly deal: Deal;
  readonly rotas: Rotas | null;
  readonly title: string;
  readonly headline: string;
  /** What else must be known about it: that it is a trial, or no deal at all. */
  readonly marks: readonly string[];
  readonly instance?: string;
  readonly sheetName: string;
}

/** What all parts of the sheet need. */
export interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly shown: Shown;
  /** The columns that name a customer in the list of all. */
  readonly names: ReturnType<typeof customerColumns>;
  /** The list's rows; none where nothing was dealt. */
  readonly detail: readonly (readonly PlanCell[])[];
}

/** Columns of the detail table after those that name the customer. */
const detailColumns = ["card", "stratum", "from", "to", "counts", "psv"] as const;
type DetailColumn = (typeof detailColumns)[number];

/** Where a column of the detail table stands. */
export function detailColumn({ names }: Sheet, column: DetailColumn): number {
  return names.length + detailColumns.indexOf(column);
}

/** Tables of several deals stand in one workbook. */
export const tableName = (name: string, { instance }: Shown): string =>
  `RETAIN_${name}${instance === undefined ? "" : `_${instance}`}`;

/** A card's PSV, in whole cents; "—" where it is unknown. */
export const psvCell = (psv: number, { locale }: ReportContext): PlanCell =>
  Number.isNaN(psv) ? textsOf(locale).sheets.header.absent : centsOf(psv) / 100;
