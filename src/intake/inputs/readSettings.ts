import { allParameters, listParameters, type ListedParameter } from "../../retention/allParameters";
import { constantsChoices, contactChannels } from "../../retention/value";
import {
  defaultWords,
  type CustomerTable,
  type OrderTable,
  type TextColumn,
  type WordLists,
} from "../../retention/store";
import { NO_DAY, type SerialDay } from "../../retention/time";
import { ruleSetNames, rulesOf, type RuleSet, type RuleSetName } from "../../retention/status";
import type { Advisor } from "../../retention/ownership";
import type { ServiceIntervals } from "../../retention/service";
import { textsOf, type Locale } from "../../locale";
import type { CustomerNaming } from "./customerKeys";
import { RowReader } from "./rowReader";
import type { InputRow, InputRows } from "./schema";
import type { Settings } from "./storeInputs";
import type { InputFinding } from "./inputFinding";
import { wordLookup, wordsIn } from "./words";

/** The rows of 维系参数's first table, by the key that stands in them. */
export const generalKeys = [
  "asOf",
  "ruleSet",
  "customerCare",
  "closedWeekdays",
  "psvConstants",
  "obtainability",
  "signature",
  "optOut",
  "storePhone",
  "budget",
  "budgetChannel",
  "drawSeed",
] as const;
export type GeneralKey = (typeof generalKeys)[number];

/** What the settings are read against. */
export interface SettingsTerms {
  readonly locale: Locale;
  readonly customers: CustomerTable;
  readonly orders: OrderTable;
  readonly naming: CustomerNaming;
}

const ruleSetWords = wordLookup<RuleSetName>(({ data }) => data.ruleSets);
const choiceWords = wordLookup(({ vocabulary }) => vocabulary.constantsChoices);
const channelWords = wordLookup(({ vocabulary }) => vocabulary.contactChannels);
/** ISO weekdays by their names. */
const weekdayWords = wordLookup(({ vocabulary }) =>
  Object.fromEntries(vocabulary.weekdays.map((name, index) => [String(index + 1), name]))
);

/** Reads everything of 维系参数; what is blank or not understood has its default. */
export function readSettings(
  rows: InputRows,
  terms: SettingsTerms,
  findings: InputFinding[]
): Settings {
  const general = new GeneralReader(rows.general ?? [], findings);
  const changed = readParameters(rows.parameters ?? [], findings);
  const rules = readRules(general.ruleSet(), changed, rows.parameters ?? [], findings);
  const asOf = general.day("asOf");
  const typed = readAdvisors(rows.advisors ?? [], findings);
  const psv = (group: string, name: string): number | undefined =>
    changed.get(`psv.${group}.${name}`);
  return {
    ...(asOf !== NO_DAY && { asOf }),
    rules,
    changed,
    roster: {
      advisors: typed.length > 0 ? typed : advisorsOfSheets(terms),
      customerCare: general.text("customerCare") || textsOf(terms.locale).vocabulary.customerCare,
    },
    calendar: {
      closedDays: readClosedDays(rows.closedDays ?? [], findings),
      closedWeekdays: general.weekdays("closedWeekdays"),
    },
    words: readWordLists(rows.wordLists ?? []),
    intervals: readIntervals(rows.intervals ?? [], findings),
    doNotDisturb: readDoNotDisturb(rows.doNotDisturb ?? [], terms.naming, findings),
    psvConstants: general.word("psvConstants", choiceWords) ?? "measured",
    ownPsv: {
      norms: changedOf(changed, "psv.norms"),
      derived: psv("derived", "value"),
      repurchase: psv("repurchase", "value"),
    },
    obtainability: general.word("obtainability", choiceWords) ?? "published",
    ownObtainability: changedOf(changed, "psv.obtainability"),
    signature: general.text("signature"),
    optOut: general.typedText("optOut") ?? textsOf(terms.locale).vocabulary.optOut,
    storePhone: general.text("storePhone"),
    budget: general.number("budget") || 0,
    budgetChannel: general.word("budgetChannel", channelWords) ?? "phone",
    drawSeed: general.text("drawSeed"),
  };
}

/** The changed figures of a flat chapter, by their own names. */
function changedOf(changed: ReadonlyMap<string, number>, chapter: string): Record<string, number> {
  const prefix = `${chapter}.`;
  return Object.fromEntries(
    [...changed]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value])
  );
}

/** Reads single settings of the general table. */
class GeneralReader {
  private readonly rows = new Map<string, RowReader<"general">>();

  constructor(rows: readonly InputRow<"general">[], findings: InputFinding[]) {
    for (const row of rows) this.rows.set(String(row.key), new RowReader("general", row, findings));
  }

  day(key: GeneralKey): SerialDay {
    return this.rows.get(key)?.day("value") ?? NO_DAY;
  }

  text(key: GeneralKey): string {
    return this.typedText(key) ?? "";
  }

  /** `undefined` where the table has no such row: a default that can be emptied. */
  typedText(key: GeneralKey): string | undefined {
    return this.rows.get(key)?.text("value");
  }

  number(key: GeneralKey): number {
    return this.rows.get(key)?.number("value", { min: 0 }) ?? NaN;
  }

  word<Code extends string>(key: GeneralKey, lookup: ReturnType<typeof wordLookup<Code>>) {
    return this.rows.get(key)?.word("value", lookup) ?? null;
  }

  weekdays(key: GeneralKey): number[] {
    return (this.rows.get(key)?.words("value", weekdayWords) ?? []).map(Number);
  }

  ruleSet(): RuleSetName {
    return this.word("ruleSet", ruleSetWords) ?? "retention";
  }
}

const listed: ReadonlyMap<string, ListedParameter> = new Map(
  listParameters().map((parameter) => [parameter.key, parameter])
);

/** The largest value that can be meant, by unit; days and kilometres beyond it would leave the calendar. */
const mostOf: Partial<Record<ListedParameter["unit"], number>> = {
  days: 36_500,
  months: 1_200,
  years: 100,
  km: 10_000_000,
};
const wholeUnits: ReadonlySet<ListedParameter["unit"]> = new Set(["days", "months", "count"]);
/** Shares of a whole; factors and exponents may pass 1. */
const isShare = ({ unit }: ListedParameter): boolean => unit === "share";

/** Figures that differ from their default, by dotted key. */
function readParameters(
  rows: readonly InputRow<"parameters">[],
  findings: InputFinding[]
): ReadonlyMap<string, number> {
  const changed = new Map<string, number>();
  for (const row of rows) {
    const parameter = listed.get(String(row.key));
    if (parameter === undefined) continue;
    const value = new RowReader("parameters", row, findings).number("value", {
      min: 0,
      max: isShare(parameter) ? 1 : mostOf[parameter.unit],
      whole: wholeUnits.has(parameter.unit),
    });
    if (!Number.isNaN(value) && value !== parameter.default) changed.set(parameter.key, value);
  }
  refuseContradictions(changed, rows, findings);
  return changed;
}

/** Parameters that must rise from one to the next, or `orEqual` at least not fall. */
const rising: readonly { readonly keys: readonly string[]; readonly orEqual?: boolean }[] = [
  { keys: ["loss.lowMileage", "loss.middleMileage"] },
  {
    keys: ["lifecycle.honeymoon", "lifecycle.early", "lifecycle.warranty", "lifecycle.repurchase"],
  },
  { keys: ["rfm.gradeC", "rfm.gradeB", "rfm.gradeA"] },
  { keys: ["psv.life.shortest", "psv.life.longest"], orEqual: true },
  {
    keys: ["solicitation.rules.unreachableDays", "solicitation.rules.unreachableCalls"],
    orEqual: true,
  },
  { keys: ["norms.history", "norms.window"], orEqual: true },
];

/** Takes back what contradicts itself, the whole group at once, and tells it of each changed cell. */
function refuseContradictions(
  changed: Map<string, number>,
  rows: readonly InputRow<"parameters">[],
  findings: InputFinding[]
): void {
  for (const { keys, orEqual = false } of rising) {
    const values = keys.map((key) => changed.get(key) ?? listed.get(key)?.default ?? NaN);
    const fits = values
      .slice(1)
      .every((value, i) => (orEqual ? value >= values[i] : value > values[i]));
    if (fits) continue;
    for (const row of rows) {
      if (keys.includes(String(row.key)) && changed.delete(String(row.key))) {
        new RowReader("parameters", row, findings).refuse("value", undefined, "notRising");
      }
    }
  }
}

/** The rule set with the user's lines; with the published ones, and findings, where they do not rise. */
function readRules(
  name: RuleSetName,
  changed: Map<string, number> | ReadonlyMap<string, number>,
  rows: readonly InputRow<"parameters">[],
  findings: InputFinding[]
): RuleSet {
  const prefix = `status.${name}`;
  try {
    return rulesOf(name, changedOf(changed, prefix));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    for (const row of rows) {
      const key = String(row.key);
      if (key.startsWith(`${prefix}.`) && changed.has(key)) {
        new RowReader("parameters", row, findings).refuse("value", undefined, "notRising");
      }
    }
    return rulesOf(name);
  }
}

/** 0: takes no part in deals. */
const leastWeight = 0;
const mostWeight = 100;

function readAdvisors(rows: readonly InputRow<"advisors">[], findings: InputFinding[]): Advisor[] {
  const advisors: Advisor[] = [];
  const names = new Set<string>();
  for (const row of rows) {
    const reader = new RowReader("advisors", row, findings);
    const name = reader.text("name");
    if (name === "") {
      if (!reader.isBlank("weight", "from", "to", "restWeekdays", "restDays")) {
        reader.refuse("name", undefined, "missing");
      }
      continue;
    }
    if (names.has(name)) {
      reader.refuse("name", undefined, "repeated");
      continue;
    }
    names.add(name);
    const weight = reader.number("weight", { min: leastWeight, max: mostWeight });
    const from = reader.day("from");
    const to = reader.day("to");
    advisors.push({
      name,
      weight: Number.isNaN(weight) ? allParameters.allocation.advisorWeight.default : weight,
      from,
      to: to !== NO_DAY && to < from ? reader.refuse("to", NO_DAY, "outOfRange") : to,
      restWeekdays: reader.words("restWeekdays", weekdayWords).map(Number),
      restDays: reader.days("restDays"),
    });
  }
  return advisors;
}

/** Where nobody listed the advisors: those of the customer sheet, else of the orders, each in full. */
export function advisorsOfSheets({
  customers,
  orders,
}: Pick<SettingsTerms, "customers" | "orders">): Advisor[] {
  const ofCustomers = namesIn(customers.advisor);
  const names = ofCustomers.length > 0 ? ofCustomers : namesIn(orders.advisor);
  return names.map((name) => ({
    name,
    weight: allParameters.allocation.advisorWeight.default,
    from: NO_DAY,
    to: NO_DAY,
    restDays: [],
    restWeekdays: [],
  }));
}

/** The texts that rows of a column use, sorted by code so that the order of the rows does not matter. */
function namesIn({ codes, texts }: TextColumn): string[] {
  const used = new Set(codes);
  return texts.filter((text, code) => text !== "" && used.has(code)).sort();
}

function readClosedDays(
  rows: readonly InputRow<"closedDays">[],
  findings: InputFinding[]
): ReadonlySet<SerialDay> {
  const days = rows.map((row) => {
    const reader = new RowReader("closedDays", row, findings);
    if (reader.isBlank("day") && !reader.isBlank("occasion")) {
      return reader.refuse("day", NO_DAY, "missing");
    }
    return reader.day("day");
  });
  return new Set(days.filter((day) => day !== NO_DAY));
}

const isWordList = (name: string): name is keyof WordLists => Object.hasOwn(defaultWords, name);

/** A list that stands in the sheet replaces the default, even where it was emptied. */
function readWordLists(rows: readonly InputRow<"wordLists">[]): WordLists {
  const typed = rows.flatMap(({ list, words }) =>
    isWordList(String(list)) ? [[String(list), wordsIn(words)]] : []
  );
  return { ...defaultWords, ...(Object.fromEntries(typed) as Partial<WordLists>) };
}

function readIntervals(
  rows: readonly InputRow<"intervals">[],
  findings: InputFinding[]
): ReadonlyMap<string, Partial<ServiceIntervals>> {
  const intervals = new Map<string, Partial<ServiceIntervals>>();
  for (const row of rows) {
    const reader = new RowReader("intervals", row, findings);
    const model = reader.text("model");
    const figures = (["days", "km", "firstDays", "firstKm"] as const).flatMap((column) => {
      const value = reader.number(column, {
        min: 1,
        max: column.endsWith("ays") ? mostOf.days : mostOf.km,
      });
      return Number.isNaN(value) ? [] : [[column, value] as const];
    });
    if (figures.length === 0) continue;
    if (model === "") reader.refuse("model", undefined, "missing");
    else intervals.set(model, Object.fromEntries(figures));
  }
  return intervals;
}

function readDoNotDisturb(
  rows: readonly InputRow<"doNotDisturb">[],
  naming: CustomerNaming,
  findings: InputFinding[]
): ReadonlySet<string> {
  const keys = rows.flatMap((row) => {
    const { key, known } = naming(row.customer);
    if (key === "") return [];
    if (!known) {
      new RowReader("doNotDisturb", row, findings).refuse("customer", null, "unknownCustomer");
    }
    return [key];
  });
  return new Set(keys);
}

/** The choices that a list in the sheet offers, for the tables that show them. */
export const settingChoices = {
  ruleSet: ruleSetNames,
  constants: constantsChoices,
  channel: contactChannels,
} as const;
