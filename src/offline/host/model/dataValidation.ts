import { HostObject } from "../richapi/hostObject";
import { contains, overlaps } from "./address";
import { MAX_FORMULA } from "./entry";
import { isRange } from "./rangeKind";
import { type ValidationState, cutAreas, referenceTo } from "./sheetState";
import { refuse, requireBoolean, requireKeys, requireOneOf, requireText } from "./support";
import type { Range } from "./objects";

const OPERATORS = [
  "Between",
  "NotBetween",
  "EqualTo",
  "NotEqualTo",
  "GreaterThan",
  "LessThan",
  "GreaterThanOrEqualTo",
  "LessThanOrEqualTo",
] as const;
/** A list written into the rule itself ("Excel specifications"; office-addins notes C.1). */
const MAX_LIST_TEXT = 255;
/** Title and message of a prompt or an alert, as Excel's dialog takes them. */
const MAX_TITLE = 32;
const MAX_MESSAGE = 255;

const RULE_TYPES: Readonly<Record<string, string>> = {
  wholeNumber: "WholeNumber",
  decimal: "Decimal",
  list: "List",
  date: "Date",
  time: "Time",
  textLength: "TextLength",
  custom: "Custom",
};

const NO_ALERT = { message: "", showAlert: true, style: "Stop", title: "" };
const NO_PROMPT = { message: "", showPrompt: true, title: "" };

/** `Excel.DataValidation` of a range. */
export class DataValidation extends HostObject {
  readonly $class = "DataValidation";

  constructor(private readonly range: Range) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["ErrorAlert", "IgnoreBlanks", "Prompt", "Rule", "Type"];
  }

  /** "None", the rule's type, or "Inconsistent" where the cells differ (typings). */
  get Type(): string {
    const state = this.state;
    if (state === undefined) return "Inconsistent";
    const [kind] = Object.keys(state?.rule ?? {});
    return kind === undefined ? "None" : (RULE_TYPES[kind] ?? "None");
  }
  get Rule(): Readonly<Record<string, unknown>> | null {
    const state = this.state;
    return state === undefined ? null : (state?.rule ?? {});
  }
  set Rule(rule: unknown) {
    const checked = checkRule(rule);
    this.change("rule", (state) => ({ ...state, rule: checked }));
  }
  get ErrorAlert(): Readonly<Record<string, unknown>> | null {
    const state = this.state;
    return state === undefined ? null : (state?.errorAlert ?? NO_ALERT);
  }
  set ErrorAlert(alert: unknown) {
    const location = "DataValidation.errorAlert";
    const given = requireKeys(alert, ["message", "showAlert", "style", "title"], location);
    checkTexts(given, location);
    if (given["showAlert"] !== undefined) requireBoolean(given["showAlert"], location);
    if (given["style"] !== undefined) {
      requireOneOf(given["style"], ["Stop", "Warning", "Information"] as const, location);
    }
    this.change("errorAlert", (state) => ({ ...state, errorAlert: { ...NO_ALERT, ...given } }));
  }
  get Prompt(): Readonly<Record<string, unknown>> | null {
    const state = this.state;
    return state === undefined ? null : (state?.prompt ?? NO_PROMPT);
  }
  set Prompt(prompt: unknown) {
    const location = "DataValidation.prompt";
    const given = requireKeys(prompt, ["message", "showPrompt", "title"], location);
    checkTexts(given, location);
    if (given["showPrompt"] !== undefined) requireBoolean(given["showPrompt"], location);
    this.change("prompt", (state) => ({ ...state, prompt: { ...NO_PROMPT, ...given } }));
  }
  get IgnoreBlanks(): boolean | null {
    const state = this.state;
    return state === undefined ? null : (state?.ignoreBlanks ?? true);
  }
  set IgnoreBlanks(ignore: unknown) {
    const ignoreBlanks = requireBoolean(ignore, "DataValidation.ignoreBlanks");
    this.change("ignoreBlanks", (state) => ({ ...state, ignoreBlanks }));
  }
  Clear(): void {
    const { sheet, rect } = this.range;
    sheet.guardEdit(rect, "structure", "DataValidation.clear");
    sheet.validations = cutAreas(sheet.validations, rect);
    sheet.touch("dataValidations");
  }

  /** The one validation of all cells; null = none has one; undefined = they differ. */
  private get state(): ValidationState | null | undefined {
    const { sheet, rect } = this.range;
    const touching = sheet.validations.filter(({ areas }) =>
      areas.some((area) => overlaps(area, rect))
    );
    if (touching.length === 0) return null;
    const [only] = touching;
    return only?.areas.some((area) => contains(area, rect)) ? only : undefined;
  }

  private change(member: string, next: (state: ValidationState) => ValidationState): void {
    const { sheet, rect } = this.range;
    sheet.guardEdit(rect, "structure", `DataValidation.${member}`);
    const before = this.state;
    const blank: ValidationState = {
      areas: [],
      rule: {},
      errorAlert: NO_ALERT,
      prompt: NO_PROMPT,
      ignoreBlanks: true,
    };
    const state = { ...next(before ?? blank), areas: [rect] };
    sheet.validations = [...cutAreas(sheet.validations, rect), state];
    sheet.touch("dataValidations");
  }
}

function checkTexts(given: Readonly<Record<string, unknown>>, location: string): void {
  const limits = { title: MAX_TITLE, message: MAX_MESSAGE };
  for (const [key, limit] of Object.entries(limits)) {
    if (given[key] === undefined) continue;
    if (requireText(given[key], location).length > limit) refuse("InvalidArgument", location);
  }
}

/** One rule of a known kind; ranges in it become references. */
function checkRule(rule: unknown): Readonly<Record<string, unknown>> {
  const location = "DataValidation.rule";
  const given = requireKeys(rule, Object.keys(RULE_TYPES), location);
  const kinds = Object.keys(given).filter((kind) => given[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length !== 1) refuse("InvalidArgument", location);
  const body = given[kind];
  if (kind === "list") return { list: checkList(body, location) };
  if (kind === "custom") {
    const { formula } = requireKeys(body, ["formula"], location);
    return { custom: { formula: checkOperand(formula, location) } };
  }
  const { formula1, formula2, operator } = requireKeys(
    body,
    ["formula1", "formula2", "operator"],
    location
  );
  const operandOf = kind === "date" || kind === "time" ? checkMoment : checkOperand;
  const kindOfTest = requireOneOf(operator, OPERATORS, location);
  const needsTwo = kindOfTest === "Between" || kindOfTest === "NotBetween";
  if (needsTwo && (formula2 === undefined || formula2 === null)) {
    refuse("InvalidArgument", location);
  }
  return {
    [kind]: {
      formula1: operandOf(formula1, location),
      ...(needsTwo && { formula2: operandOf(formula2, location) }),
      operator: kindOfTest,
    },
  };
}

function checkList(body: unknown, location: string): Record<string, unknown> {
  const { inCellDropDown, source } = requireKeys(body, ["inCellDropDown", "source"], location);
  const text = checkOperand(source, location);
  if (typeof text !== "string" || text === "") refuse("InvalidArgument", location);
  if (!text.startsWith("=") && text.length > MAX_LIST_TEXT) refuse("InvalidArgument", location);
  return { inCellDropDown: requireBoolean(inCellDropDown, location), source: text };
}

/**
 * Days and times are texts in ISO 8601, references or formulas; a day's number is neither, as text or as
 * number (learn.microsoft.com, Excel.DateTimeDataValidation).
 */
function checkMoment(operand: unknown, location: string): string {
  const text = checkOperand(operand, location);
  const isMoment =
    typeof text === "string" &&
    (text.startsWith("=") ||
      /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(text) ||
      /^\d{1,2}:\d{2}(:\d{2})?( [AP]M)?$/.test(text));
  return isMoment ? text : refuse("InvalidArgument", location);
}

function checkOperand(operand: unknown, location: string): string | number {
  if (isRange(operand)) return `=${referenceTo(operand.sheet.Name, operand.rect)}`;
  if (typeof operand === "number") return operand;
  const text = requireText(operand, location);
  return text.length <= MAX_FORMULA ? text : refuse("InvalidArgument", location);
}
