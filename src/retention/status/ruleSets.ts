import { statusParameters, valuesOf, type ParameterValues } from "../parameters";

/** Every status that a customer can have on a day; the index is what status columns store. */
export const statusCodes = [
  "stable",
  "warning",
  "nearLost",
  "lost3",
  "lost6",
  "lost12",
  "lost24",
  "lostOver24",
  "loyal",
  "wavering",
  "shortLost",
  "longLost",
  "active",
  "inactive",
  "invalid",
  "unknown",
] as const;
export type StatusCode = (typeof statusCodes)[number];

/** In a status column: 重复, or not yet in the archive on that day. In no count. */
export const NOT_COUNTED = 255;

const codeByStatus = Object.fromEntries(
  statusCodes.map((status, code) => [status, code])
) as Record<StatusCode, number>;

/** The number under which a status column stores a status. */
export function codeOfStatus(status: StatusCode): number {
  return codeByStatus[status];
}

export const ruleSetNames = ["retention", "loyalty", "sixMonth"] as const;
export type RuleSetName = (typeof ruleSetNames)[number];

/** One class by time since the anchor day. */
export interface StatusClass {
  readonly status: StatusCode;
  /** Completed months since the anchor day, boundary day included; `Infinity` for the last class. */
  readonly upToMonths: number;
  /** 基盘 or 流失. */
  readonly group: "base" | "lost";
}

/** How time since the anchor day becomes a status; classes from the youngest to the oldest. */
export interface RuleSet {
  readonly name: RuleSetName;
  readonly classes: readonly StatusClass[];
  /** The class before 流失; `sixMonth` has none. */
  readonly nearLost: StatusCode | undefined;
  /** Beyond this many months a customer is lost. */
  readonly lostAfterMonths: number;
}

/** The lines of a rule set, by name, in months; as in {@link statusParameters}. */
export type Lines<Name extends RuleSetName> = ParameterValues<(typeof statusParameters)[Name]>;

function ruleSet(
  name: RuleSetName,
  classes: readonly StatusClass[],
  nearLost: StatusCode | undefined
): RuleSet {
  classes.forEach(({ upToMonths }, i) => {
    const lowest = i === 0 ? 0 : classes[i - 1].upToMonths;
    const whole = Number.isInteger(upToMonths) || i === classes.length - 1;
    if (!whole || upToMonths <= lowest) {
      throw new RangeError(
        `Rule set ${name}: lines must be whole months, each above the one before`
      );
    }
  });
  const base = classes.filter(({ group }) => group === "base");
  return { name, classes, nearLost, lostAfterMonths: base[base.length - 1].upToMonths };
}

const base = (status: StatusCode, upToMonths: number): StatusClass => ({
  status,
  upToMonths,
  group: "base",
});
const lost = (status: StatusCode, upToMonths: number): StatusClass => ({
  status,
  upToMonths,
  group: "lost",
});

/**
 * S0's 状态KPI: 稳定 ≤ 6, 流失预警 ≤ 9, 准流失 ≤ 12 months, then five bands by months beyond that line.
 *
 * @throws RangeError if the lines do not rise.
 */
export function retentionRules(lines: Partial<Lines<"retention">> = {}): RuleSet {
  const months = valuesOf(statusParameters.retention, lines);
  const line = months.nearLost;
  return ruleSet(
    "retention",
    [
      base("stable", months.stable),
      base("warning", months.warning),
      base("nearLost", line),
      lost("lost3", line + months.lost3),
      lost("lost6", line + months.lost6),
      lost("lost12", line + months.lost12),
      lost("lost24", line + months.lost24),
      lost("lostOver24", Infinity),
    ],
    "nearLost"
  );
}

/**
 * S2's 时间划分: 忠诚 ≤ 3, 摇摆 ≤ 6, 短期流失 ≤ 12, 长期流失 > 12 months.
 *
 * @throws RangeError if the lines do not rise.
 */
export function loyaltyRules(lines: Partial<Lines<"loyalty">> = {}): RuleSet {
  const months = valuesOf(statusParameters.loyalty, lines);
  return ruleSet(
    "loyalty",
    [
      base("loyal", months.loyal),
      base("wavering", months.wavering),
      lost("shortLost", months.shortLost),
      lost("longLost", Infinity),
    ],
    "wavering"
  );
}

/**
 * S1's line: 活跃 ≤ 6 months, 流失倾向 beyond.
 *
 * @throws RangeError if the line is not a positive whole number.
 */
export function sixMonthRules(lines: Partial<Lines<"sixMonth">> = {}): RuleSet {
  const months = valuesOf(statusParameters.sixMonth, lines);
  return ruleSet(
    "sixMonth",
    [base("active", months.active), lost("inactive", Infinity)],
    undefined
  );
}

/**
 * A rule set by its name, with some of its lines replaced. With the published lines it is the published
 * set itself: what was computed by that is known then.
 *
 * @throws RangeError if the lines do not rise.
 */
export function rulesOf(name: RuleSetName, lines: Readonly<Record<string, number>> = {}): RuleSet {
  const makers = { retention: retentionRules, loyalty: loyaltyRules, sixMonth: sixMonthRules };
  const rules = makers[name](lines);
  const published = ruleSets[name];
  const isPublished = rules.classes.every(
    ({ upToMonths }, at) => upToMonths === published.classes[at]?.upToMonths
  );
  return isPublished ? published : rules;
}

/** The three rule sets with their published lines. Strata, bands and 表23 always use `retention`. */
export const ruleSets: Readonly<Record<RuleSetName, RuleSet>> = {
  retention: retentionRules(),
  loyalty: loyaltyRules(),
  sixMonth: sixMonthRules(),
};
