import { textsOf } from "../../../../locale";
import type { Stock } from "../../../../retention/allocation";
import {
  SheetBuilder,
  withPlacesAhead,
  type Placed,
  writeHead,
  type ReportContext,
  customerColumns,
  type SheetPlan,
  tabColors,
  planBelowHead,
} from "../../../plan";
import type { StoreFigures } from "../../../figures";
import { detailRows, vehiclesOf, writeCare, writeDetail, writeLargeAccounts } from "./cards";
import { writeCertificate, writeQuotas, writeResult } from "./certificate";
import type { Rotas, Sheet, Shown } from "./sheet";

/** The sheet where there is no deal to show. */
export function writeNothing(
  figures: StoreFigures,
  context: ReportContext,
  { title, headline, stock }: { title: string; headline: string; stock: Stock }
): SheetPlan {
  const { names } = textsOf(context.locale).reports;
  const builder = new SheetBuilder("allocation", names.allocation, tabColors.result);
  writeHead(builder, context, { title, headline });
  writeCare(builder, stock.customerCare.length, figures, context);
  return finish(builder);
}

/** The detail table below; `null` where nothing was dealt or it does not tell what everybody holds. */
interface Places {
  readonly detail: Placed | null;
}

/** The sheet of a deal. */
export function write(figures: StoreFigures, context: ReportContext, shown: Shown): SheetPlan {
  const vehicles = vehiclesOf(shown.deal.cards);
  const names = customerColumns(figures.dealership, context, ["plate"], vehicles);
  const detail = detailRows(shown.deal, names, context);
  return withPlacesAhead<Places>((ahead) => {
    const builder = new SheetBuilder(
      "allocation",
      shown.sheetName,
      tabColors.result,
      shown.instance
    );
    const sheet = { builder, figures, context, shown, names, detail };
    writeHead(builder, context, shown);
    for (const mark of shown.marks) builder.line(mark, "alert");
    if (shown.marks.length > 0) builder.skip();
    const counted = shown.deal.kind === "newcomer" ? null : (ahead?.detail ?? null);
    if (shown.deal.certificate.total > 0) {
      const result = writeResult(sheet, counted);
      writeCertificate(sheet, result);
      writeQuotas(sheet, result);
    }
    if (shown.rotas !== null) writeRotas(sheet, shown.rotas);
    writeLargeAccounts(sheet);
    writeCare(builder, shown.deal.customerCare.length, figures, context);
    return { places: { detail: writeDetail(sheet) }, plan: finish(builder) };
  });
}

const finish = (builder: SheetBuilder): SheetPlan =>
  planBelowHead(builder, {
    columnWidths: [38, 28, 31, 18, 18, 18, 18, 16, 16, 12, 12, 18, 12, 12, 10],
    frozenColumns: 1,
  });

function writeRotas({ builder, context }: Sheet, { handOver, reception }: Rotas): void {
  const texts = textsOf(context.locale).reports.allocation.rotas;
  builder.line(texts.section, "section");
  builder.line(texts.note, "note");
  builder.grid(
    [
      { header: texts.place, style: "numberLeft" },
      { header: texts.handOver, style: "literal" },
      { header: texts.reception, style: "literal" },
    ],
    Array.from({ length: Math.max(handOver.length, reception.length) }, (_, place) => [
      place + 1,
      handOver[place] ?? null,
      reception[place] ?? null,
    ])
  );
  builder.skip();
}
