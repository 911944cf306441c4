import { onRow } from "./userPlacement";

test("a formula that moves to another row takes references to its own row along, and nothing else", () => {
  const moved = (formula: string): unknown => onRow(formula, 4, 9);
  expect(moved("=B5*$C5+D$5")).toBe("=B10*$C10+D$5");
  expect(moved("=SUM(B5:D5)+B6")).toBe("=SUM(B10:D10)+B6");
  expect(moved('=IF(B5="见 B5","B5",客户!B5)')).toBe('=IF(B10="见 B5","B5",客户!B5)');
  expect(moved("='顾问 2'!B5+LOG10(B5)+AB55")).toBe("='顾问 2'!B5+LOG10(B10)+AB55");
  expect(moved("=[@产值]*2")).toBe("=[@产值]*2");
  expect(moved("B5")).toBe("B5");
  expect(onRow(5, 4, 9)).toBe(5);
});
