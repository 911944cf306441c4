import fc from "fast-check";

test("property tests run on the same examples every time, unless another seed is asked for", () => {
  const { seed } = fc.readConfigureGlobal();
  const wanted = process.env.PROPERTY_SEED;
  expect(seed).toBe(wanted === "random" ? undefined : Number(wanted ?? 20_260_630));
});
