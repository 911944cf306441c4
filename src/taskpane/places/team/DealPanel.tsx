import { Button, Caption1, Field, Input, Select } from "@fluentui/react-components";
import { ArrowShuffle20Regular } from "@fluentui/react-icons";
import { useEffect, useRef } from "react";
import type { DealOptions, DealView, RunOptions } from "../../../excel/api";
import { dealKinds, type DealKind } from "../../../retention/allocation";
import { NO_DAY } from "../../../retention/time";
import { useDraft, usePane } from "../../context";
import { Confirm } from "../../parts/Confirm";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import { Fairness } from "./Fairness";
import { newSeed } from "./seed";
import type { TeamView } from "./teamFigures";

/** A deal that the list of advisors leads to. */
export interface DealWish {
  readonly kind: "leaver" | "newcomer";
  readonly name: string;
}

/** A deal as its form holds it. */
interface DealDraft {
  readonly kind: DealKind;
  readonly who: string;
  readonly seed: string;
  /** What was tried last, with the choices for which it holds. */
  readonly tried?: { readonly by: string; readonly view: DealView } | undefined;
}

/** The choices in one text: a trial holds for these only. */
const choicesOf = ({ kind, who, seed }: DealDraft): string => [kind, who, seed.trim()].join("\n");

const needsWho = (kind: DealKind): boolean => kind === "leaver" || kind === "newcomer";

/** 资源分配: chosen, tried, looked at, and only then written. */
export function DealPanel({
  team,
  wish,
  onWishDone,
}: {
  team: TeamView;
  wish: DealWish | undefined;
  onWishDone: () => void;
}) {
  const layout = useLayout();
  const { retain, store, texts, busy } = usePane();
  const said = texts.pane.team.deal;
  const kindField = useRef<HTMLSelectElement>(null);
  const [first] = useDraft<string>("seed", team.settings.drawSeed);
  const [draft, setDraft] = useDraft<DealDraft>("deal", { kind: "full", who: "", seed: first });
  const change = (it: Partial<DealDraft>): void => setDraft({ ...draft, ...it });
  useEffect(() => {
    if (draft.seed === "") setDraft({ ...draft, seed: newSeed() });
    // Only where the workbook has no seed of its own, when the panel is first shown.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    if (!wish) return;
    setDraft({ ...draft, kind: wish.kind, who: wish.name });
    kindField.current?.focus();
    onWishDone();
  }, [wish, draft, setDraft, onWishDone]);
  const tried = draft.tried?.by === choicesOf(draft) ? draft.tried.view : undefined;
  const stale = draft.tried !== undefined && tried === undefined;
  const deal = async (preview: boolean): Promise<void> => {
    const by = choicesOf(draft);
    let view: DealView | undefined;
    const outcome = await store.perform(preview ? "previewDeal" : "deal", async (options) => {
      const result = await retain.dealAllocation({ ...dealOf(draft, options), preview });
      view = result.deal;
      return result;
    });
    if (outcome?.kind !== "done") return;
    if (preview) setDraft({ ...draft, tried: view && { by, view } });
    // The next deal is another draw, unless the workbook has a seed of its own.
    else setDraft({ kind: "full", who: "", seed: first === "" ? newSeed() : first });
  };
  const hasAdvisors = team.roster.advisors.some(({ to }) => to === NO_DAY || to >= team.asOf);
  const ready =
    hasAdvisors && draft.seed.trim() !== "" && (!needsWho(draft.kind) || draft.who !== "");
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        <Caption1 className={layout.muted}>{hasAdvisors ? said.lead : said.needAdvisors}</Caption1>
        <Field label={said.kind} size="small">
          <Select
            ref={kindField}
            size="small"
            value={draft.kind}
            onChange={(_, { value }) => change({ kind: value as DealKind, who: "" })}
          >
            {dealKinds.map((kind) => (
              <option key={kind} value={kind}>
                {said.kinds[kind]}
              </option>
            ))}
          </Select>
        </Field>
        {needsWho(draft.kind) && (
          <Field label={draft.kind === "leaver" ? said.leaver : said.newcomer} size="small">
            <Select
              size="small"
              value={draft.who}
              onChange={(_, { value }) => change({ who: value })}
            >
              <option value="">{said.choose}</option>
              {team.roster.advisors.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field
          label={said.seed}
          hint={said.seedHint}
          size="small"
          validationState={draft.seed.trim() === "" ? "error" : "none"}
          {...(draft.seed.trim() === "" ? { validationMessage: said.seedMissing } : {})}
        >
          <Input
            size="small"
            className={layout.wide}
            value={draft.seed}
            onChange={(_, { value }) => change({ seed: value })}
          />
        </Field>
        <Button
          size="small"
          appearance="transparent"
          className={layout.quiet}
          icon={<ArrowShuffle20Regular />}
          onClick={() => change({ seed: newSeed() })}
        >
          {said.newSeed}
        </Button>
        <Button
          appearance={tried ? "secondary" : "primary"}
          disabled={busy || !ready}
          onClick={() => void deal(true)}
        >
          {said.preview}
        </Button>
        {stale && <Caption1 className={layout.watch}>{said.stale}</Caption1>}
      </div>
      {tried && (
        <>
          <Fairness view={tried} />
          <Confirm
            label={said.write}
            question={said.writeNote}
            confirm={said.write}
            appearance="primary"
            disabled={busy}
            onConfirm={() => void deal(false)}
          />
        </>
      )}
    </Section>
  );
}

function dealOf({ kind, who, seed }: DealDraft, options: RunOptions): DealOptions {
  return {
    ...options,
    kind,
    seed: seed.trim(),
    ...(kind === "leaver" ? { leaver: who } : {}),
    ...(kind === "newcomer" ? { newcomer: who } : {}),
  };
}
