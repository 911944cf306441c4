import { cpuTimeSince } from "../support/cpuTime";
import { readFileSync } from "node:fs";
import path from "node:path";
import { functionExamples, shownResult } from "../../src/functions/metadata/examples";
import { textsOf, type Locale, type Texts } from "../../src/locale";
import { ruleSetNames } from "../../src/retention/status";
import { serialOfIso } from "../../src/retention/time";
import {
  entityCell,
  errorCell,
  type FullStandIn,
  type FunctionOutcome,
} from "../../src/offline/host";
import { builtAddIn } from "../../src/offline/workbench/build";
import { openWithFunctions } from "./builtFunctions";
import { argumentsOf } from "./formulas";

/** The custom functions of the production build, called through Excel's own protocol. */

type ArgumentName = keyof Texts["functions"]["arguments"];

const day = serialOfIso;
const asOf = day("2024-07-31");
let dist: string;
let standIn: FullStandIn;

beforeAll(async () => {
  dist = await builtAddIn();
}, 180_000);

describe.each<Locale>(["zh-CN", "en-US"])("custom functions in %s", (locale) => {
  const texts = textsOf(locale);
  const { data, functions: said, method } = texts;
  const names = said.arguments;

  beforeAll(async () => {
    standIn = await openWithFunctions(locale);
  }, 60_000);
  afterAll(() => standIn.close());

  const call = (id: string, ...args: unknown[]): Promise<FunctionOutcome> =>
    standIn.callFunction(id, args, { allowErrors: true });
  /** The cells of a range that was given back. */
  const range = async (id: string, ...args: unknown[]): Promise<unknown[][]> => {
    const outcome = await call(id, ...args);
    if (!("value" in outcome)) throw new Error(`${id} gave ${outcome.error}: ${outcome.message}`);
    return outcome.value as unknown[][];
  };
  /** Calls all cases at once, since results come back in batches, and checks each in a test of its own. */
  const cases = (
    says: string,
    rows: readonly (readonly [id: string, args: readonly unknown[], outcome: FunctionOutcome])[]
  ): void => {
    let outcomes: FunctionOutcome[];
    beforeAll(async () => {
      outcomes = await Promise.all(rows.map(([id, args]) => call(id, ...args)));
    });
    test.each(rows.map(([id, args], i) => [id, args, i] as const))(`%s(%j) ${says}`, (_, __, i) => {
      expect(outcomes[i]).toEqual(rows[i][2]);
    });
  };
  const isError = (code: string): unknown => expect.objectContaining({ code });

  describe("help pages", () => {
    cases(
      "is what the example says",
      Object.values(functionExamples).map((example) => [
        ...argumentsOf(example, texts),
        { value: example.result(texts) },
      ])
    );

    test.each(Object.keys(functionExamples))("the page of %s shows its example", (id) => {
      const example = functionExamples[id];
      expect(argumentsOf(example, texts)[0]).toBe(id);
      const page = readFileSync(path.join(dist, "help", locale, `${id}.html`), "utf8");
      for (const shown of shownResult(example, texts).flat()) expect(page).toContain(`>${shown}<`);
    });

    test("the index leads to every function", () => {
      const page = readFileSync(path.join(dist, "help", locale, "index.html"), "utf8");
      for (const id of Object.keys(functionExamples))
        expect(page).toMatch(new RegExp(`href="?${id}\\.html`));
    });
  });

  describe("ranges and single cells", () => {
    test("one cell in gives one value, a range a range of the same shape", async () => {
      const { stable, warning } = data.statuses;
      const [first, second] = [day("2024-01-31"), day("2023-12-31")];
      expect(await call("STATUS", first, asOf)).toEqual({ value: stable });
      expect(
        await range(
          "STATUS",
          [
            [first, second],
            [second, ""],
          ],
          asOf
        )
      ).toEqual([
        [stable, warning],
        [warning, ""],
      ]);
    });

    test("a single value beside a range holds for every cell of it", async () => {
      const deliveries = [[day("2024-07-31"), day("2020-07-31")]];
      expect(await range("PSV", deliveries, asOf, "stable")).toEqual([[115_965, 42_412.84]]);
      expect(await range("PSV", deliveries, asOf, [["stable"]])).toEqual([[115_965, 42_412.84]]);
      expect(await range("PSV", [[day("2024-07-31")]], asOf, [["stable", "warning"]])).toEqual([
        [115_965, 86_973.75],
      ]);
    });

    const otherSize = (argument: ArgumentName, other: ArgumentName): FunctionOutcome => ({
      error: "#VALUE!",
      message: said.differentShape(names[argument], names[other]),
    });
    cases("refuses ranges of different size", [
      ["STATUSES", [[[1], [2]], asOf, null, [[1], [2], [3]]], otherSize("deliveries", "lastVisit")],
      ["PSV", [[[1], [2]], asOf, [["stable", "stable"]]], otherSize("status", "delivery")],
      ["RFM", [[[1], [2]], [[1], [2]], [[1], [2], [3]], asOf], otherSize("money", "lastVisit")],
      [
        "KMPERDAY",
        [
          [[1], [2]],
          [[1000], [2000], [3000]],
        ],
        otherSize("odometers", "days"),
      ],
    ]);

    test("an argument for one value refuses a range", async () => {
      expect(await call("LIFECYCLE", [[day("2024-01-31")]], [[asOf, asOf]])).toEqual({
        error: "#VALUE!",
        message: said.oneValue(names.asOf),
      });
    });

    test("PSVPARTS takes a column and fills four columns", async () => {
      const column = [[day("2024-07-31")], [""], ["soon"]];
      const rows = await range("PSVPARTS", column, asOf, "stable");
      expect(rows.slice(0, 2)).toEqual([
        [50_592, 43_187, 22_186, 115_965],
        ["", "", "", ""],
      ]);
      expect(rows[2]).toEqual(new Array(4).fill(isError("#VALUE!")));
      expect(await call("PSVPARTS", [[1, 2]], asOf, "stable")).toEqual({
        error: "#VALUE!",
        message: said.oneColumn(names.delivery),
      });
    });
  });

  describe("blank cells", () => {
    const before = day("2020-01-01");
    const blankDays = ["", null, 0, "—"].flatMap(
      (blank): [string, unknown[], FunctionOutcome][] => [
        ["MONTHSAWAY", [blank, asOf], { value: "" }],
        ["LOSTBAND", [before, blank], { value: "" }],
        ["LOYALTY", [blank, asOf], { value: "" }],
        ["LIFECYCLE", [blank, asOf], { value: "" }],
        ["LOSSTYPE", [blank, blank, asOf, blank], { value: "" }],
        ["ACTIVITY", [[[blank]], asOf], { value: [[""]] }],
        ["NEXTSERVICE", [blank, 40], { value: "" }],
        ["KMPERDAY", [[[blank]], [[12_000]]], { value: [[""]] }],
        ["PSV", [blank, asOf, "stable"], { value: "" }],
        ["RFM", [blank, 3, 900, asOf], { value: "" }],
        ["RETURNCHANCE", [blank, before, 3, asOf], { value: "" }],
        ["RETURNCHANCE", [before, before, blank, asOf], { value: "" }],
      ]
    );
    const otherBlanks = ["", null].flatMap((blank): [string, unknown[], FunctionOutcome][] => [
      ["PSV", [before, asOf, blank], { value: "" }],
      ["TRANSITION", [blank, "stable"], { value: "" }],
      ["TRANSITION", ["stable", blank], { value: "" }],
      ["REWARD", [[[blank]]], { value: [[""]] }],
      ["PENALTY", [blank, 480], { value: "" }],
      ["PENALTY", [3, blank], { value: "" }],
      ["NEXTSERVICE", [before, blank], { value: "" }],
      ["MESSAGE", [[[blank]]], { value: [[""]] }],
      ["RFM", [before, blank, 900, asOf], { value: "" }],
      ["RFM", [before, 3, blank, asOf], { value: "" }],
    ]);
    cases("gives an empty text", [...blankDays, ...otherBlanks]);

    test("an omitted factor has its published value, a blank cell of a range stays blank", async () => {
      expect(await range("LOYALVALUE")).toEqual([[54_000]]);
      expect(await range("LOSSVALUE")).toEqual([[250_000]]);
      expect(await range("LOYALVALUE", [[300], [""], [600]])).toEqual([[54_000], [""], [108_000]]);
      expect(await range("LOSSVALUE", null, [[0.2, ""]], null)).toEqual([[500_000, ""]]);
    });

    test("a blank interval has its published value", async () => {
      const visit = day("2024-01-01");
      expect(await call("NEXTSERVICE", visit, 40)).toEqual({ value: visit + 180 });
      expect(await range("NEXTSERVICE", [[visit]], [[100]], [[""]], [[""]])).toEqual([
        [visit + 100],
      ]);
    });
  });

  describe("what cannot be read", () => {
    const before = day("2020-01-01");
    const noDate = (argument: ArgumentName): FunctionOutcome => ({
      error: "#VALUE!",
      message: said.unreadableDate(names[argument]),
    });
    cases("names the argument that is no date", [
      ["STATUS", ["20152-11-28", asOf], noDate("lastVisit")],
      ["STATUS", [before, "soon"], noDate("asOf")],
      ["LOYALTY", ["soon", asOf], noDate("lastVisit")],
      ["LIFECYCLE", ["soon", asOf], noDate("delivery")],
      ["LIFECYCLE", [before, asOf, "soon"], noDate("warrantyEnd")],
      ["LOSSTYPE", [before, "soon", asOf], noDate("lastMaintenance")],
      ["LOSSTYPE", [before, before, asOf, "soon"], noDate("deliveries")],
      ["ACTIVITY", [[["soon"]], asOf], noDate("days")],
      ["NEXTSERVICE", ["soon", 40], noDate("lastVisit")],
      ["KMPERDAY", [[["soon"]], [[12_000]]], noDate("days")],
      ["PSV", ["soon", asOf, "stable"], noDate("delivery")],
      ["RFM", ["soon", 1, 1, asOf], noDate("lastVisit")],
      ["RETURNCHANCE", [before, "soon", 1, asOf], noDate("lastVisit")],
      ["MESSAGE", ["{due date}", "", "", "", "", "", "soon"], noDate("dueDate")],
    ]);

    const noNumber = (argument: ArgumentName): FunctionOutcome => ({
      error: "#VALUE!",
      message: said.unreadableNumber(names[argument]),
    });
    cases("names the argument that is no number", [
      ["NEXTSERVICE", [before, "many"], noNumber("kmPerDay")],
      ["NEXTSERVICE", [before, 40, 180, "many"], noNumber("intervalKm")],
      ["PSV", [before, asOf, "stable", "many"], noNumber("kmPerDay")],
      ["PSV", [before, asOf, "stable", "", "", "", 1, "many"], noNumber("repairAmount")],
      ["RFM", [before, 1, "many", asOf], noNumber("money")],
      ["RETURNCHANCE", [before, before, 1, asOf, "many"], noNumber("horizon")],
      ["INTERVAL", [[[1]], [["many"]]], noNumber("trials")],
      ["PENALTY", [true, 480], noNumber("newLost")],
      ["REWARD", ["lost3", [["a", "b", "c", "d", "e"]]], noNumber("rewards")],
      ["LOYALVALUE", [null, null, null, "many"], noNumber("cars")],
    ]);

    const refused: [id: string, args: unknown[], message: string][] = [
      ["NEXTSERVICE", [before, -40], said.below(names.kmPerDay, "0")],
      ["NEXTSERVICE", [before, 40, 40_000], said.above(names.intervalDays, "36525")],
      ["LOSSVALUE", [5_000, 10], said.above(names.lossRate, "1")],
      ["PENALTY", [2.5, 480], said.notWhole(names.newLost)],
      ["INTERVAL", [[[3]], [[2]]], said.moreThanOther(names.successes, names.trials)],
      ["RETURNCHANCE", [asOf, before, 3, asOf], said.afterOther(names.firstVisit, names.lastVisit)],
      ["PENALTY", [3, 480, null, null, 2], said.above(names.allowanceShare, "1")],
      [
        "PSV",
        [before, asOf, "stable", "", "", 900],
        said.needsOther(names.maintenanceAmount, names.maintenanceVisits),
      ],
      [
        "PSV",
        [before, asOf, "loyal"],
        said.unknownChoice(names.status, said.listed(statusNames())),
      ],
      [
        "PSV",
        [before, asOf, "stable", "", "", "", "", "", "there"],
        said.unknownChoice(names.insurance, said.listed(Object.values(method.insurancePlaces))),
      ],
      [
        "PSV",
        [before, asOf, "stable", "", "", "", "", "", "", "perhaps"],
        said.unknownChoice(names.purchaseIntent, said.listed(Object.values(said.answers))),
      ],
      [
        "STATUS",
        [before, asOf, "weekly"],
        said.unknownChoice(names.ruleSet, said.listed(ruleSetNames)),
      ],
      ["TRANSITION", ["stable", "loyal"], said.mixedRuleSets(names.before, names.after)],
      ["REWARD", ["lost3", [[1, 2, 3]]], said.wrongCount(names.rewards, "5")],
      ["REWARD", ["lost3", [[5, 4, 3, 2, 1]]], said.amountsFall(names.rewards)],
      ["PENALTY", [3, 480, [[30], [20], [10]]], said.amountsFall(names.deductions)],
      ["KMPERDAY", [[[before]], [["far"]]], said.unreadableOdometer(names.odometers)],
      [
        "KMPERDAY",
        [[[before]], [[12_000]], null, [["CAR1"]]],
        said.needsOther(names.vehicles, names.orderVehicles),
      ],
      [
        "MESSAGE",
        ["{colour}"],
        said.unknownPlaceholder(
          names.script,
          said.listed(Object.values(said.placeholders).map((word) => `{${word}}`))
        ),
      ],
    ];
    cases(
      "gives #VALUE! and says what to do",
      refused.map(([id, args, message]) => [id, args, { error: "#VALUE!", message }])
    );

    function statusNames(): string[] {
      const { stable, warning, nearLost, lost3, lost6, lost12, lost24, lostOver24 } = data.statuses;
      const { invalid, unknown } = data.statuses;
      const bands = [lost3, lost6, lost12, lost24, lostOver24];
      return [stable, warning, nearLost, ...bands, invalid, unknown];
    }
  });

  describe("what has no answer", () => {
    const later = day("2024-08-01");
    const unanswered: [id: string, args: unknown[], message: string][] = [
      ["MONTHSAWAY", [later, asOf], said.afterAsOf(names.lastVisit, names.asOf)],
      ["LOSSTYPE", [later, "", asOf], said.afterAsOf(names.lastVisit, names.asOf)],
      ["RFM", [later, 1, 1, asOf], said.afterAsOf(names.lastVisit, names.asOf)],
      ["RETURNCHANCE", [asOf, later, 2, asOf], said.afterAsOf(names.lastVisit, names.asOf)],
      ["INTERVAL", [[[0]], [[0]]], said.noTrials(names.trials)],
      ["LIFECYCLE", [later, asOf], said.deliveredLater(names.delivery, names.asOf)],
      ["PSV", [later, asOf, "stable"], said.deliveredLater(names.delivery, names.asOf)],
      ["ACTIVITY", [[[later]], asOf], said.noVisit(names.days)],
      [
        "ACTIVITY",
        [[[asOf]], asOf, [["CAR1"]], "CAR2"],
        said.vehicleNotFound(names.vehicles, names.orderVehicles),
      ],
      ["KMPERDAY", [[[asOf]], [[12_000]]], said.tooFewReadings(names.odometers)],
      [
        "KMPERDAY",
        [
          [[asOf - 29], [asOf]],
          [[12_000], [13_000]],
        ],
        said.tooFewReadings(names.odometers),
      ],
      ["TRANSITION", ["stable", "unknown"], said.noTransition(names.before, names.after)],
      ["MESSAGE", ["{name}"], said.nothingToSay(names.script, names.name)],
    ];
    cases(
      "gives #N/A and says why",
      unanswered.map(([id, args, message]) => [id, args, { error: "#N/A", message }])
    );
  });

  describe("error cells in arguments", () => {
    test("an error stays in its own cell and leaves the others as they are", async () => {
      const visits = [[day("2024-01-31")], [errorCell("#N/A")], ["20152-11-28"], [""]];
      expect(await range("STATUS", visits, asOf)).toEqual([
        [data.statuses.stable],
        [isError("#N/A")],
        [isError("#VALUE!")],
        [""],
      ]);
      const statuses = [["stable"], [errorCell("#REF!")], ["stable"], ["stable"]];
      const deliveries = [[asOf], [asOf], [errorCell("#DIV/0!")], [""]];
      expect(await range("PSV", deliveries, asOf, statuses)).toEqual([
        [115_965],
        [isError("#VALUE!")],
        [isError("#DIV/0!")],
        [""],
      ]);
    });

    test("the error of a single cell is the result", async () => {
      expect(await call("MONTHSAWAY", errorCell("#N/A"), asOf)).toMatchObject({ error: "#N/A" });
      expect(await call("TRANSITION", errorCell("#N/A"), "stable")).toMatchObject({
        error: "#N/A",
      });
      expect(await call("MESSAGE", "{name}", errorCell("#N/A"))).toMatchObject({ error: "#N/A" });
    });

    const spoilt = (call: { id: string; args: readonly unknown[] }, at: number, cell: unknown) =>
      call.args.map((argument, i) => {
        if (i !== at) return argument;
        return Array.isArray(argument)
          ? (argument as unknown[][]).map((row) => row.map(() => cell))
          : cell;
      });
    const examples = Object.values(functionExamples).flatMap((example) => {
      const [id, args] = argumentsOf(example, texts);
      return args.flatMap((argument, at) => (argument === null ? [] : [{ id, args, at }]));
    });
    /** The first error with words in what a call gave. */
    const wordsOf = (outcome: FunctionOutcome): unknown => {
      if ("error" in outcome) return [outcome.error, outcome.message];
      const cells = [outcome.value].flat(2) as { code?: string; message?: string }[];
      const error = cells.find((cell) => typeof cell === "object" && cell !== null);
      return [error?.code, error?.message];
    };

    test.each([
      ["handed over", { allowErrors: true, allowDataTypes: true }, "dataType"],
      ["read as #VALUE!", { allowErrors: true }, "errorCell"],
    ] as const)(
      "a data type in any argument of any function, %s, gives #VALUE! and says why",
      async (_, options, text) => {
        const given = await Promise.all(
          examples.map(({ id, args, at }) =>
            standIn.callFunction(id, spoilt({ id, args }, at, entityCell("MSFT")), options)
          )
        );
        expect(examples.length).toBeGreaterThan(40);
        const told = given.map((outcome, i) => [examples[i].id, examples[i].at, wordsOf(outcome)]);
        expect(told).toEqual(examples.map(({ id, at }) => [id, at, ["#VALUE!", said[text]]]));
      }
    );

    test("an error in any argument is the result of any function, #REF! and #NAME? as #VALUE! with words", async () => {
      const codes = ["#REF!", "#NAME?", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!"];
      const asked = codes.flatMap((code) => examples.map((example) => ({ ...example, code })));
      const given = await Promise.all(
        asked.map(({ code, ...it }) => call(it.id, ...spoilt(it, it.at, errorCell(code))))
      );
      const told = given.map((outcome, i) => [asked[i].id, asked[i].at, wordsOf(outcome)]);
      const words = (code: string): unknown[] =>
        codes.indexOf(code) < 3 ? ["#VALUE!", said.errorCell] : [code, undefined];
      expect(told).toEqual(asked.map(({ id, at, code }) => [id, at, words(code)]));
    });

    test("a row that cannot be ranked does not count among the others", async () => {
      const visits = [[day("2024-07-01")], [errorCell("#N/A")], [day("2024-01-01")]];
      expect(await range("RFM", visits, [[5], [9], [0]], [[100], [900], [0]], asOf)).toEqual([
        ["A 5-5-5"],
        [isError("#N/A")],
        [method.valueGrades.none],
      ]);
    });

    test("a reading that cannot be read spoils its own car only", async () => {
      const cars = [["car1"], ["CAR 1"], ["CAR2"], ["CAR2"], [errorCell("#N/A")]];
      const days = [[asOf - 100], [asOf], [asOf - 100], [asOf], [asOf]];
      const km = [[10_000], [13_000], [20_000], [errorCell("#VALUE!")], [500]];
      expect(await range("KMPERDAY", days, km, cars)).toEqual([
        [30],
        [30],
        [isError("#VALUE!")],
        [isError("#VALUE!")],
        [isError("#N/A")],
      ]);
      expect(await call("KMPERDAY", days, km, cars, "CAR1")).toEqual({ value: 30 });
    });
  });

  describe("words in either language", () => {
    const [chinese, english] = [textsOf("zh-CN"), textsOf("en-US")];

    test("a rule set may be named by code or by its label", async () => {
      const visit = day("2024-03-01");
      for (const word of [
        "Loyalty",
        chinese.data.ruleSets.loyalty,
        english.data.ruleSets.loyalty,
      ]) {
        expect(await call("STATUS", visit, asOf, word)).toEqual({ value: data.statuses.wavering });
      }
    });

    test("a status may be named by code or by its label, whatever its spacing", async () => {
      for (const word of [
        "nearLost",
        "NEARLOST ",
        chinese.data.statuses.nearLost,
        english.data.statuses.nearLost,
        "３ 个月内流失",
      ]) {
        const { value } = (await call("PSV", asOf, asOf, word)) as { value: number };
        expect(value).toBe(word.startsWith("３") ? 23_193 : 52_184.25);
      }
      expect(await call("PSV", asOf, asOf, chinese.data.statuses.invalid)).toEqual({ value: 0 });
      expect(await call("PSV", asOf, asOf, english.data.statuses.unknown)).toEqual({ value: 0 });
    });

    test("where a car is insured and whether a car is wanted, too", async () => {
      const psv = async (insurance: unknown, intent: unknown): Promise<unknown> =>
        call("PSV", asOf, asOf, "stable", "", "", "", "", "", insurance, intent);
      // 43,187 × (1 + 0.6 × 0.3) and 22,186 × 2
      const insuredHere = { value: 123_738.66 };
      expect(await psv("here", "")).toEqual(insuredHere);
      expect(await psv(chinese.method.insurancePlaces.here, false)).toEqual(insuredHere);
      for (const yes of [true, 1, "yes", chinese.functions.answers.yes]) {
        expect(await psv("unknown", yes)).toEqual({ value: 138_151 });
      }
      expect(await psv("", english.functions.answers.no)).toEqual({ value: 115_965 });
    });
  });

  describe("PSV", () => {
    test("gives the published example at delivery and its parts", async () => {
      expect(await call("PSV", asOf, asOf, "stable")).toEqual({ value: 115_965 });
      expect(await range("PSVPARTS", [[asOf]], asOf, "stable")).toEqual([
        [50_592, 43_187, 22_186, 115_965],
      ]);
    });

    test("keeps only the fading repurchase after the end of a car's life", async () => {
      // 2,922 days are 8 years, 2.9 beyond the life of 5.1: 22,186 × 0.5^2.9
      expect(await range("PSVPARTS", [[asOf - 2_922]], asOf, "stable")).toEqual([
        [0, 0, 2_972.3, 2_972.3],
      ]);
    });

    test("counts a customer's own visits, amounts and kilometres", async () => {
      // Four years old, three observed: F = (2·2 + 9) ÷ 5 ÷ 2 = 1.3, G = (3·2,480 + 22,320) ÷ 12 ÷ 2,480 = 1;
      // (0.5 · 1.3 + 0.5) · 10,912
      const [[base]] = await range("PSVPARTS", [[asOf - 1_461]], asOf, "stable", "", 9, 22_320);
      expect(base).toBe(12_548.8);
      // 40,000 km a year: life 5.1 · √½ is below the floor of 0.7 · 5.1 = 3.57 years, so nothing remains.
      const driven = await range("PSVPARTS", [[asOf - 1_461]], asOf, "stable", 40_000 / 365.25);
      expect(driven[0].slice(0, 2)).toEqual([0, 0]);
    });
  });

  test("a script shows kilometres and days as they are written in the language", async () => {
    const script = `{${said.placeholders.dueKm}} km, {${said.placeholders.dueDate}}`;
    expect(await call("MESSAGE", script, "", "", "", "", 15_000, day("2024-09-05"))).toEqual({
      value: `15,000 km, ${said.day(2024, 9, 5)}`,
    });
  });

  test("the shorter interval decides when the next maintenance is due", async () => {
    const visit = day("2024-01-01");
    expect(await call("NEXTSERVICE", visit, 50, 120, 5_000)).toEqual({ value: visit + 100 });
    expect(await call("NEXTSERVICE", visit, 30, 120, 5_000)).toEqual({ value: visit + 120 });
    expect(await call("NEXTSERVICE", visit, 0, 120, 5_000)).toEqual({ value: visit + 120 });
  });

  test("equal statuses are no change", async () => {
    expect(await call("TRANSITION", "loyal", "loyal")).toEqual({ value: method.unchanged });
  });

  test("without amounts nothing is rewarded or deducted", async () => {
    expect(await call("REWARD", "lostOver24")).toEqual({ value: 0 });
    expect(await call("PENALTY", 50, 480)).toEqual({ value: 0 });
    expect(await call("PENALTY", 9, 480, [[0, 50, 100]], 1)).toEqual({ value: 350 });
  });

  test("the allowance is 1% of the base, or the share that is given, and at least one car", async () => {
    expect(await call("PENALTY", 12, 480, [[0, 50, 100]], 1, 0.02)).toEqual({ value: 150 });
    expect(await call("PENALTY", 12, 480, [[0, 50, 100]], 1, null)).toEqual({ value: 650 });
    expect(await call("PENALTY", 2, 480, [[0, 50, 100]], null, 0)).toEqual({ value: 50 });
  });
});

describe("columns of 20,000 customers", () => {
  const rows = 20_000;
  const column = (value: (row: number) => unknown): unknown[][] =>
    Array.from({ length: rows }, (_, row) => [value(row)]);
  const days = column((row) => day("2020-01-01") + (row % 1_500));
  const statuses = column((row) => ["stable", "准流失", "Lost 1 to 2 years"][row % 3]);
  const cars = column((row) => `CAR${row >> 2}`);

  beforeAll(async () => {
    standIn = await openWithFunctions("zh-CN");
  }, 60_000);
  afterAll(() => standIn.close());

  test.each<[string, unknown[], number]>([
    ["STATUSES", [days, asOf], 8],
    ["LOYALTY", [days, asOf], 3],
    ["LOSTBAND", [days, asOf], 5],
    ["MONTHSAWAY", [days, asOf], 40],
    ["LIFECYCLE", [days, asOf], 3],
    ["LOSSTYPE", [days, days, asOf], 2],
    ["ACTIVITY", [days, asOf, cars], 3],
    ["NEXTSERVICE", [days, column((row) => 20 + (row % 50))], 1_000],
    [
      "KMPERDAY",
      [column((row) => 43_831 + (row % 4) * 90), column((row) => 10_000 + row), cars],
      1,
    ],
    ["PSV", [days, asOf, statuses], 1_000],
    ["PSVPARTS", [days, asOf, statuses], 1_000],
    ["RFM", [days, column((row) => row % 9), column((row) => row * 3), asOf], 50],
    ["TRANSITION", [statuses, column(() => "stable")], 3],
    ["REWARD", [statuses, [[1, 2, 3, 4, 5]]], 2],
    ["PENALTY", [column((row) => row % 30), column((row) => row % 900), [[0, 50, 100]]], 20],
    ["LOYALVALUE", [column((row) => row)], rows],
    ["LOSSVALUE", [column((row) => row)], rows],
    ["MESSAGE", ["{姓名}您好。", column((row) => `王${row}`)], rows],
  ])("%s answers within two seconds", async (id, args, different) => {
    const startedAt = process.cpuUsage();
    const { value } = (await standIn.callFunction(id, args)) as { value: unknown[][] };
    const elapsed = cpuTimeSince(startedAt);
    expect(value).toHaveLength(rows);
    expect(new Set(value.map(([first]) => first)).size).toBeGreaterThanOrEqual(different);
    expect(elapsed).toBeLessThan(2_000);
  });
});
