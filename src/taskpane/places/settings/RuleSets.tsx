import { Badge, Body1, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import type { StoreFigures, Foundation } from "../../../reports/figures";
import {
  ruleSetNames,
  rulesOf,
  statusCounts,
  statusesAsOf,
  type RuleSet,
  type RuleSetName,
  type StatusCounts,
} from "../../../retention/status";
import { usePane } from "../../context";
import { Confirm } from "../../parts/Confirm";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import { Waiting } from "../../parts/Waiting";
import { useFigures } from "../../useFigures";

interface Comparison {
  readonly name: RuleSetName;
  readonly rules: RuleSet;
  readonly counts: StatusCounts;
}

const foundations: readonly Foundation[] = ["statuses"];

/** Every rule set on the same day and customers, the one in use with the user's own lines. */
function compareRuleSets(figures: StoreFigures) {
  const { dealership, asOf, settings } = figures;
  const sets = ruleSetNames.map((name): Comparison => {
    const rules = name === settings.rules.name ? settings.rules : linesOf(figures, name);
    return { name, rules, counts: statusCounts(statusesAsOf(dealership, asOf, rules)) };
  });
  return { sets, inUse: settings.rules.name };
}

/** A rule set with the user's lines, or the published ones where his do not rise. */
function linesOf({ settings }: StoreFigures, name: RuleSetName): RuleSet {
  const prefix = `status.${name}.`;
  const lines = [...settings.changed]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value] as const);
  try {
    return rulesOf(name, Object.fromEntries(lines));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return rulesOf(name);
  }
}

const useStyles = makeStyles({
  classes: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto",
    columnGap: tokens.spacingHorizontalM,
    margin: 0,
  },
  value: { margin: 0, textAlign: "right", fontVariantNumeric: "tabular-nums" },
  name: { margin: 0, flexGrow: 1 },
});

/** 状态规则: the counts of each side by side before one is chosen. */
export function RuleSets() {
  const layout = useLayout();
  const { texts } = usePane();
  const compared = useFigures(foundations, compareRuleSets);
  const said = texts.pane.settings.ruleSet;
  return (
    <Section title={said.title}>
      <Caption1 className={layout.muted}>{said.lead}</Caption1>
      {compared ? (
        compared.sets.map((set) => (
          <Compared key={set.name} set={set} isInUse={set.name === compared.inUse} />
        ))
      ) : (
        <Waiting />
      )}
    </Section>
  );
}

function Compared({ set, isInUse }: { set: Comparison; isInUse: boolean }) {
  const styles = useStyles();
  const layout = useLayout();
  const { store, texts, format, busy } = usePane();
  const said = texts.pane.settings.ruleSet;
  const { name, rules, counts } = set;
  const words = texts.data.ruleSets[name];
  return (
    <div className={layout.card}>
      <div className={layout.wrap}>
        <Body1 as="h3" className={styles.name}>
          {words}
        </Body1>
        {isInUse && (
          <Badge appearance="tint" color="brand">
            {said.inUse}
          </Badge>
        )}
      </div>
      <Caption1 className={layout.muted}>{said.sources[name]}</Caption1>
      <dl className={styles.classes}>
        {rules.classes.map(({ status }) => (
          <Row
            key={status}
            name={texts.data.statuses[status]}
            value={format.count(counts.byStatus[status] ?? 0)}
          />
        ))}
        <Row name={texts.data.statusGroups.base} value={format.count(counts.base)} />
        <Row name={texts.data.statusGroups.lost} value={format.count(counts.lost)} />
      </dl>
      {!isInUse && (
        <Confirm
          label={said.use(words)}
          question={said.confirm(words)}
          confirm={said.use(words)}
          disabled={busy}
          onConfirm={() => void store.saveSettings({ general: { ruleSet: words } })}
        />
      )}
    </div>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  const styles = useStyles();
  const layout = useLayout();
  return (
    <>
      <dt>
        <Caption1 className={layout.text}>{name}</Caption1>
      </dt>
      <dd className={styles.value}>
        <Caption1>{value}</Caption1>
      </dd>
    </>
  );
}
