import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { forcedColors } from "../forcedColors";

/** One part of a whole. */
export interface Part {
  readonly name: string;
  readonly value: number;
  /** The part in words. */
  readonly text: string;
}

const useStyles = makeStyles({
  bar: {
    display: "flex",
    gap: "2px",
    height: "14px",
    borderRadius: tokens.borderRadiusMedium,
    overflow: "hidden",
  },
  // Forced colours drop backgrounds; outlines keep the parts apart.
  part: {
    minWidth: "2px",
    outline: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
    outlineOffset: "-1px",
  },
  key: {
    width: "10px",
    height: "10px",
    flexShrink: 0,
    marginTop: "5px",
    borderRadius: tokens.borderRadiusSmall,
    outline: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
    outlineOffset: "-1px",
  },
  first: {
    backgroundColor: tokens.colorBrandBackground,
    [forcedColors]: { backgroundColor: "CanvasText", forcedColorAdjust: "none" },
  },
  second: {
    backgroundColor: tokens.colorPaletteTealBorderActive,
    [forcedColors]: { backgroundColor: "GrayText", forcedColorAdjust: "none" },
  },
  third: {
    backgroundColor: tokens.colorPaletteMarigoldBorderActive,
    [forcedColors]: { backgroundColor: "Highlight", forcedColorAdjust: "none" },
  },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXXS,
  },
  item: { display: "flex", gap: tokens.spacingHorizontalS, overflowWrap: "anywhere" },
});

/** A whole and its parts as one bar, and the same in words as its key. Parts below zero have no length. */
export function PartsBar({ parts, label }: { parts: readonly Part[]; label: string }) {
  const styles = useStyles();
  const colors = [styles.first, styles.second, styles.third];
  return (
    <>
      <div className={styles.bar} role="img" aria-label={label}>
        {parts.map(({ name, value }, at) => (
          <div
            key={name}
            className={mergeClasses(styles.part, colors[at % colors.length])}
            style={{ flexGrow: Math.max(0, value), flexBasis: 0 }}
          />
        ))}
      </div>
      <ul className={styles.list}>
        {parts.map(({ name, text }, at) => (
          <li key={name} className={styles.item}>
            <span aria-hidden className={mergeClasses(styles.key, colors[at % colors.length])} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
