import { makeStyles, tokens } from "@fluentui/react-components";
import { forcedColors } from "../forcedColors";

const useStyles = makeStyles({
  track: {
    height: "6px",
    backgroundColor: tokens.colorNeutralBackground5,
    borderRadius: tokens.borderRadiusCircular,
    overflow: "hidden",
    // Forced colours drop backgrounds; the outline is the whole beside which the share is seen.
    outline: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
    outlineOffset: "-1px",
  },
  bar: {
    height: "100%",
    backgroundColor: tokens.colorCompoundBrandBackground,
    [forcedColors]: { backgroundColor: "CanvasText", forcedColorAdjust: "none" },
    borderRadius: tokens.borderRadiusCircular,
  },
});

/** A share as a bar beside a figure that says the same; hidden from screen readers therefore. */
export function Meter({ share }: { share: number }) {
  const styles = useStyles();
  const percent = 100 * Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  return (
    <div className={styles.track} aria-hidden>
      <div className={styles.bar} style={{ width: `${percent}%` }} />
    </div>
  );
}
