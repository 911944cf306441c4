import fc from "fast-check";
import {
  accountPeriodOn,
  appendToLedger,
  ledgerRowsOf,
  nextAllocationNumber,
  ownerDifferences,
} from "./ledger";
import { ALGORITHM_VERSION, type Certificate } from "./certificate";
import { assembleDealership, customerKeyOf } from "../store";
import { buildOwnership, type Roster } from "../ownership";
import { claimNewCustomers } from "./newCustomers";
import { codeOfStatus, statusCounts, statusesAsOf } from "../status";
import { controlledRounding } from "./controlledRounding";
import {
  dealFull,
  dealKeepingPresent,
  dealLeaver,
  dealNewcomer,
  dealUnassigned,
  type Deal,
  type Participant,
} from "./deal";
import { nextTurn } from "./rota";
import { randomOf } from "./random";
import { serialOfIso } from "../time";
import { stockOf, strata, type Stock, type StockCard } from "./stock";
import { advisorNamed, anyOwnedStore, calendar, roster } from "../../../test/support/ownedStores";
import { makeCustomerTable, makeOrderTable, type CustomerRow } from "../../../test/support/tables";

const asOf = serialOfIso("2024-09-01");

const stockOfCards = (cards: readonly StockCard[]): Stock => ({
  asOf,
  cards,
  largeAccounts: [],
  customerCare: [],
  withoutKey: [],
});

const names = Array.from({ length: 15 }, (_, i) => `顾问${String.fromCharCode(65 + i)}`);

const anyCards = fc
  .array(
    fc.record({
      stratum: fc.nat(strata.length - 1),
      psv: fc.oneof(
        {
          weight: 4,
          arbitrary: fc.integer({ min: 0, max: 12_000_000 }).map((cents) => cents / 100),
        },
        { weight: 1, arbitrary: fc.constant(NaN) }
      ),
      owner: fc.constantFrom(...names.slice(0, 5), ""),
    }),
    { maxLength: 40 }
  )
  .map((cards) =>
    cards.map((card, i): StockCard => ({
      ...card,
      key: `V${String(i).padStart(4, "0")}`,
      customers: [i],
    }))
  );

const someAdvisors = (weight: fc.Arbitrary<number>): fc.Arbitrary<Participant[]> =>
  fc
    .array(weight, { minLength: 1, maxLength: names.length })
    .map((weights) => weights.map((own, i) => ({ name: names[i], weight: own })));
const equalAdvisors = someAdvisors(fc.constant(1));
const weightedAdvisors = someAdvisors(fc.constantFrom(0.25, 0.5, 0.8, 1, 1, 1.2, 1.5, 3));

const holdersOf = ({ cards }: Deal): string[] => cards.map(({ owner }) => owner);
const countOf = (cards: readonly { owner: string }[], owner: string): number =>
  cards.filter((card) => card.owner === owner).length;

/** Counts the dealt cards anew, by what the deal says, not by its certificate. */
function recount({ cards, certificate }: Deal): number[][] {
  return certificate.drawOrder.map((name) =>
    strata.map(
      (_, s) => cards.filter((dealt) => dealt.owner === name && dealt.card.stratum === s).length
    )
  );
}

const gap = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts);
const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0);

describe("a full deal", () => {
  it("gives everybody the same number of cards of each stratum and in all, give or take one", () => {
    fc.assert(
      fc.property(anyCards, equalAdvisors, fc.string(), (cards, advisors, seed) => {
        const deal = dealFull(stockOfCards(cards), { seed, advisors });
        const counts = recount(deal);
        strata.forEach((_, s) => expect(gap(counts.map((row) => row[s]))).toBeLessThanOrEqual(1));
        expect(gap(counts.map(sum))).toBeLessThanOrEqual(1);
        expect(deal.cards.map(({ card }) => card)).toEqual(cards);
        expect(deal.certificate).toMatchObject({
          algorithm: ALGORITHM_VERSION,
          promised: true,
          quotasKept: true,
          strataEven: true,
          totalsEven: true,
        });
        expect(deal.certificate.rows.map((row) => row.counts)).toEqual(counts);
      }),
      { numRuns: 1000 }
    );
  });

  it("keeps every count less than one card from its quota where advisors have weights", () => {
    fc.assert(
      fc.property(anyCards, weightedAdvisors, fc.string(), (cards, advisors, seed) => {
        const deal = dealFull(stockOfCards(cards), { seed, advisors });
        const all = sum(advisors.map(({ weight }) => weight));
        const counts = recount(deal);
        deal.certificate.drawOrder.forEach((name, a) => {
          const weight = advisors.find((advisor) => advisor.name === name)?.weight ?? 0;
          strata.forEach((_, s) => {
            const quota = (cards.filter(({ stratum }) => stratum === s).length * weight) / all;
            expect(Math.abs(counts[a][s] - quota)).toBeLessThan(1);
          });
          expect(Math.abs(sum(counts[a]) - (cards.length * weight) / all)).toBeLessThan(1);
        });
        expect(deal.certificate.quotasKept).toBe(true);
      }),
      { numRuns: 1000 }
    );
  });

  it("is the same for the same seed, whatever order the advisors stand in", () => {
    fc.assert(
      fc.property(anyCards, weightedAdvisors, fc.string(), (cards, advisors, seed) => {
        const deal = dealFull(stockOfCards(cards), { seed, advisors });
        const again = dealFull(stockOfCards(cards), {
          seed: ` ${seed} `,
          advisors: [...advisors].reverse(),
        });
        expect(again).toEqual(deal);
      }),
      { numRuns: 200 }
    );
  });

  it("is this one for seed 2024-09, on every machine", () => {
    const cards = Array.from({ length: 9 }, (_, i): StockCard => ({
      key: `V${i}`,
      customers: [i],
      stratum: i < 5 ? 0 : 3,
      psv: (i + 1) * 1000,
      owner: "",
    }));
    const advisors = ["王磊", "李娜", "赵强"].map((name) => ({ name, weight: 1 }));
    const deal = dealFull(stockOfCards(cards), { seed: "2024-09", advisors });
    expect([deal.certificate.drawOrder, holdersOf(deal)]).toEqual([
      ["李娜", "王磊", "赵强"],
      ["李娜", "王磊", "赵强", "王磊", "赵强", "李娜", "赵强", "李娜", "王磊"],
    ]);
  });

  it("follows a draw order that was typed in", () => {
    const advisors = names.slice(0, 3).map((name) => ({ name, weight: 1 }));
    const cards = [0, 1].map((i): StockCard => ({
      key: `V${i}`,
      customers: [i],
      stratum: 0,
      psv: NaN,
      owner: "",
    }));
    const drawOrder = [names[2], names[0], names[1]];
    const deal = dealFull(stockOfCards(cards), { seed: "", drawOrder, advisors });
    expect(holdersOf(deal)).toEqual([names[2], names[0]]);
    expect(deal.certificate).toMatchObject({ drawOrder, orderTyped: true });
  });

  it("refuses what is no draw: nobody, one name twice, no weight, an order that leaves somebody out", () => {
    const one = { name: "王磊", weight: 1 };
    const deal = (advisors: Participant[], drawOrder?: string[]) => () =>
      dealFull(stockOfCards([]), { seed: "", advisors, drawOrder });
    expect(deal([])).toThrow(RangeError);
    expect(deal([one, one])).toThrow(RangeError);
    expect(deal([{ ...one, weight: 0 }])).toThrow(RangeError);
    expect(deal([{ ...one, weight: Infinity }])).toThrow(RangeError);
    expect(deal([one], [])).toThrow(RangeError);
    expect(deal([one], ["王磊", "王磊"])).toThrow(RangeError);
    expect(deal([one], ["李娜"])).toThrow(RangeError);
  });
});

/** The smallest spread of any deal that keeps the quotas, by trying all of them. */
function bestSpread(cards: readonly StockCard[], { rows, strataTotals }: Certificate): number {
  const weights = rows.map(({ weight }) => weight);
  const all = sum(weights);
  const counts = rows.map(() => strata.map(() => 0));
  const totals = rows.map(() => 0);
  const psv = rows.map(() => 0);
  let best = Infinity;
  const keeps = (count: number, of: number, a: number): boolean =>
    Math.abs(count * all - of * weights[a]) < all;
  const visit = (card: number): void => {
    if (card === cards.length) {
      const kept = rows.every(
        (_, a) =>
          keeps(totals[a], cards.length, a) &&
          strata.every((__, s) => keeps(counts[a][s], strataTotals[s], a))
      );
      if (kept) {
        const shares = psv.map((own, a) => own / weights[a]);
        const mean = sum(shares) / shares.length;
        best = Math.min(best, mean === 0 ? 0 : gap(shares) / mean);
      }
      return;
    }
    const { stratum, psv: own } = cards[card];
    rows.forEach((_, a) => {
      counts[a][stratum]++;
      totals[a]++;
      psv[a] += Number.isNaN(own) ? 0 : own;
      visit(card + 1);
      counts[a][stratum]--;
      totals[a]--;
      psv[a] -= Number.isNaN(own) ? 0 : own;
    });
  };
  visit(0);
  return best;
}

describe("ΣPSV", () => {
  it("comes as close together as the best deal can, on small stores where all deals can be tried", () => {
    const random = randomOf("brute force");
    const excess = Array.from({ length: 120 }, (_, run) => {
      const people = 2 + random.below(2);
      const size = people === 2 ? 4 + random.below(7) : 4 + random.below(5);
      const cards = Array.from({ length: size }, (__, i): StockCard => ({
        key: `V${i}`,
        customers: [i],
        stratum: random.below(3),
        psv: random.below(10) === 0 ? NaN : random.below(60_000),
        owner: "",
      }));
      const equal = random.below(2) === 0;
      const advisors = names
        .slice(0, people)
        .map((name) => ({ name, weight: equal ? 1 : 1 + random.below(3) }));
      const { certificate } = dealFull(stockOfCards(cards), { seed: String(run), advisors });
      return certificate.psvSpread - bestSpread(cards, certificate);
    });
    const optimal = excess.filter((value) => value < 1e-9).length;
    const mean = sum(excess) / excess.length;
    expect(Math.min(...excess)).toBeGreaterThan(-1e-9);
    // Over 600 such stores 95 of 100 deals are the best there is; on average the spread is 0.1 points of
    // the mean wider, at worst 21 (five cards, three weights).
    expect(optimal / excess.length).toBeGreaterThan(0.9);
    expect(mean).toBeLessThan(0.005);
    expect(Math.max(...excess)).toBeLessThan(0.25);
  });

  it("differs by less than 0.01% in a store of 20,000 cards and twelve advisors", () => {
    const random = randomOf("large");
    const cards = Array.from({ length: 20_000 }, (_, i): StockCard => ({
      key: String(i).padStart(6, "0"),
      customers: [i],
      stratum: random.below(strata.length),
      psv: random.below(20) === 0 ? NaN : random.below(11_596_500) / 100,
      owner: "",
    }));
    const advisors = names.slice(0, 12).map((name) => ({ name, weight: 1 }));
    const { certificate } = dealFull(stockOfCards(cards), { seed: "2024", advisors });
    expect(certificate.psvSpread).toBeLessThan(1e-4);
    expect([certificate.strataEven, certificate.totalsEven]).toEqual([true, true]);
  });

  it("of cards without PSV counts as nothing, and is named", () => {
    const cards = [NaN, NaN, 5].map((psv, i): StockCard => ({
      key: `V${i}`,
      customers: [i],
      stratum: 0,
      psv,
      owner: "",
    }));
    const advisors = names.slice(0, 3).map((name) => ({ name, weight: 1 }));
    const { rows, psvSpread } = dealFull(stockOfCards(cards), { seed: "", advisors }).certificate;
    expect(sum(rows.map(({ withoutPsv }) => withoutPsv))).toBe(2);
    expect(sum(rows.map(({ psv }) => psv))).toBe(5);
    expect(psvSpread).toBe(3);
  });
});

describe("controlled rounding", () => {
  it("rounds every cell, row, column and the total of any table up or down", () => {
    const anyTable = fc
      .tuple(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 1, max: 60 })
      )
      .chain(([rows, columns, denominator]) =>
        fc.record({
          denominator: fc.constant(denominator),
          table: fc.array(fc.array(fc.nat(300), { minLength: columns, maxLength: columns }), {
            minLength: rows,
            maxLength: rows,
          }),
        })
      );
    fc.assert(
      fc.property(anyTable, ({ table, denominator }) => {
        const rounded = controlledRounding(table, denominator);
        const isRounded = (whole: number, exact: number): boolean =>
          Number.isInteger(whole) && Math.abs(whole * denominator - exact) < denominator;
        const column = (cells: readonly (readonly number[])[], c: number): number =>
          sum(cells.map((row) => row[c]));
        table.forEach((row, r) => {
          row.forEach((cell, c) => expect(isRounded(rounded[r][c], cell)).toBe(true));
          expect(isRounded(sum(rounded[r]), sum(row))).toBe(true);
        });
        table[0].forEach((_, c) =>
          expect(isRounded(column(rounded, c), column(table, c))).toBe(true)
        );
        expect(isRounded(sum(rounded.map(sum)), sum(table.map(sum)))).toBe(true);
      }),
      { numRuns: 3000 }
    );
  });

  it("goes on through the rows without starting over", () => {
    // Five, four and ten cards among three.
    const table = [5, 4, 10].map((cards) => [cards, cards, cards]);
    expect(controlledRounding(table, 3)).toEqual([
      [2, 2, 1],
      [1, 1, 2],
      [4, 3, 3],
    ]);
  });
});

describe("chance", () => {
  it("is the same everywhere and starts elsewhere for another seed", () => {
    const draws = (seed: string): number[] => {
      const random = randomOf(seed);
      return Array.from({ length: 6 }, () => random.below(1000));
    };
    expect(draws("2024-09")).toEqual([340, 899, 724, 983, 977, 144]);
    expect(draws("2024-10")).not.toEqual(draws("2024-09"));
    expect(draws("")).toHaveLength(6);
  });

  it("puts everybody first about equally often", () => {
    const first = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const [name] = randomOf(`期 ${seed}`).shuffled(["a", "b", "c", "d", "e", "f"]);
      first.set(name, (first.get(name) ?? 0) + 1);
    }
    expect(first.size).toBe(6);
    // 1000 ± 29 expected.
    first.forEach((times) => expect(Math.abs(times - 1000)).toBeLessThan(130));
  });
});

describe("keeping present customers", () => {
  it("moves no card of a participant, and deals all others", () => {
    fc.assert(
      fc.property(anyCards, weightedAdvisors, (cards, advisors) => {
        const takesPart = new Set(advisors.map(({ name }) => name));
        const deal = dealKeepingPresent(stockOfCards(cards), { seed: "s", advisors });
        deal.cards.forEach(({ card, owner }) => {
          expect(takesPart.has(owner)).toBe(true);
          if (takesPart.has(card.owner)) {
            expect(owner).toBe(card.owner);
          }
        });
        expect(deal.cards).toHaveLength(cards.length);
        expect(deal.certificate.promised).toBe(false);
        const off = deal.certificate.rows.flatMap((row) =>
          row.counts.map((count, s) => Math.abs(count - row.quotas[s]))
        );
        expect(deal.certificate.strataDeviation).toBeCloseTo(Math.max(...off));
      }),
      { numRuns: 300 }
    );
  });
});

describe("supplementary deals", () => {
  it("deal a leaver's cards evenly among the others and touch nobody else's", () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        const advisors = names.slice(1, 5).map((name) => ({ name, weight: 1 }));
        const deal = dealLeaver(stockOfCards(cards), { seed: "s", advisors }, names[0]);
        expect(deal.cards.map(({ card }) => card)).toEqual(
          cards.filter(({ owner }) => owner === names[0])
        );
        expect(deal.certificate).toMatchObject({ strataEven: true, totalsEven: true });
        const perAdvisor = advisors.map(({ name }) => countOf(deal.cards, name));
        expect(gap(perAdvisor)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 }
    );
  });

  it("deal what has no owner", () => {
    fc.assert(
      fc.property(anyCards, equalAdvisors, (cards, advisors) => {
        const deal = dealUnassigned(stockOfCards(cards), { seed: "s", advisors });
        expect(deal.cards.map(({ card }) => card)).toEqual(
          cards.filter(({ owner }) => owner === "")
        );
        expect(deal.certificate.quotasKept).toBe(true);
      }),
      { numRuns: 100 }
    );
  });

  it("give a newcomer his share of what each of the others has of each stratum", () => {
    fc.assert(
      fc.property(anyCards, fc.constantFrom(0.5, 1, 2), (cards, weight) => {
        const advisors = [
          ...names.slice(0, 5).map((name) => ({ name, weight: 1 })),
          { name: "新人", weight },
        ];
        const deal = dealNewcomer(stockOfCards(cards), { seed: "s", advisors }, "新人");
        expect(deal.cards.every(({ owner }) => owner === "新人")).toBe(true);
        expect(new Set(deal.cards.map(({ card }) => card.key)).size).toBe(deal.cards.length);
        const share = weight / (5 + weight);
        const dealable = cards.filter(({ owner }) => owner !== "");
        expect(Math.abs(deal.cards.length - dealable.length * share)).toBeLessThan(1);
        advisors.forEach(({ name }) => {
          const had = dealable.filter(({ owner }) => owner === name);
          const gave = deal.cards.filter(({ card }) => card.owner === name);
          expect(Math.abs(gave.length - had.length * share)).toBeLessThan(1);
        });
        strata.forEach((_, s) => {
          const had = dealable.filter(({ stratum }) => stratum === s).length;
          const got = deal.cards.filter(({ card }) => card.stratum === s).length;
          expect(Math.abs(got - had * share)).toBeLessThan(1);
        });
      }),
      { numRuns: 400 }
    );
  });

  it("give a newcomer those cards that even out ΣPSV, as well as any choice could on small stores", () => {
    const advisors = ["王磊", "李娜", "新人"].map((name) => ({ name, weight: 1 }));
    const pairs = [0, 1, 2, 3, 4, 5].flatMap((a) =>
      [0, 1, 2, 3, 4, 5].filter((b) => b > a).map((b) => [a, b])
    );
    const sums = fc.array(fc.integer({ min: 100, max: 20_000 }), { minLength: 12, maxLength: 12 });
    const spreadOf = (loads: readonly number[]): number =>
      ((Math.max(...loads) - Math.min(...loads)) * loads.length) /
      loads.reduce((sum, load) => sum + load, 0);
    const misses: number[] = [];
    fc.assert(
      fc.property(sums, (psv) => {
        const cards = psv.map((value, i): StockCard => ({
          key: `V${String(i).padStart(2, "0")}`,
          customers: [i],
          stratum: 0,
          psv: value,
          owner: i < 6 ? "王磊" : "李娜",
        }));
        const deal = dealNewcomer(stockOfCards(cards), { seed: "s", advisors }, "新人");
        expect(deal.certificate.rows.map(({ total }) => total)).toEqual([4, 4, 4]);
        const [first, second] = [psv.slice(0, 6), psv.slice(6)].map((own) => ({
          all: own.reduce((sum, value) => sum + value, 0),
          given: pairs.map(([a, b]) => own[a] + own[b]),
        }));
        const spreads = first.given.flatMap((a) =>
          second.given.map((b) => spreadOf([first.all - a, second.all - b, a + b]))
        );
        misses.push(deal.certificate.psvSpread - Math.min(...spreads));
      }),
      { numRuns: 200 }
    );
    expect(Math.max(...misses)).toBeLessThan(0.05);
    expect(misses.filter((miss) => miss < 1e-9).length / misses.length).toBeGreaterThan(0.8);
  });

  it("refuse a leaver who takes part and a newcomer who does not", () => {
    const request = { seed: "", advisors: [{ name: "王磊", weight: 1 }] };
    expect(() => dealLeaver(stockOfCards([]), request, "王磊")).toThrow(RangeError);
    expect(() => dealNewcomer(stockOfCards([]), request, "李娜")).toThrow(RangeError);
  });
});

const dealershipOf = (
  customers: readonly CustomerRow[],
  orders: readonly Record<string, string>[]
) => assembleDealership(makeCustomerTable(customers), makeOrderTable(orders)).dealership;

describe("the certificate", () => {
  const cardsOfOwners = (stratum: number, owners: readonly string[]): StockCard[] =>
    owners.map((owner, i) => ({
      key: `V${stratum}${String(i).padStart(2, "0")}`,
      customers: [i],
      stratum,
      psv: NaN,
      owner,
    }));
  const two = ["王磊", "李娜"].map((name) => ({ name, weight: 1 }));
  const kept = (...cards: StockCard[]): Certificate =>
    dealKeepingPresent(stockOfCards(cards), {
      seed: "",
      drawOrder: ["王磊", "李娜"],
      advisors: two,
    }).certificate;

  it("of kept customers says what is uneven: strata, totals, quotas", () => {
    const uneven = kept(
      ...cardsOfOwners(0, ["王磊", "王磊", "王磊", "李娜"]),
      ...cardsOfOwners(3, ["李娜"])
    );
    expect(uneven).toMatchObject({
      kind: "keepPresent",
      promised: false,
      strataGaps: [2, 0, 0, 1, 0, 0, 0, 0],
      totalGap: 1,
      strataDeviation: 1,
      totalDeviation: 0.5,
      equalWeights: true,
      quotasKept: false,
      strataEven: false,
      totalsEven: true,
    });
    const lopsided = kept(
      ...cardsOfOwners(0, ["王磊"]),
      ...cardsOfOwners(1, ["王磊"]),
      ...cardsOfOwners(2, ["王磊"])
    );
    expect(lopsided).toMatchObject({
      totalGap: 3,
      totalDeviation: 1.5,
      strataDeviation: 0.5,
      quotasKept: false,
      strataEven: true,
      totalsEven: false,
    });
  });

  it("of kept customers says so when all is even", () => {
    const even = kept(...cardsOfOwners(0, ["王磊", "李娜"]), ...cardsOfOwners(5, ["", ""]));
    expect(even.rows.map(({ counts }) => [counts[0], counts[5]])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(even).toMatchObject({ quotasKept: true, strataEven: true, totalsEven: true });
  });

  it("names each kind of deal, and promises only what is dealt with the full guarantee", () => {
    const stock = stockOfCards(cardsOfOwners(0, ["王磊", "李娜", "赵强", ""]));
    const request = { seed: "s", advisors: two };
    const deals = [
      dealFull(stock, request),
      dealKeepingPresent(stock, request),
      dealLeaver(stock, request, "赵强"),
      dealNewcomer(stock, request, "李娜"),
      dealUnassigned(stock, request),
    ];
    expect(
      deals.map(({ kind, certificate }) => [kind, certificate.kind, certificate.promised])
    ).toEqual([
      ["full", "full", true],
      ["keepPresent", "keepPresent", false],
      ["leaver", "leaver", true],
      ["newcomer", "newcomer", false],
      ["unassigned", "unassigned", true],
    ]);
  });

  it("with different weights speaks of quotas alone", () => {
    const weighted = [
      { name: "王磊", weight: 1 },
      { name: "李娜", weight: 1 },
      { name: "赵强", weight: 0.5 },
    ];
    const { certificate } = dealFull(stockOfCards(cardsOfOwners(0, ["", "", ""])), {
      seed: "s",
      advisors: weighted,
    });
    expect(certificate).toMatchObject({
      equalWeights: false,
      quotasKept: true,
      strataEven: null,
      totalsEven: null,
    });
  });
});

describe("evening out", () => {
  const dealt = (psv: readonly number[], kind: "full" | "keep", owners: readonly string[] = []) => {
    const cards = psv.map((value, i): StockCard => ({
      key: `V${i}`,
      customers: [i],
      stratum: 0,
      psv: value,
      owner: owners[i] ?? "",
    }));
    const request = {
      seed: "s",
      drawOrder: ["王磊", "李娜"],
      advisors: ["王磊", "李娜"].map((name) => ({ name, weight: 1 })),
    };
    const stock = stockOfCards(cards);
    const { certificate } =
      kind === "full" ? dealFull(stock, request) : dealKeepingPresent(stock, request);
    return certificate.rows.map(({ total, psv: sum }) => [total, sum]);
  };

  it("sets one dear card against two cheap ones", () => {
    expect(dealt([5000, 3000, 2000], "full")).toEqual([
      [2, 5000],
      [1, 5000],
    ]);
  });

  it("weighs in what is kept when it deals the rest", () => {
    const owners = ["王磊", "李娜", "", "", "", ""];
    expect(dealt([9000, 1000, 6000, 5000, 4000, 3000], "keep", owners)).toEqual([
      [3, 16_000],
      [3, 12_000],
    ]);
  });
});

describe("the stock", () => {
  it("has each valid vehicle with a key in one card, each other one with the 客服专员", () => {
    fc.assert(
      fc.property(anyOwnedStore, ({ dealership, ownership, asOf: day }) => {
        const stock = stockOf(dealership, ownership, day);
        const counts = statusCounts(statusesAsOf(dealership, day));
        const { status } = statusesAsOf(dealership, day);
        const dealt = [...stock.cards, ...stock.largeAccounts].flatMap((card) => card.customers);
        const valid = dealt.filter((customer) => status[customer] < strata.length);
        expect(valid.length + stock.withoutKey.length).toBe(counts.valid);
        expect(new Set(dealt).size).toBe(dealt.length);
        const inCare = stock.customerCare.map(({ customer }) => customer);
        expect(inCare.filter((customer) => status[customer] < strata.length)).toEqual([]);
        const rows = ledgerRowsOf(
          dealFull(stock, {
            seed: "s",
            advisors: names.slice(0, 2).map((name) => ({ name, weight: 1 })),
          }),
          dealership,
          roster,
          { fromDay: day, allocation: 2 }
        );
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        const owned = buildOwnership(dealership, rows, {
          ...roster,
          advisors: names.map((n) => advisorNamed(n)),
        });
        [...stock.cards].forEach(({ customers }) =>
          customers
            .filter((customer) => status[customer] < strata.length)
            .forEach((customer) =>
              expect(names).toContain(owned.owners[owned.ownerOn(customer, day)])
            )
        );
      }),
      { numRuns: 300 }
    );
  });

  it("and its deal do not depend on the order of the rows", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(1000)), fc.nat(20), (noise, extra) => {
        const rows: CustomerRow[] = Array.from({ length: 12 + extra }, (_, i) => ({
          vin: `V${String(i).padStart(2, "0")}`,
          customerNumber: `C${i % 9}`,
        }));
        const orders = rows.map((row, i) => ({
          vin: String(row.vin),
          arrival: `202${1 + (i % 4)}-0${1 + (i % 7)}-15`,
        }));
        const shuffled = rows
          .map((row) => ({ row, at: noise.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ row }) => row);
        const dealtBy = (customers: readonly CustomerRow[]): string[] => {
          const dealership = dealershipOf(customers, orders);
          const ownership = buildOwnership(dealership, [], roster);
          const psv = Float64Array.from(
            dealership.customers.vin,
            (vin) => Number(vin.slice(1)) * 77
          );
          const stock = stockOf(dealership, ownership, asOf, { psv });
          const deal = dealFull(stock, { seed: "s", advisors: roster.advisors });
          const terms = { fromDay: asOf, allocation: 1 };
          return ledgerRowsOf(deal, dealership, roster, terms).map(({ key, owner }) => key + owner);
        };
        expect(dealtBy(shuffled)).toEqual(dealtBy(rows));
      }),
      { numRuns: 60 }
    );
  });

  it("puts a card into the stratum of its freshest vehicle and values its valid ones", () => {
    const dealership = dealershipOf(
      [
        { vin: "V1", customerNumber: "C1", advisor: "王磊" },
        { vin: "V2", customerNumber: "C1", advisor: "李娜" },
        { vin: "V3", customerNumber: "C1", invalidReason: "失联" },
        { vin: "V4", customerNumber: "C2", invalidReason: "已报废" },
      ],
      [
        { vin: "V1", arrival: "2022-01-01" },
        { vin: "V2", arrival: "2024-08-01" },
        { vin: "V3", arrival: "2024-08-20" },
      ]
    );
    const ownership = buildOwnership(dealership, [], roster);
    const psv = Float64Array.of(100, NaN, 900, 900);
    const stock = stockOf(dealership, ownership, asOf, { psv });
    expect(stock.cards).toEqual([
      { key: "V1", customers: [0, 1, 2], stratum: 0, psv: 100, owner: "李娜" },
    ]);
    expect(stock.customerCare).toEqual([{ customer: 3, owner: "" }]);
  });

  it("sets owners of five vehicles aside for a decision by hand", () => {
    const rows = Array.from({ length: 9 }, (_, i) => ({
      vin: `V${i}`,
      customerNumber: i < 5 ? "车队甲" : "车队乙",
    }));
    const dealership = dealershipOf(
      rows,
      rows.map(({ vin }) => ({ vin, arrival: "2024-08-01" }))
    );
    const stock = stockOf(dealership, buildOwnership(dealership, [], roster), asOf);
    expect(stock.largeAccounts.map(({ key }) => key)).toEqual(["V0"]);
    expect(stock.cards.map(({ key }) => key)).toEqual(["V5"]);
    const deal = dealFull(stock, {
      seed: "s",
      advisors: roster.advisors,
      byHand: new Map([["V0", "李娜"]]),
    });
    const written = ledgerRowsOf(deal, dealership, roster, { fromDay: asOf, allocation: 1 });
    expect(written.filter(({ source }) => source === "manual")).toHaveLength(5);
    expect(written.filter(({ source }) => source === "initial")).toHaveLength(4);
  });

  it("deals a car that was handed on to its new owner only", () => {
    const dealership = dealershipOf(
      [
        { vin: "V1", customerNumber: "C1", invalidReason: "已转手", invalidDate: "2024-02-01" },
        { vin: "V2", customerNumber: "C1" },
        { vin: "V1", customerNumber: "C2" },
      ],
      [
        { vin: "V2", arrival: "2024-08-01" },
        { vin: "V1", arrival: "2024-08-01" },
      ]
    );
    const stock = stockOf(dealership, buildOwnership(dealership, [], roster), asOf);
    expect(stock.cards.map(({ key, customers }) => [key, customers])).toEqual([
      ["V1·C2", [2]],
      ["V2", [1]],
    ]);
    expect(stock.customerCare).toEqual([]);
  });
});

describe("the ledger", () => {
  const rows = [{ vin: "V1", advisor: "王磊" }, { vin: "V2", advisor: "孙悦" }, { vin: "V3" }];
  const dealership = dealershipOf(
    rows,
    rows.map(({ vin }) => ({ vin, arrival: "2024-01-05" }))
  );
  const entry = (key: string, owner: string, fromDay: number) =>
    ({ key, owner, fromDay, source: "manual", allocation: 0 }) as const;

  it("says who owned whom on each day, and presumes the present advisor before its first row", () => {
    const ownership = buildOwnership(
      dealership,
      [entry("V1", "李娜", 45_300), entry("V1", "赵强", 45_200)],
      roster
    );
    const nameOn = (customer: number, day: number): string =>
      ownership.owners[ownership.ownerOn(customer, day)];
    expect([45_199, 45_200, 45_299, 45_300, 46_000].map((day) => nameOn(0, day))).toEqual([
      "王磊",
      "赵强",
      "赵强",
      "李娜",
      "李娜",
    ]);
    expect([ownership.isPresumed(0, 45_199), ownership.isPresumed(0, 45_200)]).toEqual([
      true,
      false,
    ]);
    expect([nameOn(1, 45_300), nameOn(2, 45_300)]).toEqual(["孙悦", ""]);
    expect(ownership.owners).toEqual(["", "周敏", "王磊", "李娜", "赵强", "孙悦"]);
    expect([ownership.fromDayOf(0, 45_250), ownership.sourceOf(0, 45_250)]).toEqual([
      45_200,
      "manual",
    ]);
  });

  it("lets the later of two rows of one day hold", () => {
    const ownership = buildOwnership(
      dealership,
      [entry("V3", "李娜", 45_300), entry("V3", "赵强", 45_300)],
      roster
    );
    expect(ownership.owners[ownership.ownerOn(2, 45_300)]).toBe("赵强");
  });

  it("wins over the customer sheet, and the differences are listed", () => {
    const ledger = [entry("V1", "李娜", 45_300), entry("V3", "赵强", 45_300)];
    const ownership = buildOwnership(dealership, ledger, roster);
    expect(ownerDifferences(dealership, ownership, 45_400)).toEqual([
      { customer: 0, inSheet: 2, inLedger: 3 },
    ]);
  });

  it("only grows, and takes no row that names nobody or no day", () => {
    const before = [entry("V1", "李娜", 45_300)];
    expect(appendToLedger(before, [entry("V2", "李娜", 45_301)])).toEqual([
      before[0],
      entry("V2", "李娜", 45_301),
    ]);
    expect(before).toHaveLength(1);
    expect(() => appendToLedger(before, [entry("", "李娜", 45_301)])).toThrow(RangeError);
    expect(() => appendToLedger(before, [entry("v 2", "李娜", 45_301)])).toThrow(RangeError);
    expect(() => appendToLedger(before, [entry("V2", "李娜", 0)])).toThrow(RangeError);
  });

  it("keeps confirmed invalid reasons when an export without them is pasted over the sheet", () => {
    const twice = [
      { vin: "V1", customerNumber: "C1" },
      { vin: "V2" },
      { vin: "V1", customerNumber: "C2" },
    ];
    const visits = ["V1", "V2"].map((vin) => ({ vin, arrival: "2024-01-05" }));
    const day = serialOfIso("2024-03-01");
    const { dealership: pasted } = assembleDealership(
      makeCustomerTable(twice),
      makeOrderTable(visits),
      {
        confirmedInvalid: new Map([
          ["V1", [{ reason: "transferred", day }]],
          ["V2", [{ reason: "unreachable", day }]],
        ]),
      }
    );
    const invalid = [...statusesAsOf(pasted, day).status].map(
      (code) => code === codeOfStatus("invalid")
    );
    // The second row of V1 is its new owner's.
    expect(invalid).toEqual([true, true, false]);
    expect([...statusesAsOf(pasted, day - 1).status]).not.toContain(codeOfStatus("invalid"));
  });

  it("numbers allocations, and only 初始分配 starts a 期", () => {
    const request = { seed: "s", advisors: roster.advisors };
    const ownership = buildOwnership(dealership, [], roster);
    const stock = stockOf(dealership, ownership, asOf);
    const write = (deal: Deal, fromDay: number, allocation: number) =>
      ledgerRowsOf(deal, dealership, roster, { fromDay, allocation });
    let ledger = appendToLedger(
      [],
      write(dealFull(stock, request), asOf, nextAllocationNumber([]))
    );
    expect(nextAllocationNumber(ledger)).toBe(2);
    expect(accountPeriodOn(ledger, asOf)).toEqual({ allocation: 1, fromDay: asOf });
    const now = stockOf(dealership, buildOwnership(dealership, ledger, roster), asOf + 30);
    const others = { seed: "t", advisors: roster.advisors.slice(1) };
    const leaving = write(dealLeaver(now, others, "王磊"), asOf + 30, 2);
    expect(leaving.map(({ source }) => source)).toEqual(["leaver"]);
    ledger = appendToLedger(ledger, leaving);
    expect(accountPeriodOn(ledger, asOf + 60)).toEqual({ allocation: 1, fromDay: asOf });
    const after = stockOf(dealership, buildOwnership(dealership, ledger, roster), asOf + 60);
    expect(after.cards.filter(({ owner }) => owner === "王磊")).toEqual([]);
  });
});

describe("the 期 of a day", () => {
  const full = (fromDay: number, allocation: number) => ({
    key: "V1",
    owner: "李娜",
    fromDay,
    source: "initial" as const,
    allocation,
  });

  it("is that of the latest full deal, of two of one day the later one, wherever the rows stand", () => {
    const ledger = [full(200, 3), full(100, 1), full(200, 4), full(200, 2), full(300, 5)];
    expect([99, 100, 199, 200, 299].map((day) => accountPeriodOn(ledger, day))).toEqual([
      null,
      { allocation: 1, fromDay: 100 },
      { allocation: 1, fromDay: 100 },
      { allocation: 4, fromDay: 200 },
      { allocation: 4, fromDay: 200 },
    ]);
    expect(accountPeriodOn([...ledger].reverse(), 250)).toEqual({ allocation: 4, fromDay: 200 });
  });

  it("is told by 初始分配 alone, whatever its number", () => {
    const later = { ...full(150, 9), source: "leaver" as const };
    expect(accountPeriodOn([full(100, 1), later], 160)).toEqual({ allocation: 1, fromDay: 100 });
  });
});

describe("rotas", () => {
  const resting: Roster = {
    ...roster,
    advisors: [
      { ...advisorNamed("王磊"), restDays: [asOf] },
      advisorNamed("李娜"),
      { ...advisorNamed("赵强"), to: asOf - 1 },
    ],
  };
  const open = { ...calendar, closedWeekdays: [] };

  it("skip who is absent and keep his place", () => {
    const first = nextTurn(["王磊", "李娜"], asOf, resting.advisors, open);
    expect(first).toEqual({ advisor: "李娜", rota: ["王磊", "李娜"] });
    expect(nextTurn(first.rota, asOf + 1, resting.advisors, open).advisor).toBe("王磊");
    expect(nextTurn(["赵强"], asOf, resting.advisors, open)).toEqual({
      advisor: "",
      rota: ["赵强"],
    });
  });

  it("pass new customers on by entry day: sold by the hand-over rota, serviced by the reception rota", () => {
    const day = (offset: number): number => asOf + offset;
    const rows: CustomerRow[] = [
      { vin: "V1", customerNumber: "C1", soldHere: "是", deliveryDate: day(1) },
      { vin: "V2", customerNumber: "C2", soldHere: "是", deliveryDate: day(2) },
      { vin: "V3", customerNumber: "C3", soldHere: "否" },
      { vin: "V4", customerNumber: "C1", soldHere: "是", deliveryDate: day(3) },
      { vin: "V5", customerNumber: "C5", soldHere: "是", deliveryDate: day(4), advisor: "李娜" },
      { vin: "V6", customerNumber: "C6", soldHere: "是", deliveryDate: day(5) },
      { vin: "V7", customerNumber: "C7", soldHere: "是", deliveryDate: "2022-01-01" },
    ];
    const dealership = assembleDealership(
      makeCustomerTable(rows),
      // The file must reach back a year for deliveries to count.
      makeOrderTable([
        { vin: "V7", arrival: "2022-01-01" },
        { vin: "V3", arrival: day(2) },
      ])
    ).dealership;
    const staff: Roster = {
      ...roster,
      advisors: ["王磊", "李娜"].map((name) => advisorNamed(name)),
    };
    const claims = claimNewCustomers(dealership, buildOwnership(dealership, [], staff), {
      since: asOf,
      asOf: day(10),
      handOver: ["王磊", "李娜"],
      reception: ["李娜", "王磊"],
      roster: staff,
      calendar: open,
    });
    expect(
      claims.entries.map(({ key, owner, source, fromDay }) => [key, owner, source, fromDay - asOf])
    ).toEqual([
      ["V1", "王磊", "soldNew", 1],
      ["V2", "李娜", "soldNew", 2],
      ["V3", "李娜", "servicedNew", 2],
      // Second car of C1: stays with his advisor and uses no turn.
      ["V4", "王磊", "soldNew", 3],
      // The sheet names who handed it over: his turn.
      ["V5", "李娜", "soldNew", 4],
      ["V6", "王磊", "soldNew", 5],
    ]);
    expect(claims).toMatchObject({
      handOver: ["李娜", "王磊"],
      reception: ["王磊", "李娜"],
      unclaimed: [],
    });
    expect(customerKeyOf(dealership.customers, 6)).toBe("V7");
  });
});
