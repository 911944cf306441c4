import {
  Body1,
  Button,
  Caption1,
  Field,
  Input,
  makeStyles,
  tokens,
  mergeClasses,
} from "@fluentui/react-components";
import { ArrowReset20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import type { StoreFigures } from "../../../reports/figures";
import { listParameters, type ListedParameter } from "../../../retention/allParameters";
import { useDraft, usePane } from "../../context";
import { Disclosure } from "../../parts/Disclosure";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

const all = listParameters();
const chapterOf = ({ key }: ListedParameter): string => key.split(".")[0] ?? key;
const chapters = [...new Set(all.map(chapterOf))];

/** What was typed but not saved, by parameter; blank goes back to the default. */
type Typed = Readonly<Record<string, string>>;

/** A figure as typed; `NaN` where it is none. */
function figureOf(text: string): number {
  return /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : NaN;
}

const useStyles = makeStyles({
  parameter: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXXS },
  value: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
  input: { width: "110px", minWidth: 0 },
  list: { gap: tokens.spacingVerticalM },
  sticky: {
    position: "sticky",
    bottom: 0,
    zIndex: 1,
    padding: `${tokens.spacingVerticalS} 0`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
});

/** Every figure of the method, by chapter or by search, with unit, default and source. */
export function Parameters({ settings }: { settings: StoreFigures["settings"] }) {
  const styles = useStyles();
  const layout = useLayout();
  const { store, texts, format, busy } = usePane();
  const said = texts.pane.settings.parameters;
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useDraft<Typed>("parameters", {});
  const changed = Object.entries(typed).filter(
    ([key, text]) => text.trim() !== standing(settings, key)
  );
  const edits = changed.map(([key, text]) => [
    key,
    text.trim() === "" ? null : figureOf(text),
  ]) as (readonly [string, number | null])[];
  const wrong = edits.some(([, value]) => Number.isNaN(value));
  const names: Readonly<Record<string, string>> = texts.parameters.names;
  const wanted = search.trim().toLowerCase();
  const found = all.filter(
    (it) => wanted === "" || `${names[it.key]} ${it.key}`.toLowerCase().includes(wanted)
  );
  const shown = chapters.filter((chapter) => found.some((it) => chapterOf(it) === chapter));
  const save = async (): Promise<void> => {
    const outcome = await store.saveSettings({ parameters: Object.fromEntries(edits) });
    if (outcome?.kind === "done") setTyped(undefined);
  };
  return (
    <Section title={said.title}>
      <Caption1 className={layout.muted}>{said.lead}</Caption1>
      <Input
        type="search"
        size="small"
        className={layout.wide}
        aria-label={said.search}
        placeholder={said.search}
        value={search}
        onChange={(_, { value }) => setSearch(value)}
      />
      {shown.length === 0 && <Body1 className={layout.muted}>{said.none}</Body1>}
      {shown.map((chapter) => (
        <Chapter
          key={chapter}
          chapter={chapter}
          parameters={found.filter((it) => chapterOf(it) === chapter)}
          open={wanted !== "" || open.has(chapter)}
          onToggle={(isOpen) => setOpen(toggled(open, chapter, isOpen))}
          settings={settings}
          typed={typed}
          onType={(key, text) => setTyped({ ...typed, [key]: text })}
        />
      ))}
      {changed.length > 0 && (
        <div className={mergeClasses(layout.wrap, styles.sticky)}>
          <Button appearance="primary" disabled={busy || wrong} onClick={() => void save()}>
            {said.save(format.count(changed.length))}
          </Button>
          <Button onClick={() => setTyped(undefined)}>{said.discard}</Button>
        </div>
      )}
      <Caption1 className={layout.muted}>{said.onlyInSheet}</Caption1>
      <Button className={layout.start} onClick={() => void store.goToReport("settings")}>
        {said.openSheet}
      </Button>
    </Section>
  );
}

function toggled(open: ReadonlySet<string>, chapter: string, isOpen: boolean): ReadonlySet<string> {
  const next = new Set(open);
  if (isOpen) next.add(chapter);
  else next.delete(chapter);
  return next;
}

/** What the field of a parameter shows until something else is typed. */
function standing(settings: StoreFigures["settings"], key: string): string {
  const parameter = all.find((it) => it.key === key);
  return String(settings.changed.get(key) ?? parameter?.default ?? "");
}

function Chapter({
  chapter,
  parameters,
  open,
  onToggle,
  settings,
  typed,
  onType,
}: {
  chapter: string;
  parameters: readonly ListedParameter[];
  open: boolean;
  onToggle: (open: boolean) => void;
  settings: StoreFigures["settings"];
  typed: Typed;
  onType: (key: string, text: string) => void;
}) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts, format } = usePane();
  const names: Readonly<Record<string, string>> = texts.parameters.chapters;
  const changed = parameters.filter(({ key }) => settings.changed.has(key)).length;
  const words = [
    names[chapter] ?? chapter,
    changed > 0 ? texts.pane.settings.parameters.changedCount(format.count(changed)) : "",
  ];
  return (
    <div>
      <Disclosure label={words.filter(Boolean).join(" · ")} open={open} onToggle={onToggle}>
        <ul className={mergeClasses(layout.list, layout.card, styles.list)}>
          {parameters.map((parameter) => (
            <li key={parameter.key}>
              <ParameterField
                parameter={parameter}
                value={typed[parameter.key] ?? standing(settings, parameter.key)}
                onType={(text) => onType(parameter.key, text)}
              />
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}

function ParameterField({
  parameter,
  value,
  onType,
}: {
  parameter: ListedParameter;
  value: string;
  onType: (text: string) => void;
}) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts } = usePane();
  const said = texts.pane.settings.parameters;
  const names: Readonly<Record<string, string>> = texts.parameters.names;
  const name = names[parameter.key] ?? parameter.key;
  const unit = texts.parameters.units[parameter.unit];
  const source =
    parameter.source === "ours" ? texts.parameters.assumption : said.source(parameter.source);
  const isDefault = value.trim() === "" || figureOf(value) === parameter.default;
  const isWrong = value.trim() !== "" && Number.isNaN(figureOf(value));
  return (
    <Field
      size="small"
      label={name}
      hint={[said.default(`${parameter.default} ${unit}`), source].join(" · ")}
      validationState={isWrong ? "error" : "none"}
      {...(isWrong ? { validationMessage: said.wrong } : {})}
    >
      {(field) => (
        <div className={styles.value}>
          <Input
            {...field}
            size="small"
            className={styles.input}
            inputMode="decimal"
            value={value}
            onChange={(_, { value: text }) => onType(text)}
          />
          <Caption1 className={layout.muted}>{unit}</Caption1>
          {!isDefault && (
            <Button
              size="small"
              appearance="subtle"
              icon={<ArrowReset20Regular />}
              aria-label={said.toDefault(name)}
              onClick={() => onType(String(parameter.default))}
            />
          )}
        </div>
      )}
    </Field>
  );
}
