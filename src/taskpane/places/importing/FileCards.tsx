import {
  Body1Strong,
  Caption1,
  makeStyles,
  MessageBar,
  MessageBarBody,
} from "@fluentui/react-components";
import { useState } from "react";
import type { FileView, SourceView } from "../../../excel/import";
import { usePane } from "../../context";
import { Disclosure } from "../../parts/Disclosure";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

const useStyles = makeStyles({ title: { margin: 0, overflowWrap: "anywhere" } });

/** Headers that a sentence about a sheet names. */
const namedHeaders = 8;

/** Each chosen file: what was read of it, what was not and why. */
export function FileCards({ files }: { files: readonly FileView[] }) {
  const { texts } = usePane();
  return (
    <Section title={texts.pane.importing.files}>
      {files.map((file, at) => (
        <FileCard key={at} file={file} />
      ))}
    </Section>
  );
}

function FileCard({ file }: { file: FileView }) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts, format } = usePane();
  const said = texts.pane.importing;
  const names: Readonly<Record<string, string>> = {
    ...texts.data.orderFields,
    ...texts.data.customerFields,
  };
  const headers = (of: readonly string[]): string =>
    of.length === 0 ? "" : said.headersFound(format.list(of.slice(0, namedHeaders)));
  return (
    <div className={layout.card}>
      <Body1Strong as="h3" className={styles.title}>
        {file.fileName}
      </Body1Strong>
      {file.problem && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{said.problems[file.problem]}</MessageBarBody>
        </MessageBar>
      )}
      {file.encoding && (
        <Caption1 className={layout.muted}>{said.encodings(file.encoding.toUpperCase())}</Caption1>
      )}
      {file.sources.map((source, at) => (
        <Source key={at} source={source} />
      ))}
      {file.incomplete.map(({ sheetName, missing }) => (
        <Caption1 key={sheetName} className={layout.watch}>
          {said.incomplete(sheetName, format.list(missing.map((field) => names[field] ?? field)))}
        </Caption1>
      ))}
      {file.leftOut.map((sheet) => (
        <Caption1 key={sheet.sheetName} className={layout.muted}>
          {said.leftOut(sheet.sheetName, texts.sheets.basis.reasons[sheet.reason])}
          {headers(sheet.headers)}
        </Caption1>
      ))}
      {file.veryHiddenSheets.length > 0 && (
        <Caption1 className={layout.muted}>
          {said.veryHidden(format.list(file.veryHiddenSheets))}
        </Caption1>
      )}
    </div>
  );
}

function Source({ source }: { source: SourceView }) {
  const layout = useLayout();
  const { texts, format } = usePane();
  const said = texts.pane.importing;
  const [open, setOpen] = useState(false);
  const names: Readonly<Record<string, string>> =
    source.kind === "customers" ? texts.data.customerFields : texts.data.orderFields;
  const { count } = format;
  return (
    <div className={layout.tight}>
      <Caption1 className={layout.text}>
        {said.source(source.sheetName, said.kindsOf[source.kind], count(source.rows))}
      </Caption1>
      <Caption1 className={layout.text}>
        {said.sourceCounts(count(source.added), count(source.changed), count(source.same))}
      </Caption1>
      {source.days && (
        <Caption1 className={layout.muted}>
          {said.days(format.day(source.days.from), format.day(source.days.to))}
        </Caption1>
      )}
      {source.passedOver > 0 && (
        <Caption1 className={layout.muted}>{said.passedOver(count(source.passedOver))}</Caption1>
      )}
      <Disclosure label={texts.pane.details} open={open} onToggle={setOpen}>
        <div className={layout.tight}>
          <Caption1 className={layout.text}>
            {said.used(
              format.list(
                source.used.map(({ field, header }) =>
                  header === names[field] ? header : `${header} (${names[field] ?? field})`
                )
              )
            )}
          </Caption1>
          {source.unused.length > 0 && (
            <Caption1 className={layout.muted}>{said.unused(format.list(source.unused))}</Caption1>
          )}
        </div>
      </Disclosure>
    </div>
  );
}
