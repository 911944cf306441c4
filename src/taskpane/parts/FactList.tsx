import { Caption1, makeStyles, tokens } from "@fluentui/react-components";
import { useLayout } from "./layout";

const useStyles = makeStyles({
  facts: {
    display: "grid",
    gridTemplateColumns: "auto minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    margin: 0,
  },
  value: { margin: 0, overflowWrap: "anywhere" },
});

/** Names and values side by side; those without a value are left out. */
export function FactList({
  facts,
}: {
  facts: readonly (readonly [name: string, value: string | undefined])[];
}) {
  const styles = useStyles();
  const layout = useLayout();
  const known = facts.filter(([, value]) => value !== undefined && value !== "");
  return (
    <dl className={styles.facts}>
      {known.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>
            <Caption1 className={layout.muted}>{name}</Caption1>
          </dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
