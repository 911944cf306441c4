import { makeStyles, tokens } from "@fluentui/react-components";
import { type SerialDay, partsOf, serialOf } from "../../retention/time";
import { forcedColors } from "../forcedColors";

const useStyles = makeStyles({
  chart: { display: "block", width: "100%", height: "auto" },
  axis: {
    stroke: tokens.colorNeutralStroke1,
    strokeWidth: "1px",
    [forcedColors]: { stroke: "CanvasText" },
  },
  tick: {
    stroke: tokens.colorNeutralStroke2,
    strokeWidth: "1px",
    [forcedColors]: { stroke: "GrayText" },
  },
  dot: {
    fill: tokens.colorBrandForeground1,
    stroke: tokens.colorNeutralBackground1,
    [forcedColors]: { fill: "CanvasText", stroke: "Canvas" },
  },
  today: {
    stroke: tokens.colorStatusDangerForeground1,
    strokeWidth: "1.5px",
    [forcedColors]: { stroke: "Highlight" },
  },
  year: {
    fill: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase100,
    [forcedColors]: { fill: "CanvasText" },
  },
});

const width = 264;
const height = 40;
const line = 14;
const side = 6;
/** So many years have room for their number. */
const mostYears = 8;

/** Days on a line of years, and the day that one looks from; what it shows is said by `label`. */
export function VisitLine({
  days,
  until,
  label,
}: {
  /** Oldest first, at least one. */
  days: readonly SerialDay[];
  until: SerialDay;
  label: string;
}) {
  const styles = useStyles();
  const firstYear = partsOf(days[0] as SerialDay).year;
  const lastYear = partsOf(until).year;
  const from = serialOf(firstYear, 1, 1);
  const span = serialOf(lastYear, 12, 31) - from;
  const x = (day: SerialDay): number => side + ((day - from) * (width - 2 * side)) / span;
  const step = Math.ceil((lastYear - firstYear + 1) / mostYears);
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at);
  return (
    <svg className={styles.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line className={styles.axis} x1={side} x2={width - side} y1={line} y2={line} />
      {years.map((year, at) => (
        <g key={year}>
          <line
            className={styles.tick}
            x1={x(serialOf(year, 1, 1))}
            x2={x(serialOf(year, 1, 1))}
            y1={line - 6}
            y2={line + 6}
          />
          {at % step === 0 && (
            <text className={styles.year} x={x(serialOf(year, 1, 1))} y={height - 6}>
              {year}
            </text>
          )}
        </g>
      ))}
      <line className={styles.today} x1={x(until)} x2={x(until)} y1={4} y2={line + 10} />
      {days.map((day, at) => (
        <circle key={`${day}-${at}`} className={styles.dot} cx={x(day)} cy={line} r={4} />
      ))}
    </svg>
  );
}
