import { amongFirst, areaUnderCurve, calibrationBins, forecastQuality } from "./forecastQuality";

test("four customers, worked out by hand", () => {
  const quality = forecastQuality([0.9, 0.6, 0.4, 0.1], [1, 0, 1, 0]);
  expect(quality.brier).toBeCloseTo((0.01 + 0.36 + 0.36 + 0.01) / 4, 12);
  expect(quality.logLoss).toBeCloseTo(-(2 * Math.log(0.9) + 2 * Math.log(0.4)) / 4, 12);
  expect(quality.auc).toBe(0.75);
  expect(quality.calibrationError).toBeCloseTo((0.1 + 0.6 + 0.6 + 0.1) / 4, 12);
  expect(quality.firstHundred).toBe(2);
});

test("equals share their places: no order of rows wins", () => {
  expect(areaUnderCurve([1, 1, 1, 1], [1, 0, 1, 0])).toBe(0.5);
  expect(amongFirst([1, 1, 1, 1], [1, 1, 0, 0], 2)).toBe(1);
  expect(amongFirst([2, 1, 1], [0, 1, 0], 2)).toBe(0.5);
});

test("an order in which all or none came has no area", () => {
  expect(areaUnderCurve([1, 2], [1, 1])).toBeNaN();
});

test("every customer stands in one bin of ten, those sure to come in the last", () => {
  const bins = calibrationBins([0, 0.05, 0.1, 0.999, 1], [0, 1, 0, 1, 1]);
  expect(bins.map(({ count }) => count)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
  expect(bins[9]).toEqual({ count: 2, foretold: 1.999, came: 2 });
});
