import { Button, Caption1, Field, Link, Select } from "@fluentui/react-components";
import { ArrowDownload20Regular, ArrowUpload20Regular } from "@fluentui/react-icons";
import { useRef, useState } from "react";
import type { Outcome } from "../../../excel/api";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import { figuresOf } from "../../paneStore";
import type { AdvisorBooks, BookFile } from "../../retain";

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Advisors' own workbooks: handed out as files, collected and merged. */
export function Books({ books }: { books: AdvisorBooks }) {
  const layout = useLayout();
  const { store, state, texts, busy } = usePane();
  const said = texts.pane.reports.books;
  const [advisor, setAdvisor] = useState("");
  const [ready, setReady] = useState<readonly BookFile[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const names = figuresOf(state)?.settings.roster.advisors.map(({ name }) => name) ?? [];
  const handOut = async (): Promise<void> => {
    const files: BookFile[] = [];
    const outcome = await store.perform("handOut", async (options) => {
      let last: Outcome | undefined;
      for (const name of advisor === "" ? names : [advisor]) {
        const { outcome: handed, file } = await books.handOut(name, options);
        last = handed;
        if (handed.kind !== "done") break;
        if (file) files.push(file);
      }
      return last ?? { kind: "refused", code: "noAdvisors", about: [], changes: [] };
    });
    if (outcome) setReady(files);
  };
  const collect = async (chosen: FileList | null): Promise<void> => {
    for (const file of chosen ?? []) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const outcome = await store.perform("collect", (options) =>
        books.collect({ name: file.name, bytes }, options)
      );
      if (outcome?.kind !== "done") return;
    }
  };
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        <Caption1 className={layout.muted}>{said.lead}</Caption1>
        <Field label={said.advisor} size="small">
          <Select size="small" value={advisor} onChange={(_, { value }) => setAdvisor(value)}>
            <option value="">{said.all}</option>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Button
          icon={<ArrowDownload20Regular />}
          disabled={busy || names.length === 0}
          onClick={() => void handOut()}
        >
          {said.handOut}
        </Button>
        {ready.length > 0 && (
          <>
            <Caption1>{said.ready}</Caption1>
            <ul className={layout.list}>
              {ready.map((file) => (
                <li key={file.name}>
                  <Link as="button" onClick={() => saveFile(file)}>
                    {said.download(file.name)}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
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
          multiple
          accept=".xlsx"
          aria-label={said.chooseFiles}
          onChange={({ target }) => {
            void collect(target.files);
            target.value = "";
          }}
        />
      </div>
    </Section>
  );
}

/** Lets the browser save a file; nothing leaves the machine. */
function saveFile({ name, bytes }: BookFile): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: workbookType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
