import { textsOf } from "../../../locale";
import type { LeftOutText } from "../../../retention/store";
import type { SheetBuilder, ReportContext, PlanCell } from "../../plan";

/** More texts than this no system has for what is no visit; the rest is one line. */
const longestList = 60;

/**
 * 没有算作进厂的工单 on 数据质量: by which status, type or flag orders were left out, how many, and which
 * word of the settings stands in it. So the manager sees at once where a word is wrong.
 */
export function writeLeftOutOrders(
  builder: SheetBuilder,
  leftOut: readonly LeftOutText[],
  { locale }: ReportContext
): void {
  if (leftOut.length === 0) return;
  const { leftOutOrders: texts, orderFields } = textsOf(locale).data;
  const sorted = [...leftOut].sort(
    (a, b) => b.orders - a.orders || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)
  );
  const listed = sorted.slice(0, longestList);
  const others = sorted.slice(longestList).reduce((sum, { orders }) => sum + orders, 0);
  builder.line(texts.section, "section");
  builder.line(texts.note, "note");
  builder.grid(
    [
      { header: texts.kind, style: "text" },
      { header: texts.orders, style: "number" },
      { header: texts.field, style: "text" },
      { header: texts.text, style: "literal" },
      { header: texts.word, style: "text" },
    ],
    [
      ...listed.map(({ kind, orders, field, text, word }): PlanCell[] => [
        texts.kinds[kind],
        orders,
        orderFields[field],
        text,
        word,
      ]),
      ...(others === 0 ? [] : [[texts.others, others, null, null, null]]),
    ]
  );
  builder.skip();
}
