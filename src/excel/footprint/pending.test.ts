import { nothingPending } from ".";
import { pendingFromXml, pendingNamespace, pendingToXml } from "./pending";
import { Refusal } from "../session";

const part = (content: unknown, place = 'copy="1" part="0" of="1"'): string =>
  `<pending xmlns="${pendingNamespace}" ${place}>${encodeURIComponent(JSON.stringify(content))}</pending>`;

const whole = { ...nothingPending, cells: { RETAIN_input_status_note: "记得" } };

test("a copy comes back from its parts in whatever order they are found", () => {
  const parts = pendingToXml(whole, 3, 10).reverse();
  expect(parts.length).toBeGreaterThan(3);
  expect(pendingFromXml(parts)).toEqual({ inputs: whole, copy: 3 });
});

test("a copy that was never finished says nothing", () => {
  expect(pendingFromXml([part(whole, 'copy="4" part="0" of="2"')])).toEqual({
    inputs: nothingPending,
    copy: 4,
  });
});

test("of a copy that cannot be understood an earlier one stands in", () => {
  const parts = [...pendingToXml(whole, 1), part({ tables: 5 }, 'copy="2" part="0" of="1"')];
  expect(pendingFromXml(parts)).toEqual({ inputs: whole, copy: 1 });
});

describe("a copy that nobody of ours can have written is refused, at once", () => {
  const forged: readonly unknown[] = [
    5,
    [],
    { tables: 5 },
    { tables: { records: "x" } },
    { tables: { records: [5] } },
    { appends: { records: [{ note: {} }] } },
    { cells: [] },
    { cells: { a: null } },
    { own: { status: 5 } },
    { deal: { number: "1", asked: "" } },
  ];
  test.each(forged)("%j", (content) => {
    expect(() => pendingFromXml([part(content)])).toThrow(Refusal);
  });

  test("with more pieces than there can be", () => {
    expect(() => pendingFromXml([part(whole, 'copy="1" part="0" of="999999999"')])).toThrow(
      Refusal
    );
  });
});
