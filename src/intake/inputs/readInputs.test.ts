import fc from "fast-check";
import { inputRow } from "../../../test/support/planInputs";
import { makeCustomerTable, makeOrderTable, type CustomerRow } from "../../../test/support/tables";
import { textsOf } from "../../locale";
import { defaultWords } from "../../retention/store";
import { listParameters } from "../../retention/allParameters";
import { NO_DAY, serialOfIso } from "../../retention/time";
import { ruleSets } from "../../retention/status";
import { readInputs, type InputTerms } from "./readInputs";
import type { InputRows } from "./schema";
import type { StoreInputs } from "./storeInputs";
import { readYesNo, wordLookup, wordsIn } from "./words";

const customers: CustomerRow[] = [
  { vin: "LSVAA000000000001", plate: "粤B12345", customerNumber: "K1", advisor: "李二" },
  { vin: "LSVAA000000000002", plate: "粤B12346", customerNumber: "K1", advisor: "张一" },
  { plate: "粤B12347", advisor: "张一" },
];
const terms: InputTerms = {
  locale: "zh-CN",
  customers: makeCustomerTable(customers),
  orders: makeOrderTable([{ vin: "LSVAA000000000001", advisor: "王三" }]),
};
const read = (rows: InputRows): StoreInputs => readInputs(rows, terms);
const general = (key: string, value: string | number): InputRows => ({
  general: [inputRow("general", { key, value })],
});
const parameters = (values: Readonly<Record<string, string | number>>): InputRows => ({
  parameters: Object.entries(values).map(([key, value], i) =>
    inputRow("parameters", { key, value }, i + 10)
  ),
});
const problems = ({ findings }: StoreInputs): unknown[] =>
  findings.map(({ table, column, sheetRow, problem }) => [table, column, sheetRow, problem]);

describe("a workbook in which nobody has written anything", () => {
  const { settings, findings, records, ledger } = read({});

  it("has the published rules and every default", () => {
    expect(settings.rules).toEqual(ruleSets.retention);
    expect(settings.changed.size).toBe(0);
    expect(settings.words).toEqual(defaultWords);
    expect(settings.calendar).toEqual({ closedDays: new Set(), closedWeekdays: [] });
    expect(settings.asOf).toBeUndefined();
    expect([findings, records, ledger]).toEqual([[], [], []]);
  });

  it("has the advisors of the customer sheet, each with a full share, whatever the order of its rows", () => {
    const weightOf = ({ name, weight }: { name: string; weight: number }) => [name, weight];
    const reversed = makeCustomerTable([...customers].reverse());
    expect(settings.roster.advisors.map(weightOf)).toEqual([
      ["张一", 1],
      ["李二", 1],
    ]);
    expect(readInputs({}, { ...terms, customers: reversed }).settings.roster).toEqual(
      settings.roster
    );
  });

  it("has those of the orders where the customer sheet names none", () => {
    const unowned = makeCustomerTable([{ vin: "LSVAA000000000001" }]);
    const { roster } = readInputs({}, { ...terms, customers: unowned }).settings;
    expect(roster.advisors.map(({ name }) => name)).toEqual(["王三"]);
    expect(roster.customerCare).toBe("客服专员");
  });
});

describe("parameters", () => {
  it("count as changed where they differ from their default, percent signs and separators understood", () => {
    const { settings, findings } = read(
      parameters({
        "targets.newLostShare": "1.5%",
        "serviceIntervals.km": "7,500",
        "status.retention.stable": 6,
        "demand.horizon": "",
      })
    );
    expect([...settings.changed]).toEqual([
      ["targets.newLostShare", 0.015],
      ["serviceIntervals.km", 7500],
    ]);
    expect(findings).toEqual([]);
  });

  it("that are no number, negative, or beyond what can be meant are told and keep their default", () => {
    const inputs = read(
      parameters({
        "targets.newLostShare": 2,
        "serviceIntervals.km": "一万",
        "demand.horizon": -1,
        "solicitation.rules.touches": 2.5,
      })
    );
    expect(inputs.settings.changed.size).toBe(0);
    expect(problems(inputs)).toEqual([
      ["parameters", "value", 10, "outOfRange"],
      ["parameters", "value", 11, "unreadable"],
      ["parameters", "value", 12, "outOfRange"],
      ["parameters", "value", 13, "outOfRange"],
    ]);
  });

  it("move the lines between statuses", () => {
    const { rules } = read(parameters({ "status.retention.stable": 4 })).settings;
    expect(rules.classes[0]).toMatchObject({ status: "stable", upToMonths: 4 });
  });

  it("that make the lines of the rule set in use fall are told, and the published lines hold", () => {
    const inputs = read(
      parameters({ "status.retention.stable": 10, "status.loyalty.loyal": 9, "rfm.window": 12 })
    );
    expect(inputs.settings.rules).toEqual(ruleSets.retention);
    expect(problems(inputs)).toEqual([["parameters", "value", 10, "notRising"]]);
  });

  it("accept every default as it is, so that a sheet nobody touched changes nothing", () => {
    const untouched = Object.fromEntries(
      listParameters().map(({ key, default: value }) => [key, value])
    );
    const inputs = read(parameters(untouched));
    expect(inputs.settings.changed.size).toBe(0);
    expect(inputs.findings).toEqual([]);
  });

  it("of norms and obtainability become the user's own values", () => {
    const { ownPsv, ownObtainability } = read(
      parameters({ "psv.norms.repairVisits": 1.5, "psv.obtainability.lost3": 0.3 })
    ).settings;
    expect(ownPsv.norms).toEqual({ repairVisits: 1.5 });
    expect(ownObtainability).toEqual({ lost3: 0.3 });
  });
});

describe("the general settings", () => {
  it("are understood in both languages", () => {
    expect(read(general("ruleSet", "忠诚度")).settings.rules.name).toBe("loyalty");
    expect(read(general("ruleSet", "loyalty")).settings.rules.name).toBe("loyalty");
    expect(read(general("psvConstants", " 公开值 ")).settings.psvConstants).toBe("published");
    expect(read(general("closedWeekdays", "周日,Sat")).settings.calendar.closedWeekdays).toEqual([
      7, 6,
    ]);
  });

  it("that are not understood are told, and the default holds", () => {
    const inputs = read(general("ruleSet", "七个月"));
    expect(inputs.settings.rules.name).toBe("retention");
    expect(problems(inputs)).toEqual([["general", "value", 0, "unknownWord"]]);
    expect(problems(read(general("asOf", "下周")))).toEqual([
      ["general", "value", 0, "unreadable"],
    ]);
  });

  it("fix the as-of day, as serial or text", () => {
    const day = serialOfIso("2026-06-30");
    expect(read(general("asOf", day)).settings.asOf).toBe(day);
    expect(read(general("asOf", "2026年6月30日")).settings.asOf).toBe(day);
  });

  it("have an opt-out text until somebody empties it", () => {
    expect(read({}).settings.optOut).toBe("拒收请回复R");
    expect(read(general("optOut", "")).settings.optOut).toBe("");
  });
});

describe("advisors", () => {
  const advisors = (...rows: Readonly<Record<string, string | number>>[]): StoreInputs =>
    read({ advisors: rows.map((cells, i) => inputRow("advisors", cells, i)) });

  it("replace those of the sheets, with weight, days in office and rest", () => {
    const { settings, findings } = advisors({
      name: "赵四",
      weight: 0.5,
      from: "2026-01-05",
      restWeekdays: "周三、周日",
      restDays: "2026-05-01, 2026-05-02",
    });
    expect(findings).toEqual([]);
    expect(settings.roster.advisors).toEqual([
      {
        name: "赵四",
        weight: 0.5,
        from: serialOfIso("2026-01-05"),
        to: NO_DAY,
        restWeekdays: [3, 7],
        restDays: [serialOfIso("2026-05-01"), serialOfIso("2026-05-02")],
      },
    ]);
  });

  it("without a weight have a full one, with 0 none; a weight that is no number is told", () => {
    const inputs = advisors(
      { name: "赵四" },
      { name: "钱五", weight: 0 },
      { name: "孙六", weight: "半个" },
      { name: "李七", weight: -1 }
    );
    expect(inputs.settings.roster.advisors.map(({ weight }) => weight)).toEqual([1, 0, 1, 1]);
    expect(problems(inputs)).toEqual([
      ["advisors", "weight", 2, "unreadable"],
      ["advisors", "weight", 3, "outOfRange"],
    ]);
  });

  it("listed twice count once, and a row without a name is told", () => {
    const inputs = advisors({ name: "赵四" }, { name: "赵四", weight: 2 }, { weight: 1 });
    expect(inputs.settings.roster.advisors).toHaveLength(1);
    expect(problems(inputs)).toEqual([
      ["advisors", "name", 1, "repeated"],
      ["advisors", "name", 2, "missing"],
    ]);
  });

  it("who leave before they come are told and stay", () => {
    const inputs = advisors({ name: "赵四", from: "2026-05-01", to: "2026-04-01" });
    expect(inputs.settings.roster.advisors[0]?.to).toBe(NO_DAY);
    expect(problems(inputs)).toEqual([["advisors", "to", 0, "outOfRange"]]);
  });
});

describe("customers who must not be called", () => {
  const disturbed = (...named: string[]): StoreInputs =>
    read({ doNotDisturb: named.map((customer) => inputRow("doNotDisturb", { customer })) });

  it("may be named by VIN or plate, however typed", () => {
    const { settings } = disturbed("lsvaa000000000001", "粤B·12346", "粤B 12347");
    expect(settings.doNotDisturb).toEqual(
      new Set(["LSVAA000000000001", "LSVAA000000000002", "粤B12347"])
    );
  });

  it("are told where nobody, or more than one car, is meant, and kept by what was typed", () => {
    const inputs = disturbed("粤B99999", "K1");
    expect(inputs.settings.doNotDisturb).toEqual(new Set(["粤B99999", "K1"]));
    expect(inputs.findings.map(({ problem }) => problem)).toEqual([
      "unknownCustomer",
      "unknownCustomer",
    ]);
  });
});

test("a word list in the sheet replaces the default, an emptied one too", () => {
  const { words } = read({
    wordLists: [
      inputRow("wordLists", { list: "localArea", words: "南山、福田\n罗湖" }),
      inputRow("wordLists", { list: "bodyPaint", words: "" }),
    ],
  }).settings;
  expect(words.localArea).toEqual(["南山", "福田", "罗湖"]);
  expect(words.bodyPaint).toEqual([]);
  expect(words.maintenance).toBe(defaultWords.maintenance);
});

test("intervals count by model where at least one is typed", () => {
  const { intervals } = read({
    intervals: [
      inputRow("intervals", { model: "A6", km: 7500 }),
      inputRow("intervals", { model: "A4" }),
    ],
  }).settings;
  expect([...intervals]).toEqual([["A6", { km: 7500 }]]);
});

test("closed days are days; an occasion without one is told", () => {
  const inputs = read({
    closedDays: [
      inputRow("closedDays", { day: "2026-10-01", occasion: "国庆" }),
      inputRow("closedDays", { occasion: "春节" }),
    ],
  });
  expect([...inputs.settings.calendar.closedDays]).toEqual([serialOfIso("2026-10-01")]);
  expect(problems(inputs)).toEqual([["closedDays", "day", 0, "missing"]]);
});

describe("words", () => {
  it.each(["zh-CN", "en-US"] as const)(
    "of every vocabulary name one thing each in %s",
    (locale) => {
      const { vocabulary, data } = textsOf(locale);
      const lists = [
        vocabulary.solicitationTypes,
        vocabulary.results,
        vocabulary.failureReasons,
        vocabulary.competitors,
        vocabulary.ledgerSources,
        vocabulary.invalidReasons,
        vocabulary.contactChannels,
        vocabulary.scriptChannels,
        vocabulary.failureRowGroups,
        vocabulary.constantsChoices,
        data.statuses,
        data.ruleSets,
      ];
      for (const list of lists) {
        const words = Object.values<string>(list);
        expect(new Set(words).size).toBe(words.length);
      }
    }
  );

  it("are found again in either language, whatever their width and case", () => {
    const typeOf = wordLookup(({ vocabulary }) => vocabulary.solicitationTypes);
    for (const locale of ["zh-CN", "en-US"] as const) {
      for (const [code, word] of Object.entries(textsOf(locale).vocabulary.solicitationTypes)) {
        expect(typeOf(` ${word.toUpperCase()} `)).toBe(code);
      }
    }
    expect(typeOf("洗车")).toBeUndefined();
  });

  it("of one cell are cut at marks, never at blanks", () => {
    expect(wordsIn("Loss warning; Recall，保险、\n年检")).toEqual([
      "Loss warning",
      "Recall",
      "保险",
      "年检",
    ]);
    expect(wordsIn("")).toEqual([]);
  });

  it("of yes and no are those of both languages and of checkboxes", () => {
    expect(["是", "no", true, "也许"].map(readYesNo)).toEqual([true, false, true, undefined]);
  });
});

test("no cell whatever, in any table, is an error: it is read or told", () => {
  const cell = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constantFrom("#N/A", "是", "2026-01-01", "粤B12345", "例行保养", "张一")
  );
  const anyRow = (id: keyof InputRows, keys: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...keys), cell).map((cells) => inputRow(id, cells));
  const columns = (id: keyof InputRows): string[] =>
    Object.keys(inputRow(id, {})).filter((key) => key !== "sheetRow");
  const table = <Id extends keyof InputRows>(id: Id) =>
    fc.array(anyRow(id, columns(id)), { maxLength: 4 });
  fc.assert(
    fc.property(
      fc.record({
        general: table("general"),
        advisors: table("advisors"),
        intervals: table("intervals"),
        closedDays: table("closedDays"),
        doNotDisturb: table("doNotDisturb"),
        ledger: table("ledger"),
        records: table("records"),
        targets: table("targets"),
        tallyReasons: table("tallyReasons"),
        failureActions: table("failureActions"),
        campaigns: table("campaigns"),
        campaignRewards: table("campaignRewards"),
        surveyAnswers: table("surveyAnswers"),
        scorecardInputs: table("scorecardInputs"),
        scripts: table("scripts"),
      }),
      (rows) => {
        const inputs = read(rows as unknown as InputRows);
        expect(inputs.rows).toBe(rows);
        for (const { sheetRow, column } of inputs.findings) {
          expect([sheetRow, column]).toEqual([expect.any(Number), expect.any(String)]);
        }
      }
    ),
    { numRuns: 60 }
  );
});
