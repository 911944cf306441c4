import { makeStyles, tokens } from "@fluentui/react-components";
import { forcedColors } from "../forcedColors";

/** The shapes that the places of the pane are made of. */
export const useLayout = makeStyles({
  stack: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  tight: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  card: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    minWidth: 0,
    padding: `${tokens.spacingVerticalMNudge} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
  },
  /** A label at the left, a figure or an action at the right. */
  row: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto",
    columnGap: tokens.spacingHorizontalM,
    alignItems: "center",
  },
  wrap: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
  },
  pair: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    gap: tokens.spacingHorizontalS,
  },
  heading: { margin: 0, color: tokens.colorNeutralForeground2 },
  muted: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  text: { overflowWrap: "anywhere" },
  number: { fontVariantNumeric: "tabular-nums", textAlign: "right" },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  watch: { color: tokens.colorStatusWarningForeground3 },
  start: { alignSelf: "start" },
  /** A quiet button whose text lines up with the texts around it, or its frame where it has one. */
  quiet: {
    alignSelf: "start",
    marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})`,
    [forcedColors]: { marginLeft: 0 },
  },
  // A list is as wide as its longest answer, if it may.
  field: { minWidth: 0, "& select": { minWidth: 0, width: "100%" } },
  wide: { width: "100%", minWidth: 0 },
});
