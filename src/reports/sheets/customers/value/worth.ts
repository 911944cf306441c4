import { textsOf } from "../../../../locale";
import { allParameters } from "../../../../retention/allParameters";
import { loyalValueOf, lossValueOf } from "../../../../retention/value";
import type { ParameterUnit } from "../../../../retention/parameters";
import { cellRef, type ColumnSpec } from "../../../plan";
import { chapterValues } from "../../../figures";
import type { Sheet } from "./sheet";

/** S2's loyal customer and S3's loss, each as a product of its factors. */
export function writeWorth({ builder, figures, context }: Sheet): void {
  const texts = textsOf(context.locale).reports.value.worth;
  const { settings } = figures;
  const { worth } = allParameters;
  const loyal = chapterValues(settings, "worth.loyal", worth.loyal);
  const loss = chapterValues(settings, "worth.loss", worth.loss);
  builder.line(texts.section, "section");
  const write = (
    title: string,
    factors: readonly (readonly [string, number, ParameterUnit])[],
    result: number
  ) => {
    builder.line(title, "note");
    const row = builder.row + 1;
    builder.grid(
      [
        ...factors.map(([header, , unit]): ColumnSpec => ({
          header,
          style: unit === "share" ? "percent" : "number",
        })),
        { header: texts.result, style: "money" },
      ],
      [
        [
          ...factors.map(([, value]) => value),
          {
            formula: `=${factors.map((_, column) => cellRef(row, column)).join("*")}`,
            expected: result,
          },
        ],
      ]
    );
    builder.skip();
  };
  const { loyalFactors, lossFactors } = texts;
  const keys = <Key extends string>(names: Readonly<Record<Key, string>>): Key[] =>
    Object.keys(names) as Key[];
  write(
    texts.loyal,
    keys(loyalFactors).map((key) => [loyalFactors[key], loyal[key], worth.loyal[key].unit]),
    loyalValueOf(loyal)
  );
  write(
    texts.loss,
    keys(lossFactors).map((key) => [lossFactors[key], loss[key], worth.loss[key].unit]),
    lossValueOf(loss)
  );
}
