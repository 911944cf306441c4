import { measureAnchors, type Measured } from "../../../test/support/anchors";
import { inventWorld, worldKinds } from "../../../test/support/worlds";

const customers = 2_500;
const horizons = [90, 365] as const;
const measuredOf = Object.fromEntries(
  worldKinds.map((kind) => {
    const seeds = kind === "regular" || kind === "loose" ? [1, 2] : [1];
    return [kind, seeds.map((seed) => measureAnchors(inventWorld(kind, customers, seed)))];
  })
) as Record<(typeof worldKinds)[number], Readonly<Record<90 | 365, Measured>>[]>;

describe("against the truth of invented stores of 2,500 customers", () => {
  test.each([
    ["regular", 90],
    ["regular", 365],
    ["loose", 90],
    ["loose", 365],
  ] as const)("%s rhythms, %i days: nearly all is foreseen that can be", (kind, days) => {
    const mean = (figure: (of: Measured) => number): number =>
      measuredOf[kind].reduce((sum, of) => sum + figure(of[days]), 0) / measuredOf[kind].length;
    // Who knows the law of the world, but of a customer only his visits, closes so much and no more.
    const limit = mean(({ closed }) => closed.limit!);
    expect(mean(({ closed }) => closed.RETAIN)).toBeGreaterThan(limit - 0.05);
    // Of so few customers the truth itself shows an error of one to two hundredths.
    const error = mean(({ quality }) => quality.RETAIN.calibrationError);
    const ofTruth = mean(({ quality }) => quality.truth.calibrationError);
    expect(error).toBeLessThanOrEqual(Math.max(0.02, ofTruth + 0.005));
    for (const other of ["recency", "RFM", "BG/NBD"] as const) {
      const gain = mean(({ quality }) => quality[other].logLoss - quality.RETAIN.logLoss);
      expect(gain).toBeGreaterThan(0);
    }
    if (days === 90) {
      const first = mean(({ quality }) => quality.RETAIN.firstHundred);
      const classes = mean(({ quality }) => quality.S0.firstHundred);
      const truth = mean(({ quality }) => quality.truth.firstHundred);
      // Where rhythms are loose the truth itself does not put 1.7 times as many first.
      expect(first).toBeGreaterThan(kind === "regular" ? 1.7 * classes : 0.9 * truth);
    }
  });

  test.each(worldKinds.flatMap((kind) => horizons.map((days) => [kind, days] as const)))(
    "%s, %i days: nowhere worse than S0's classes",
    (kind, days) => {
      const { quality } = measuredOf[kind][0][days];
      expect(quality.RETAIN.logLoss).toBeLessThanOrEqual(1.01 * quality.S0.logLoss);
      if (kind !== "nobody") expect(quality.RETAIN.auc).toBeGreaterThan(quality.S0.auc);
    }
  );
});
