import { newcombe, wilson, type DifferenceInterval, type ShareInterval } from "./intervals";

/** What calling brings: those who were due to be called against the control group. */

/** Counts of one side. */
export interface EffectSide {
  readonly customers: number;
  /** Of these, who came within the window. */
  readonly came: number;
  /** 产值 of their visits within the window; `NaN` where no order tells. */
  readonly revenue: number;
}

/** What can be said: 看得出 more come · fewer come · 还看不出差别 · too few to ask. */
export type EffectVerdict = "more" | "fewer" | "notYet" | "none";

export interface CallEffect {
  readonly called: EffectSide & { readonly rate: ShareInterval };
  readonly control: EffectSide & { readonly rate: ShareInterval };
  /** Share called − share control; `NaN` unless both sides have customers. */
  readonly difference: DifferenceInterval;
  readonly verdict: EffectVerdict;
  /** Visits that calling brought among the called; `NaN` without a control group. */
  readonly extraVisits: number;
  /** 产值 per called customer above that of the control group, times the called. */
  readonly extraRevenue: number;
  /** About so many more customers, in the same proportion, would show a difference as large as this one; `NaN` if none can be told. */
  readonly customersMissing: number;
}

const Z2 = 1.959963984540054 ** 2;

/** The interval of a rate that nobody stands behind. */
const rateOf = ({ came, customers }: EffectSide): ShareInterval => wilson(came, customers);

/**
 * The effect by intention to treat: who was due to be called counts as called, whether he was reached or
 * not (Newell 1992, International Journal of Epidemiology 21). Interval: Newcombe 1998, method 10.
 */
export function callEffect(called: EffectSide, control: EffectSide): CallEffect {
  const sides = {
    called: { ...called, rate: rateOf(called) },
    control: { ...control, rate: rateOf(control) },
  };
  if (called.customers === 0 || control.customers === 0) {
    const unknown = { difference: NaN, low: NaN, high: NaN };
    return {
      ...sides,
      difference: unknown,
      verdict: "none",
      extraVisits: NaN,
      extraRevenue: NaN,
      customersMissing: NaN,
    };
  }
  const difference = newcombe([called.came, called.customers], [control.came, control.customers]);
  const told = exceedsChance(called, control);
  const verdict =
    told && difference.low > 0 ? "more" : told && difference.high < 0 ? "fewer" : "notYet";
  return {
    ...sides,
    difference,
    verdict,
    extraVisits: difference.difference * called.customers,
    extraRevenue: called.revenue - (control.revenue / control.customers) * called.customers,
    customersMissing: verdict === "notYet" ? missing(sides.called, sides.control) : 0,
  };
}

/**
 * Whether a difference is told at all: by the χ² with Yates' correction (1934, JRSS supplement 1), which
 * errs on the side of silence. Of stores in which calling does nothing at most one in twenty is told that
 * it does.
 */
function exceedsChance(called: EffectSide, control: EffectSide): boolean {
  const { customers: n1 } = called;
  const { customers: n0 } = control;
  const share = (called.came + control.came) / (n1 + n0);
  const by = 1 / n1 + 1 / n0;
  const apart = Math.abs(called.came / n1 - control.came / n0) - by / 2;
  return apart > 0 && apart * apart > Z2 * share * (1 - share) * by;
}

/** By how many customers the two sides would have to grow until a difference as large as seen shows. */
function missing(called: CallEffect["called"], control: CallEffect["control"]): number {
  const difference = called.rate.share - control.rate.share;
  if (difference === 0) return NaN;
  const all = called.customers + control.customers;
  const spread = ({ rate, customers }: typeof called): number =>
    (rate.share * (1 - rate.share) * all) / customers;
  const needed = (Z2 * (spread(called) + spread(control))) / (difference * difference);
  return Math.max(1, Math.ceil(needed - all));
}
