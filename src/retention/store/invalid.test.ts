import { makeCustomerTable } from "../../../test/support/tables";
import { NO_DAY, serialOfIso } from "../time";
import type { Finding } from "./findings";
import { INVALID, readInvalidReasons, type ConfirmedReason, type FirstSeenReason } from "./invalid";
import { defaultWords } from "./words";

const day = serialOfIso("2024-03-01");
const earlier = serialOfIso("2023-11-15");

const customers = makeCustomerTable([
  { vin: "A", invalidReason: "失联" },
  { vin: "B", invalidReason: "已转手", invalidDate: earlier },
  { vin: "C", invalidReason: "说不清" },
  { vin: "D", invalidReason: "有效" },
  { vin: "E" },
]);

function read(
  firstSeen?: ReadonlyMap<string, FirstSeenReason>,
  confirmed?: ReadonlyMap<string, readonly ConfirmedReason[]>
) {
  const findings: Finding[] = [];
  const { reason, from } = readInvalidReasons(
    customers,
    defaultWords,
    firstSeen,
    findings,
    confirmed
  );
  return { reasons: [...reason], from: [...from], findings };
}

describe("invalid reasons of the customer sheet", () => {
  it("hold from their date, and without one on every day", () => {
    const { unreachable, transferred, other, none } = INVALID;
    expect(read()).toMatchObject({
      reasons: [unreachable, transferred, other, none, none],
      from: [NO_DAY, earlier, NO_DAY, NO_DAY, NO_DAY],
    });
  });

  it("hold from the day the add-in first saw them, where they have no date of their own", () => {
    const firstSeen = new Map<string, FirstSeenReason>([
      ["A", { reason: "unreachable", day }],
      ["B", { reason: "transferred", day }],
      ["C", { reason: "scrapped", day }],
    ]);
    expect(read(firstSeen).from).toEqual([day, earlier, NO_DAY, NO_DAY, NO_DAY]);
  });

  it("that no word list knows are findings, each with its row and its text, and no others are", () => {
    expect(read().findings).toEqual([
      {
        code: "invalidReasonUnknown",
        table: "customers",
        sheetRow: 3,
        field: "invalidReason",
        read: "说不清",
      },
    ]);
  });

  it("give way to what the manager confirmed", () => {
    const confirmed = new Map<string, readonly ConfirmedReason[]>([
      ["B", [{ reason: "nonLocal", day }]],
      ["E", [{ reason: "scrapped", day }]],
    ]);
    const { reasons, from } = read(undefined, confirmed);
    expect([reasons[1], from[1]]).toEqual([INVALID.nonLocal, day]);
    expect([reasons[4], from[4]]).toEqual([INVALID.scrapped, day]);
    expect(reasons[0]).toBe(INVALID.unreachable);
  });

  it("confirmed for a key that two rows share name the first row only", () => {
    const twice = makeCustomerTable([{ vin: "A" }, { vin: "A" }, {}]);
    const confirmed = new Map<string, readonly ConfirmedReason[]>([
      ["A", [{ reason: "transferred", day }]],
      ["", [{ reason: "scrapped", day }]],
    ]);
    const { reason } = readInvalidReasons(twice, defaultWords, undefined, [], confirmed);
    expect([...reason]).toEqual([INVALID.transferred, INVALID.none, INVALID.none]);
  });
});
