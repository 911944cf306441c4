import {
  Badge,
  Caption1,
  Caption1Strong,
  makeStyles,
  Select,
  tokens,
} from "@fluentui/react-components";
import type { Evidence, RecognisedSheet } from "../../intake/recognition";
import type { Texts } from "../../locale";
import { columnLetters } from "../../reports/plan";
import { usePane } from "../context";
import type { Formats } from "../format";
import type { FieldOf, InputTable } from "../retain";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalM,
  },
  column: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXXS },
  head: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
  header: { flexGrow: 1, overflowWrap: "anywhere" },
  samples: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
});

/** Every column of a sheet with the field it is taken for; another choice is kept in the workbook. */
export function ColumnList<Name extends string>({
  table,
  sheet,
  fieldNames,
  only,
}: {
  table: InputTable;
  sheet: RecognisedSheet<Name>;
  fieldNames: Readonly<Record<string, string>>;
  /** Columns of the sheet; all if absent. */
  only?: ReadonlySet<number>;
}) {
  const styles = useStyles();
  const { store, texts, format, busy } = usePane();
  const { sheets } = texts.pane;
  const headers = sheet.headers.filter(({ column }) => only?.has(column) ?? true);
  const byColumn = new Map(sheet.columns.map((it) => [it.column, it]));
  const unused = new Map(sheet.unused.map((it) => [it.column, it]));
  return (
    <ul className={styles.list}>
      {headers.map(({ column, header }) => {
        const recognised = byColumn.get(column);
        const other = unused.get(column);
        const samples = (recognised ?? other)?.samples ?? [];
        const reasons = recognised
          ? recognised.evidence.flatMap((it) => reasonOf(it, texts, format))
          : other
            ? [sheets.evidence.onlyLook(sheets.looks[other.look], format.share(other.filled))]
            : [];
        const label = header || sheets.untitled(columnLetters(column));
        const note = recognised ? sheets.confidence[recognised.confidence] : "";
        return (
          <li key={column} className={styles.column}>
            <div className={styles.head}>
              <Caption1Strong className={styles.header}>{label}</Caption1Strong>
              {note && (
                <Badge
                  appearance="tint"
                  color={recognised?.confidence === "likely" ? "warning" : "informative"}
                >
                  {note}
                </Badge>
              )}
            </div>
            <Select
              size="small"
              aria-label={sheets.fieldOf(label)}
              value={recognised?.field ?? ""}
              disabled={busy || header === ""}
              onChange={(_, { value }) =>
                void store.mapping.setField(
                  table,
                  column,
                  value === "" ? undefined : (value as FieldOf[typeof table])
                )
              }
            >
              <option value="">{sheets.unused}</option>
              {Object.entries(fieldNames).map(([field, name]) => (
                <option key={field} value={field}>
                  {name}
                </option>
              ))}
            </Select>
            {samples.length > 0 && (
              <Caption1 className={styles.samples}>{sheets.samples(format.list(samples))}</Caption1>
            )}
            {reasons.length > 0 && (
              <Caption1 className={styles.samples}>{sheets.because(format.list(reasons))}</Caption1>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** One reason for a recognition, in words. */
function reasonOf(evidence: Evidence, texts: Texts, { share, count }: Formats): string[] {
  const { evidence: said, looks } = texts.pane.sheets;
  switch (evidence.code) {
    case "saved":
      return [];
    case "header":
      return [evidence.sure ? said.header : said.headerParts];
    case "look":
      return [said.look(looks[evidence.look], share(evidence.share))];
    case "inArchive":
      return [said.inArchive(share(evidence.share))];
    case "partsRows":
      return [said.partsRows];
    case "sharedNames":
      return [said.sharedNames(share(evidence.share))];
    case "rises":
      return [said.rises(share(evidence.share))];
    case "distinct":
      return [said.distinct(count(evidence.values), count(evidence.of))];
    case "unit":
      return [said.unit(String(evidence.factor))];
    case "dateOrder":
      return [evidence.order === "dmy" ? said.dayFirst : said.monthFirst];
  }
}
