import { allParameters, listParameters } from "./allParameters";
import { valuesOf, statusParameters } from "./parameters";

it("every parameter is listed once, by a key, at its default", () => {
  const listed = listParameters();
  const keys = listed.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toContain("status.retention.stable");
  expect(keys).toContain("reservoir.meanLife");
  expect(new Set(keys.map((key) => key.split(".")[0]))).toEqual(
    new Set(Object.keys(allParameters))
  );
  for (const { value, default: byDefault } of listed) {
    expect(value).toBe(byDefault);
  }
});

it("every parameter names a passage of a source, or that it is our own choice", () => {
  const sources = listParameters().map(({ source }) => source);
  expect(sources.filter((source) => !/^(S[0-4] .+|ours)$/.test(source))).toEqual([]);
});

it("values of a group are its defaults but for what is changed", () => {
  expect(valuesOf(statusParameters.loyalty, { wavering: 5 })).toEqual({
    loyal: 3,
    wavering: 5,
    shortLost: 12,
  });
});
