import { makeStyles, tokens } from "@fluentui/react-components";
import { forcedColors } from "../forcedColors";

const useStyles = makeStyles({
  chart: { display: "block", width: "100%", height: "28px", overflow: "visible" },
  line: {
    fill: "none",
    stroke: tokens.colorBrandStroke1,
    strokeWidth: "1.5px",
    vectorEffect: "non-scaling-stroke",
    strokeLinejoin: "round",
    [forcedColors]: { stroke: "CanvasText" },
  },
  ground: {
    stroke: tokens.colorNeutralStroke2,
    strokeWidth: "1px",
    [forcedColors]: { stroke: "GrayText" },
    vectorEffect: "non-scaling-stroke",
  },
});

const width = 100;
const height = 28;
/** Room for half the line's width above and below. */
const margin = 2;

/** A series as a line without axes; what it shows is said in words by `label`. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const styles = useStyles();
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const x = (at: number): number => (at * width) / (values.length - 1);
  // A series that does not change runs through the middle.
  const y = (value: number): number =>
    span === 0 ? height / 2 : height - margin - ((value - low) * (height - 2 * margin)) / span;
  const points = values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`);
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <line className={styles.ground} x1={0} x2={width} y1={height} y2={height} />
      <polyline className={styles.line} points={points.join(" ")} />
    </svg>
  );
}
