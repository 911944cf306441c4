import fc from "fast-check";
import {
  anyStore,
  assembleStore,
  cutStore,
  storeDay,
  type Store,
} from "../../../test/support/stores";
import { edate, NO_DAY, serialOfIso } from "../time";
import { groupMask, ruleSets, statusesAsOf, visitsWithinAll } from "../status";
import { itemsOf } from "../store";
import { kmPerDayOfAll } from "../service";
import { LOSS, lossAnalysis, lossTypeOf, NO_LOSS_TYPE } from "./loss";

const day = serialOfIso;

function analyse(store: Store, asOf: number, told?: Parameters<typeof lossAnalysis>[2]["told"]) {
  const dealership = assembleStore(store);
  const odometers = kmPerDayOfAll(dealership, asOf);
  const analysis = lossAnalysis(dealership, asOf, {
    items: itemsOf(dealership),
    odometers,
    ...(told && { told }),
  });
  return { dealership, analysis };
}

describe("流失分析", () => {
  it("完全流失 and 从未进厂的流失 together are 流失, 部分流失 lies within 基盘", () => {
    fc.assert(
      fc.property(anyStore, storeDay, (store, asOf) => {
        const { dealership, analysis } = analyse(store, asOf);
        const { status } = statusesAsOf(dealership, asOf);
        const isBase = groupMask(ruleSets.retention, "base");
        const isLost = groupMask(ruleSets.retention, "lost");
        const visits = visitsWithinAll(dealership, 12, asOf);
        let lost = 0;
        analysis.types.forEach((type, customer) => {
          lost += isLost[status[customer]];
          const valid = isBase[status[customer]] || isLost[status[customer]];
          expect(type === NO_LOSS_TYPE).toBe(!valid);
          if (type === LOSS.full) {
            expect(isLost[status[customer]]).toBe(1);
          }
          if (type === LOSS.partial) {
            expect(isBase[status[customer]]).toBe(1);
            expect(visits[customer]).toBeGreaterThan(0);
            expect(analysis.lastMaintenance[customer]).not.toBe(NO_DAY);
            expect(edate(analysis.lastMaintenance[customer], 12)).toBeLessThan(asOf);
          }
        });
        const full = analysis.rates[0].full;
        expect(full + analysis.neverServicedLost).toBe(lost);
      }),
      { numRuns: 1000 }
    );
  });

  it("gives each customer with a visit to one group of every dimension", () => {
    fc.assert(
      fc.property(anyStore, storeDay, (store, asOf) => {
        const { analysis } = analyse(store, asOf);
        const [all] = analysis.rates;
        for (const dimension of ["mileage", "age", "warranty"] as const) {
          const groups = analysis.rates.filter((rate) => rate.dimension === dimension);
          const sum = (of: (rate: (typeof groups)[number]) => number): number =>
            groups.reduce((total, rate) => total + of(rate), 0);
          expect(sum((rate) => rate.customers)).toBe(all.customers);
          expect(sum((rate) => rate.full)).toBe(all.full);
          expect(sum((rate) => rate.partial)).toBe(all.partial);
        }
        for (const { customers, full, fullRate, partial, partialRate } of analysis.rates) {
          expect(fullRate).toBe(customers === 0 ? NaN : full / customers);
          expect(partialRate).toBe(customers === 0 ? NaN : partial / customers);
        }
      })
    );
  });

  it("is what it would have been on the day", () => {
    fc.assert(
      fc.property(anyStore, storeDay, (store, asOf) => {
        const figures = ({ analysis }: ReturnType<typeof analyse>) => ({
          rates: analysis.rates.filter(({ dimension }) => dimension !== "warranty"),
          never: [analysis.neverServiced, analysis.neverServicedLost],
          maintenance: analysis.items[0],
        });
        const whole = analyse(store, asOf);
        const cut = analyse(cutStore(store, asOf), asOf);
        // A workbook in which no order says yet what was done shows "—" instead of 0.
        fc.pre(itemsOf(whole.dealership).known === itemsOf(cut.dealership).known);
        expect(figures(cut)).toEqual(figures(whole));
      })
    );
  });

  it("tells the type by last visit and last maintenance, boundary day inside", () => {
    const asOf = day("2024-06-30");
    expect(lossTypeOf(NO_DAY, NO_DAY, asOf)).toBe("neverServiced");
    expect(lossTypeOf(day("2023-06-30"), NO_DAY, asOf)).toBe("none");
    expect(lossTypeOf(day("2023-06-29"), NO_DAY, asOf)).toBe("full");
    expect(lossTypeOf(day("2024-01-01"), day("2023-06-30"), asOf)).toBe("none");
    expect(lossTypeOf(day("2024-01-01"), day("2023-06-29"), asOf)).toBe("partial");
    expect(lossTypeOf(day("2023-06-29"), day("2023-06-29"), asOf)).toBe("full");
    expect(lossTypeOf(day("2024-01-01"), day("2023-06-29"), asOf, 18)).toBe("none");
    // What comes after the day is not seen.
    expect(lossTypeOf(asOf + 1, NO_DAY, asOf)).toBe("neverServiced");
    expect(lossTypeOf(asOf, asOf + 1, asOf)).toBe("none");
  });

  it("knows 小修流失 and 钣喷流失 only from what customers said, and of visitors only", () => {
    const store: Store = {
      customers: [
        { vin: "A", deliveryDate: "2020-01-01" },
        { vin: "B", deliveryDate: "2020-01-01" },
        { vin: "C", deliveryDate: "2020-01-01" },
      ],
      orders: [
        { vin: "A", arrival: "2022-01-01", orderType: "保养" },
        { vin: "A", arrival: "2024-01-01", orderType: "小修" },
        { vin: "B", arrival: "2024-05-01", orderType: "保养" },
      ],
    };
    const asOf = day("2024-06-30");
    const asked = analyse(store, asOf, { bodyPaint: new Set([0, 2]) }).analysis;
    expect(asked.items).toEqual([
      { item: "maintenance", customers: 2, lost: 1, rate: 0.5 },
      { item: "minorRepair", customers: 2, lost: NaN, rate: NaN },
      { item: "bodyPaint", customers: 2, lost: 1, rate: 0.5 },
    ]);
    expect(asked.neverServiced).toBe(1);
  });

  it("says nothing of 部分流失 where no column tells what was done", () => {
    const { analysis } = analyse(
      { customers: [{ vin: "A" }], orders: [{ vin: "A", arrival: "2024-01-01" }] },
      day("2024-06-30")
    );
    expect(analysis.rates[0]).toMatchObject({ customers: 1, full: 0, partial: NaN });
  });
});
