import fc from "fast-check";
import { advisorNamed, anyOwnedStore, calendar, roster } from "../../../test/support/ownedStores";
import { accountPeriodOn } from "../allocation";
import { assembleDealership } from "../store";
import {
  buildOwnership,
  CUSTOMER_CARE,
  FIRST_ADVISOR,
  UNASSIGNED,
  type LedgerEntry,
} from "../ownership";
import {
  codeOfFlow,
  flowsOfEvents,
  groupMask,
  NOT_COUNTED,
  ruleSets,
  statusCounts,
  statusesAsOf,
  statusEvents,
  type FlowName,
} from "../status";
import { dayAfter, serialOfIso } from "../time";
import { incentiveProblems, incentivesOf } from "./incentives";
import { newLostAllowance, targetsOf, type TargetBlock } from "./targets";
import { ownedFlowNames } from "./ownedFlows";
import { makeCustomerTable, makeOrderTable, type OrderRow } from "../../../test/support/tables";

const terms = { roster, calendar };
const blocksOf = (targets: ReturnType<typeof targetsOf>): TargetBlock[] =>
  targets.cumulative === null ? [targets.month] : [targets.month, targets.cumulative];

describe("表20 over random stores", () => {
  it("closes every owner's base and lost by its identity, in both blocks", () => {
    fc.assert(
      fc.property(anyOwnedStore, ({ dealership, ownership, ledger, asOf }) => {
        for (const block of blocksOf(targetsOf(dealership, ownership, ledger, asOf, terms))) {
          for (const row of [...block.rows, block.store]) {
            expect([row.baseDifference, row.lostDifference]).toEqual([0, 0]);
          }
        }
      }),
      { numRuns: 400 }
    );
  });

  it("adds advisors, 未分配 and 客服专员 up to the store's counts and flows", () => {
    fc.assert(
      fc.property(anyOwnedStore, ({ dealership, ownership, ledger, asOf }) => {
        const targets = targetsOf(dealership, ownership, ledger, asOf, terms);
        const closing = statusCounts(statusesAsOf(dealership, asOf));
        for (const { opening, store } of blocksOf(targets)) {
          expect([store.closingBase, store.closingLost, store.closingStable]).toEqual([
            closing.base,
            closing.lost,
            closing.byStatus.stable,
          ]);
          const open = statusCounts(statusesAsOf(dealership, opening));
          expect([store.openingBase, store.openingLost]).toEqual([open.base, open.lost]);
          expect(store.flows.baseTransferredIn).toBe(store.flows.baseTransferredOut);
          expect(store.flows.lostTransferredIn).toBe(store.flows.lostTransferredOut);
          if (opening < asOf) {
            const events = statusEvents(dealership, dayAfter(opening), asOf);
            const flows = flowsOfEvents(dealership, events);
            const isValid = groupMask(ruleSets.retention, "valid");
            const count = (flow: FlowName): number =>
              flows.reduce((sum, code, event) => {
                const valid = isValid[events.to[event]] || isValid[events.from[event]];
                return sum + (code === codeOfFlow(flow) && valid ? 1 : 0);
              }, 0);
            expect(store.flows.newLost).toBe(count("newLost"));
            expect(store.flows.initialReturned + store.flows.otherReturned).toBe(
              count("lostReturned")
            );
            expect(store.flows.baseInvalidated + store.flows.lostInvalidated).toBe(
              flows.reduce(
                (sum, code, event) =>
                  sum + (code === codeOfFlow("invalidated") && isValid[events.from[event]] ? 1 : 0),
                0
              )
            );
            expect(store.flows.soldNew + store.flows.servicedNew + store.flows.enteredLost).toBe(
              count("enteredSold") + count("enteredService")
            );
          }
        }
      }),
      { numRuns: 300 }
    );
  });

  it("never lets ⑥ exceed ②, nor ⑤'s initial part ⑤ or ①'s", () => {
    fc.assert(
      fc.property(anyOwnedStore, ({ dealership, ownership, ledger, asOf }) => {
        const { month, cumulative } = targetsOf(dealership, ownership, ledger, asOf, terms);
        cumulative?.rows.forEach((row, owner) => {
          expect(row.flows.initialReturned).toBeLessThanOrEqual(row.initialLost);
          expect(row.newLostInitial).toBeLessThanOrEqual(row.flows.newLost);
          expect(month.rows[owner].flows.initialReturned).toBeLessThanOrEqual(
            row.flows.initialReturned
          );
        });
      })
    );
  });

  it("opens 累计 with ① and ② where every customer was dealt", () => {
    fc.assert(
      fc.property(anyOwnedStore, (store) => {
        const { dealership, asOf } = store;
        const ledger = store.ledger.filter(({ source }) => source === "initial");
        const ownership = buildOwnership(dealership, ledger, roster);
        const { cumulative } = targetsOf(dealership, ownership, ledger, asOf, terms);
        cumulative?.rows.forEach((row) => {
          expect([row.openingBase, row.openingLost]).toEqual([row.initialBase, row.initialLost]);
          expect(row.openingInitialBase).toBe(row.initialBase);
        });
      })
    );
  });

  it("gives every valid customer exactly one owner on every day", () => {
    fc.assert(
      fc.property(anyOwnedStore, ({ dealership, ownership, asOf }) => {
        const { status } = statusesAsOf(dealership, asOf);
        status.forEach((code, customer) => {
          if (code !== NOT_COUNTED) {
            const owner = ownership.ownerOn(customer, asOf);
            expect(ownership.owners[owner]).toBeDefined();
            expect(ownership.isPresumed(customer, asOf)).toBe(
              ownership.sourceOf(customer, asOf) === null
            );
          }
        });
      })
    );
  });

  it("has a car in 绩效 for each ⑤, ⑥ and ⑦ of the month, and sums over the cars", () => {
    fc.assert(
      fc.property(anyOwnedStore, ({ dealership, ownership, ledger, asOf }) => {
        const { month } = targetsOf(dealership, ownership, ledger, asOf, terms);
        const parameters = {
          deductionWithin: 10,
          deductionAbove: 50,
          deductionBeyond: 90,
          rewardLost3: 20,
          rewardLostOver24: 200,
        };
        const result = incentivesOf(dealership, ownership, ledger, asOf, { roster, parameters });
        expect(result.opening).toBe(month.opening);
        result.rows.forEach((row, owner) => {
          const { flows, newLost } = month.rows[owner];
          const losses = result.losses.filter((car) => car.owner === owner);
          const returns = result.returns.filter((car) => car.owner === owner);
          expect(losses).toHaveLength(flows.newLost);
          expect(returns.filter((car) => car.initial)).toHaveLength(flows.initialReturned);
          expect(returns.filter((car) => !car.initial)).toHaveLength(flows.otherReturned);
          expect(row.deduction).toBe(losses.reduce((sum, car) => sum + car.deduction, 0));
          expect(row.reward).toBe(returns.reduce((sum, car) => sum + car.reward, 0));
          expect(row.allowance === null).toBe(newLost === null);
          const within = losses.filter((car) => car.tier === "within").length;
          expect(within).toBeLessThanOrEqual(row.allowance ?? Infinity);
        });
      })
    );
  });
});

describe("⑤'s allowance", () => {
  it.each([
    [0, 1],
    [40, 1],
    [149, 1],
    [150, 2],
    [250, 3],
    [249, 2],
    [1150, 12],
    [1149, 11],
  ])("of a base of %i is %i: 1% rounded half up, at least one", (base, allowance) => {
    expect(newLostAllowance(base)).toBe(allowance);
  });
});

/** A store whose customers came once each, on the given days; keys V00, V01, … */
function storeOfVisits(visits: readonly (readonly string[])[], invalid: readonly string[] = []) {
  const vinOf = (i: number): string => `V${String(i).padStart(2, "0")}`;
  const orders: OrderRow[] = visits.flatMap((days, i) =>
    days.map((arrival) => ({ vin: vinOf(i), arrival }))
  );
  const customers = visits.map((_, i) => ({
    vin: vinOf(i),
    customerNumber: `C${i}`,
    soldHere: "否",
    ...(invalid[i] ? { invalidReason: "失联", invalidDate: invalid[i] } : {}),
  }));
  return assembleDealership(makeCustomerTable(customers), makeOrderTable(orders)).dealership;
}

const row = (
  key: string,
  owner: string,
  fromDay: string,
  source: LedgerEntry["source"] = "initial"
): LedgerEntry => ({
  key,
  owner,
  fromDay: serialOfIso(fromDay),
  source,
  allocation: source === "initial" ? 1 : 0,
});

describe("events and owners", () => {
  it("book a loss on the day of a transfer to the owner of the day before", () => {
    // Last visit 2023-03-10: lost on 2024-03-11, the day on which the card goes over.
    const dealership = storeOfVisits([["2023-03-10"]]);
    const ledger = [row("V00", "王磊", "2024-01-01"), row("V00", "李娜", "2024-03-11", "transfer")];
    const ownership = buildOwnership(dealership, ledger, roster);
    const asOf = serialOfIso("2024-03-31");
    const { month } = targetsOf(dealership, ownership, ledger, asOf, terms);
    const [wang, li] = [FIRST_ADVISOR, FIRST_ADVISOR + 1];
    expect(month.rows[wang].flows).toMatchObject({ newLost: 1, lostTransferredOut: 1 });
    expect(month.rows[li].flows).toMatchObject({ newLost: 0, lostTransferredIn: 1 });
    expect(month.rows[li].closingLost).toBe(1);
  });

  it("count a second return and a return under another owner as ⑦", () => {
    const dealership = storeOfVisits([
      ["2021-01-01", "2024-02-01", "2025-03-01"],
      ["2021-01-01", "2024-02-01"],
    ]);
    const ledger = [
      row("V00", "王磊", "2024-01-01"),
      row("V01", "王磊", "2024-01-01"),
      row("V01", "李娜", "2024-01-15", "transfer"),
    ];
    const ownership = buildOwnership(dealership, ledger, roster);
    const asOf = serialOfIso("2025-03-31");
    const { cumulative } = targetsOf(dealership, ownership, ledger, asOf, terms);
    expect(cumulative?.rows[FIRST_ADVISOR]).toMatchObject({
      initialLost: 2,
      flows: { initialReturned: 1, otherReturned: 1 },
    });
    expect(cumulative?.rows[FIRST_ADVISOR + 1]).toMatchObject({
      initialLost: 0,
      flows: { initialReturned: 0, otherReturned: 1 },
    });
  });

  it("start the month's figures on the day of the deal where the 期 starts within the month", () => {
    const dealership = storeOfVisits([["2023-12-20"], ["2023-12-20"]]);
    const ledger = [row("V00", "王磊", "2024-03-10"), row("V01", "李娜", "2024-03-10")];
    const ownership = buildOwnership(dealership, ledger, roster);
    const { month, cumulative } = targetsOf(
      dealership,
      ownership,
      ledger,
      serialOfIso("2024-03-20"),
      terms
    );
    expect(month.opening).toBe(serialOfIso("2024-03-10"));
    expect(month).toEqual(cumulative && { ...cumulative, rows: month.rows });
    expect(month.rows[FIRST_ADVISOR].openingBase).toBe(1);
    expect(month.rows[UNASSIGNED].flows.baseTransferredOut).toBe(0);
  });
});

describe("lamps", () => {
  const hundred = Array.from({ length: 200 }, () => ["2023-12-20"]);

  it("turn amber for ⑤ beyond what is due by working day and red beyond the allowance", () => {
    // 203 cars in base on 2024-02-29: two may be lost in March.
    const visits = [...hundred, ["2023-03-02"], ["2023-03-03"], ["2023-03-20"]];
    const dealership = storeOfVisits(visits);
    const ledger = visits.map((_, i) =>
      row(`V${String(i).padStart(2, "0")}`, "王磊", "2024-02-01")
    );
    const ownership = buildOwnership(dealership, ledger, roster);
    const on = (day: string) => {
      const asOf = serialOfIso(day);
      return targetsOf(dealership, ownership, ledger, asOf, terms).month.rows[FIRST_ADVISOR]
        .newLost;
    };
    expect(on("2024-03-02")).toMatchObject({ target: 2, actual: 0, lamp: "green" });
    // 26 working days in March 2024 (Sundays off); the 4th is the third of them.
    expect(on("2024-03-04")).toEqual({ target: 2, due: (2 * 3) / 26, actual: 2, lamp: "amber" });
    expect(on("2024-03-21")).toMatchObject({ target: 2, actual: 3, lamp: "red" });
  });

  it("ask 20% of ② back within a year, pro rata", () => {
    // Ten lost customers; two are to return. One is back on 2024-07-15.
    const visits = Array.from({ length: 10 }, (_, i) =>
      i === 0 ? ["2021-01-01", "2024-07-15"] : ["2021-01-01"]
    );
    const dealership = storeOfVisits(visits);
    const ledger = visits.map((_, i) => row(`V0${i}`, "王磊", "2024-01-01"));
    const ownership = buildOwnership(dealership, ledger, roster);
    const on = (day: string) =>
      targetsOf(dealership, ownership, ledger, serialOfIso(day), terms).cumulative?.rows[
        FIRST_ADVISOR
      ].initialReturned;
    expect(on("2024-01-01")).toEqual({ target: 2, due: 0, actual: 0, lamp: "green" });
    expect(on("2024-07-10")).toMatchObject({ actual: 0, lamp: "red" });
    expect(on("2024-07-15")).toMatchObject({ actual: 1, lamp: "amber" });
    const later = on("2025-06-01");
    expect(later).toMatchObject({ target: 2, due: 2, actual: 1, lamp: "red" });
  });

  it("are nobody's who is no advisor of the roster", () => {
    const dealership = storeOfVisits([["2023-12-20"]]);
    const ledger = [row("V00", "周敏", "2024-01-01")];
    const ownership = buildOwnership(dealership, ledger, roster);
    const { month } = targetsOf(dealership, ownership, ledger, serialOfIso("2024-02-10"), terms);
    expect(month.rows[CUSTOMER_CARE]).toMatchObject({ openingBase: 1, newLost: null });
    expect(month.rows[UNASSIGNED].newLost).toBeNull();
  });
});

describe("绩效", () => {
  const parameters = {
    deductionWithin: 0,
    deductionAbove: 50,
    deductionBeyond: 100,
    firstTierCars: 1,
  };

  it("deducts by tier above the allowance and spares cards received less than 30 days before", () => {
    // Four cars are lost on 2024-03-11 … 14; the first was received 29 days before, the second 30.
    const visits = [["2023-03-10"], ["2023-03-11"], ["2023-03-12"], ["2023-03-13"], ["2023-12-01"]];
    const dealership = storeOfVisits(visits);
    const ledger = [
      ...visits.map((_, i) => row(`V0${i}`, i < 2 ? "李娜" : "王磊", "2024-01-01")),
      row("V00", "王磊", "2024-02-11", "transfer"),
      row("V01", "王磊", "2024-02-11", "transfer"),
    ];
    const ownership = buildOwnership(dealership, ledger, roster);
    const asOf = serialOfIso("2024-03-31");
    const { losses, rows } = incentivesOf(dealership, ownership, ledger, asOf, {
      roster,
      parameters,
    });
    expect(losses.map(({ customer, tier, deduction }) => [customer, tier, deduction])).toEqual([
      [0, "received", 0],
      [1, "within", 0],
      [2, "above", 50],
      [3, "beyond", 100],
    ]);
    expect(rows[FIRST_ADVISOR]).toMatchObject({ allowance: 1, newLost: 4, deduction: 150 });
  });

  it("does not take a new 期 for the same owner as newly received", () => {
    const dealership = storeOfVisits([["2023-03-10"]]);
    const ledger = [row("V00", "王磊", "2023-06-01", "manual"), row("V00", "王磊", "2024-03-01")];
    const ownership = buildOwnership(dealership, ledger, roster);
    const { losses } = incentivesOf(dealership, ownership, ledger, serialOfIso("2024-03-31"), {
      roster,
    });
    expect(losses).toMatchObject([{ tier: "within", heldSince: serialOfIso("2023-06-01") }]);
  });

  it("rewards a return by the band it came from", () => {
    const dealership = storeOfVisits([
      ["2021-01-01", "2024-03-05"],
      ["2023-01-01", "2024-03-05"],
    ]);
    const ledger = [row("V00", "王磊", "2024-01-01"), row("V01", "王磊", "2024-02-01", "soldNew")];
    const ownership = buildOwnership(dealership, ledger, roster);
    const { returns, rows } = incentivesOf(
      dealership,
      ownership,
      ledger,
      serialOfIso("2024-03-31"),
      { roster, parameters: { rewardLost3: 30, rewardLostOver24: 200 } }
    );
    expect(returns.map(({ band, initial, reward }) => [band, initial, reward])).toEqual([
      ["lostOver24", true, 200],
      ["lost3", false, 30],
    ]);
    expect(rows[FIRST_ADVISOR].reward).toBe(230);
  });

  it.each([
    ["2024-03-01", "2023-04-29", [60]],
    ["2024-03-01", "2023-04-30", []],
    ["2024-03-11", "2023-03-10", [0]],
  ])("lists what was made 无效 on %s, last here on %s, as 疑似规避", (made, visit, daysBefore) => {
    const dealership = storeOfVisits([[visit], ["2023-12-01"]], [made]);
    const ownership = buildOwnership(dealership, [], roster);
    const { evasions } = incentivesOf(dealership, ownership, [], serialOfIso("2024-03-31"), {
      roster,
    });
    expect(evasions.map(({ lostDay, day }) => lostDay - day)).toEqual(daysBefore);
  });

  it("names amounts that pay less for older losses, deduct less for more cars, or are negative", () => {
    expect(incentiveProblems({})).toEqual([]);
    expect(incentiveProblems({ rewardLost3: 10 })).toEqual(["rewardFalls"]);
    expect(incentiveProblems({ deductionAbove: 50 })).toEqual(["deductionFalls"]);
    expect(incentiveProblems({ rewardLostOver24: -1 })).toEqual(["amountNegative", "rewardFalls"]);
  });
});

describe("the 期 of a day", () => {
  it("is the latest 初始分配; 补充分配 starts none", () => {
    const ledger = [
      row("V00", "王磊", "2024-01-01"),
      { ...row("V00", "王磊", "2025-01-01"), allocation: 3 },
      { ...row("V00", "李娜", "2024-06-01", "leaver"), allocation: 2 },
    ];
    expect(accountPeriodOn(ledger, serialOfIso("2023-12-31"))).toBeNull();
    expect(accountPeriodOn(ledger, serialOfIso("2024-12-31"))?.allocation).toBe(1);
    expect(accountPeriodOn(ledger, serialOfIso("2025-01-01"))?.allocation).toBe(3);
  });

  it("leaves lamps for ⑥ out where there is none", () => {
    const dealership = storeOfVisits([["2023-12-20"]]);
    const one = { ...roster, advisors: [advisorNamed("王磊")] };
    const ownership = buildOwnership(dealership, [], one);
    const asOf = serialOfIso("2024-02-10");
    const { period, cumulative, month } = targetsOf(dealership, ownership, [], asOf, {
      roster: one,
      calendar,
    });
    expect([period, cumulative]).toEqual([null, null]);
    expect(month.rows[FIRST_ADVISOR].initialReturned).toBeNull();
    expect(month.rows.map(({ owner }) => owner)).toHaveLength(ownership.owners.length);
    expect(ownedFlowNames.every((name) => month.store.flows[name] === 0)).toBe(true);
  });
});
