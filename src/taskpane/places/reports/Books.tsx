import {
  Button,
  Caption1,
  Field,
  Radio,
  RadioGroup,
  Select,
  Subtitle2,
} from "@fluentui/react-components";
import { ArrowUpload20Regular, Share20Regular } from "@fluentui/react-icons";
import { useRef, useState } from "react";
import { conflictKey, type BookConflict } from "../../../books/merge";
import type { BookComparison } from "../../../excel/actions";
import type { Cell } from "../../../intake";
import { isoOf } from "../../../retention/time";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import { figuresOf } from "../../store";

/** Advisors' own workbooks: handed out one by one, collected and merged. */
export function Books() {
  const layout = useLayout();
  const { texts } = usePane();
  const [comparison, setComparison] = useState<BookComparison>();
  const said = texts.pane.reports.books;
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        <Caption1 className={layout.muted}>{said.lead}</Caption1>
        <HandOut />
        {comparison ? (
          <Merge comparison={comparison} onEnd={() => setComparison(undefined)} />
        ) : (
          <Collect onCompared={setComparison} />
        )}
      </div>
    </Section>
  );
}

/** One book per click: each opens a window, which Excel allows only as the answer to a click. */
function HandOut() {
  const { retain, store, state, texts, busy } = usePane();
  const said = texts.pane.reports.books;
  const roster = figuresOf(state)?.settings.roster;
  // The 客服专员 is planned contacts like any advisor.
  const names = roster ? [...roster.advisors.map(({ name }) => name), roster.customerCare] : [];
  const [chosen, setChosen] = useState("");
  const advisor = names.includes(chosen) ? chosen : (names[0] ?? "");
  return (
    <>
      <Field label={said.advisor} size="small" hint={said.handOutNote}>
        <Select size="small" value={advisor} onChange={(_, { value }) => setChosen(value)}>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Button
        icon={<Share20Regular />}
        disabled={busy || advisor === ""}
        onClick={() =>
          void store.perform("handOut", (options) => retain.books.handOut(advisor, options))
        }
      >
        {said.handOut}
      </Button>
    </>
  );
}

function Collect({ onCompared }: { onCompared: (comparison: BookComparison) => void }) {
  const { retain, store, texts, busy } = usePane();
  const said = texts.pane.reports.books;
  const picker = useRef<HTMLInputElement>(null);
  const compare = async (file: File): Promise<void> => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    await store.perform("collect", async (options) => {
      const outcome = await retain.books.compare(bytes, options);
      if (outcome.comparison) onCompared(outcome.comparison);
      return outcome;
    });
  };
  return (
    <>
      <Button
        icon={<ArrowUpload20Regular />}
        disabled={busy}
        onClick={() => picker.current?.click()}
      >
        {said.collect}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".xlsx"
        aria-label={said.chooseFile}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void compare(file);
          target.value = "";
        }}
      />
    </>
  );
}

/** What collecting would do; conflicts side by side, each decided by the user. */
function Merge({ comparison, onEnd }: { comparison: BookComparison; onEnd: () => void }) {
  const layout = useLayout();
  const { retain, store, texts, format, busy } = usePane();
  const said = texts.pane.reports.books;
  const [decisions, setDecisions] = useState<ReadonlyMap<string, "book" | "store">>(new Map());
  const { book, merge } = comparison;
  const left = merge.unknown.length + merge.repeated.length;
  const undecided = merge.conflicts.some((conflict) => !decisions.has(conflictKey(conflict)));
  const write = async (): Promise<void> => {
    const outcome = await store.perform("collect", (options) =>
      retain.books.collect(comparison, decisions, options)
    );
    if (outcome?.kind === "done") onEnd();
  };
  return (
    <div className={layout.tight}>
      <Subtitle2>{said.comparing(book.origin.advisor, book.origin.day)}</Subtitle2>
      <ul className={layout.list}>
        <li>{said.edits(format.count(merge.edits.length))}</li>
        {merge.added.length > 0 && <li>{said.added(format.count(merge.added.length))}</li>}
        <li>{said.unchanged(format.count(merge.unchanged))}</li>
        {left > 0 && <li>{said.left(format.count(left))}</li>}
        {merge.conflicts.length > 0 && (
          <li>{said.conflicts(format.count(merge.conflicts.length))}</li>
        )}
      </ul>
      {merge.conflicts.map((conflict) => (
        <Conflict
          key={conflictKey(conflict)}
          conflict={conflict}
          onDecide={(side) => setDecisions(new Map(decisions).set(conflictKey(conflict), side))}
        />
      ))}
      <div className={layout.wrap}>
        <Button appearance="primary" disabled={busy || undecided} onClick={() => void write()}>
          {said.write}
        </Button>
        <Button disabled={busy} onClick={onEnd}>
          {said.cancel}
        </Button>
      </div>
    </div>
  );
}

const dayColumns: ReadonlySet<string> = new Set([
  "appointment",
  "nextContact",
  "expectedMaintenance",
]);

function Conflict({
  conflict,
  onDecide,
}: {
  conflict: BookConflict;
  onDecide: (side: "book" | "store") => void;
}) {
  const { texts } = usePane();
  const said = texts.pane.reports.books;
  const { number, column, value, inStore } = conflict;
  const shown = (cell: Cell): string => {
    if (String(cell).trim() === "") return said.blank;
    return typeof cell === "number" && dayColumns.has(column) ? isoOf(cell) : String(cell);
  };
  return (
    <Field label={said.conflict(number, texts.inputTables.records[column])} size="small">
      <RadioGroup onChange={(_, data) => onDecide(data.value as "book" | "store")}>
        <Radio value="book" label={said.fromBook(shown(value))} />
        <Radio value="store" label={said.fromStore(shown(inStore))} />
      </RadioGroup>
    </Field>
  );
}
