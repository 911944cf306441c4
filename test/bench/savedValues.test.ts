import { measureSavedValues } from "./savedValues";

test("values beside formulas and caches in charts make a saved file at most 1.3 times as large", async () => {
  const { filled, bare, formulas } = await measureSavedValues(300, 1);
  expect(formulas).toBeGreaterThan(1_000);
  expect(filled.bytes).toBeGreaterThan(bare.bytes);
  expect(filled.bytes / bare.bytes).toBeLessThanOrEqual(1.3);
}, 120_000);
