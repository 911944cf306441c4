import { Button, Caption1, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowUpload20Regular, Dismiss20Regular } from "@fluentui/react-icons";
import { useEffect, useRef, useState, type DragEvent } from "react";
import { usePane } from "../../context";
import { Confirm } from "../../parts/Confirm";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import { FileCards } from "./FileCards";
import { Profiles } from "./Profiles";
import { TableCards } from "./TableCards";

const useStyles = makeStyles({
  drop: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalM}`,
    textAlign: "center",
    border: `${tokens.strokeWidthThick} dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  over: {
    border: `${tokens.strokeWidthThick} solid ${tokens.colorCompoundBrandStroke}`,
    backgroundColor: tokens.colorBrandBackground2,
  },
});

const accepted = ".xlsx,.xlsm,.xls,.csv,.txt,.htm,.html";

/** 导入: files, one preview of what they bring, taking over, and the way back. */
export default function Importing() {
  const { store, state, texts, busy } = usePane();
  const said = texts.pane.importing;
  const { importing } = state;
  useEffect(() => {
    void store.imports.lookAtLast();
  }, [store]);
  return (
    <>
      <Section
        title={said.title}
        action={
          <Button
            appearance="subtle"
            size="small"
            icon={<Dismiss20Regular />}
            aria-label={texts.pane.cancel}
            disabled={busy}
            onClick={() => store.imports.close()}
          />
        }
      >
        {importing?.preview ? <Preview /> : <DropZone />}
      </Section>
      {!importing?.preview && (
        <>
          <Undo />
          <Profiles />
        </>
      )}
    </>
  );
}

function DropZone() {
  const styles = useStyles();
  const layout = useLayout();
  const { store, texts, busy } = usePane();
  const said = texts.pane.importing;
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    const all = [...(files ?? [])];
    if (all.length > 0 && !busy) void store.imports.readFiles(all);
  };
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <>
      <Caption1 className={layout.muted}>{said.lead}</Caption1>
      {/* Dropping is a second way for the mouse; the button in it is everybody's. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={mergeClasses(styles.drop, over && styles.over)}
        onDragEnter={drag(true)}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          take(event.dataTransfer.files);
        }}
      >
        <Caption1>{over ? said.dropNow : said.drop}</Caption1>
        <Button
          appearance="primary"
          icon={<ArrowUpload20Regular />}
          disabled={busy}
          onClick={() => picker.current?.click()}
        >
          {said.choose}
        </Button>
        <Caption1 className={layout.muted}>{said.kinds}</Caption1>
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={accepted}
        aria-label={said.choose}
        onChange={({ target }) => {
          take(target.files);
          target.value = "";
        }}
      />
    </>
  );
}

function Preview() {
  const layout = useLayout();
  const { store, state, texts, busy } = usePane();
  const said = texts.pane.importing;
  const preview = state.importing?.preview;
  if (!preview) return null;
  const brings = preview.tables.some(({ added, changed }) => added + changed > 0);
  return (
    <>
      {preview.tables.length === 0 && <Caption1>{said.nothingRead}</Caption1>}
      {preview.tables.length > 0 && !brings && <Caption1>{said.nothing}</Caption1>}
      <TableCards tables={preview.tables} />
      <FileCards files={preview.files} />
      {brings && (
        <>
          <Button
            appearance="primary"
            size="large"
            disabled={busy}
            onClick={() => void store.imports.takeOver()}
          >
            {said.takeOver}
          </Button>
          <Caption1 className={layout.muted}>{said.takeOverNote}</Caption1>
        </>
      )}
      <Button disabled={busy} onClick={() => store.imports.open()}>
        {said.again}
      </Button>
    </>
  );
}

function Undo() {
  const layout = useLayout();
  const { store, state, texts, format, busy } = usePane();
  const said = texts.pane.importing.undo;
  const last = state.importing?.last;
  if (!last) return null;
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        <Caption1 className={layout.text}>{said.of(last.at, format.list(last.files))}</Caption1>
        <Caption1 className={layout.muted}>
          {said.counts(format.count(last.rows), format.count(last.cells))}
        </Caption1>
        <Confirm
          label={said.button}
          question={said.sure}
          confirm={said.yes}
          disabled={busy}
          onConfirm={() => void store.imports.undo()}
        />
      </div>
    </Section>
  );
}
