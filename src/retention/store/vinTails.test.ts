import fc from "fast-check";
import { VinTails } from "./vinTails";

const vin = fc.string({
  unit: fc.constantFrom(..."0123456789ABCDEFGHJKLMNPRSTUVWXYZ"),
  minLength: 17,
  maxLength: 17,
});
const vins = fc.uniqueArray(vin, { minLength: 1, maxLength: 8 });
const own = (count: number) => Int32Array.from({ length: count }, (_, row) => row);
const tailsOf = (archive: readonly string[]) => new VinTails(archive, own(archive.length));

describe("the end of a VIN", () => {
  it("finds the car whose VIN alone ends so, and none where several do or none does", () => {
    fc.assert(
      fc.property(vins, fc.nat(), fc.integer({ min: 6, max: 16 }), (archive, pick, length) => {
        const tail = archive[pick % archive.length].slice(-length);
        const ending = archive.filter((whole) => whole.endsWith(tail));
        const expected = ending.length === 1 ? archive.indexOf(ending[0]) : -1;
        expect(tailsOf(archive).find(tail)).toBe(expected);
      })
    );
  });

  it("finds a car of which the archive has no more than that end", () => {
    fc.assert(
      fc.property(vin, fc.integer({ min: 6, max: 16 }), (whole, length) => {
        expect(tailsOf([whole.slice(-length)]).find(whole)).toBe(0);
      })
    );
  });

  it("never makes two whole VINs one car", () => {
    fc.assert(
      fc.property(vins, vin, (archive, other) => {
        expect(tailsOf(archive.filter((whole) => whole !== other)).find(other)).toBe(-1);
      })
    );
  });

  it("counts with what is seen before it where the middle is hidden", () => {
    const archive = ["LSVAA49J132047371", "LSGAA49J132047371"];
    const tails = tailsOf(archive);
    expect(tails.find("LSV*047371")).toBe(0);
    expect(tails.find("LSG*32047371")).toBe(1);
    expect(tails.find("*047371")).toBe(-1);
    expect(tails.find("LHG*047371")).toBe(-1);
    expect(tailsOf(["LSV*047371"]).find("LSVAA49J132047371")).toBe(0);
    expect(tailsOf(["LSV*047371"]).find("LSGAA49J132047371")).toBe(-1);
  });

  it("says nothing below six characters", () => {
    expect(tailsOf(["LSVAA49J132047371"]).find("47371")).toBe(-1);
    expect(tailsOf(["LSVAA49J132047371"]).find("047371")).toBe(0);
  });
});
