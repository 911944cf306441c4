/** Data validations, in the form in which the API takes and gives them. */
import type { ValidationState } from "../model/sheetState";
import { formatRect } from "../model/address";
import { readAreas } from "./areas";
import { formulaFromFile, formulaToFile } from "./formulas";
import { escapeText, tag, type XmlElement } from "./xml";

/** File type → the rule's key in `Excel.DataValidationRule`. */
const kinds: Readonly<Record<string, string>> = {
  whole: "wholeNumber",
  decimal: "decimal",
  date: "date",
  time: "time",
  textLength: "textLength",
};

const firstUpper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const firstLower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** File operator → `Excel.DataValidationOperator`. */
const operators: Readonly<Record<string, string>> = {
  between: "Between",
  notBetween: "NotBetween",
  equal: "EqualTo",
  notEqual: "NotEqualTo",
  greaterThan: "GreaterThan",
  lessThan: "LessThan",
  greaterThanOrEqual: "GreaterThanOrEqualTo",
  lessThanOrEqual: "LessThanOrEqualTo",
};

export function operatorFromFile(name: string | undefined): string {
  return operators[name ?? "between"] ?? "Between";
}

export function operatorToFile(name: unknown): string {
  const [file] =
    Object.entries(operators).find(([, api]) => api.toLowerCase() === String(name).toLowerCase()) ??
    [];
  return file ?? "between";
}

/** The validations of a sheet; those without an area are left out. */
export function readValidations(sheet: XmlElement): ValidationState[] {
  return (sheet.child("dataValidations")?.all("dataValidation") ?? [])
    .map((element) => ({
      areas: readAreas(element.attr("sqref")),
      rule: readRule(element),
      errorAlert: {
        message: element.attr("error") ?? "",
        showAlert: element.bool("showErrorMessage"),
        style: firstUpper(element.attr("errorStyle") ?? "stop"),
        title: element.attr("errorTitle") ?? "",
      },
      prompt: {
        message: element.attr("prompt") ?? "",
        showPrompt: element.bool("showInputMessage"),
        title: element.attr("promptTitle") ?? "",
      },
      ignoreBlanks: element.bool("allowBlank"),
    }))
    .filter((validation) => validation.areas.length > 0);
}

function readRule(element: XmlElement): Record<string, unknown> {
  const type = element.attr("type") ?? "none";
  const [first, second] = ["formula1", "formula2"].map((name) => element.child(name)?.text);
  if (type === "list") {
    // The attribute says the opposite of its name: true hides the arrow (18.3.1.32).
    return { list: { inCellDropDown: !element.bool("showDropDown"), source: listSource(first) } };
  }
  if (type === "custom") return { custom: { formula: formulaFromFile(first ?? "") } };
  const kind = kinds[type];
  if (!kind) return {};
  return {
    [kind]: {
      formula1: operand(first),
      ...(second === undefined ? {} : { formula2: operand(second) }),
      operator: operatorFromFile(element.attr("operator")),
    },
  };
}

function listSource(text = ""): string {
  const literal = /^"([\s\S]*)"$/.exec(text);
  return literal ? literal[1].replace(/""/g, '"') : formulaFromFile(text);
}

/** A number as a number, anything else as a formula. */
export function operand(text: string | undefined): number | string {
  if (text === undefined || text === "") return "";
  return /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text) ? Number(text) : formulaFromFile(text);
}

/** An API operand as the file has it: formulas without "=", ISO dates as day numbers. */
export function operandToFile(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  const text = String(value ?? "");
  if (text.startsWith("=")) return formulaToFile(text);
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/.exec(text);
  if (date) {
    const [, year, month, day] = date.map(Number);
    return String(Date.UTC(year, month - 1, day) / 86_400_000 + 25_569);
  }
  return /^-?\d+(\.\d+)?$/.test(text) ? text : `"${text.replace(/"/g, '""')}"`;
}

export function validationsXml(validations: readonly ValidationState[]): string {
  if (validations.length === 0) return "";
  return tag(
    "dataValidations",
    { count: validations.length },
    validations.map(validationXml).join("")
  );
}

function validationXml(validation: ValidationState): string {
  const [key = "", value] = Object.entries(validation.rule)[0] ?? [];
  const rule = (value ?? {}) as Record<string, unknown>;
  const type = key === "" ? "none" : (fileKind(key) ?? key);
  const comparison = fileKind(key) !== undefined;
  const style = firstLower(String(validation.errorAlert.style ?? "stop"));
  const hasSecond = /between/i.test(String(rule.operator ?? ""));
  const formulas =
    key === "list"
      ? [listToFile(rule.source)]
      : key === "custom"
        ? [operandToFile(rule.formula)]
        : comparison
          ? [operandToFile(rule.formula1), ...(hasSecond ? [operandToFile(rule.formula2)] : [])]
          : [];
  return tag(
    "dataValidation",
    {
      type: type === "none" ? undefined : type,
      errorStyle: style === "stop" ? undefined : style,
      operator:
        comparison && operatorToFile(rule.operator) !== "between"
          ? operatorToFile(rule.operator)
          : undefined,
      allowBlank: validation.ignoreBlanks || undefined,
      showDropDown: (key === "list" && rule.inCellDropDown === false) || undefined,
      showInputMessage: Boolean(validation.prompt.showPrompt) || undefined,
      showErrorMessage: Boolean(validation.errorAlert.showAlert) || undefined,
      errorTitle: textOrNone(validation.errorAlert.title),
      error: textOrNone(validation.errorAlert.message),
      promptTitle: textOrNone(validation.prompt.title),
      prompt: textOrNone(validation.prompt.message),
      sqref: validation.areas.map(formatRect).join(" "),
    },
    formulas
      .map((text, index) => `<formula${index + 1}>${escapeText(text)}</formula${index + 1}>`)
      .join("")
  );
}

function fileKind(key: string): string | undefined {
  return Object.entries(kinds).find(([, api]) => api === key)?.[0];
}

function listToFile(source: unknown): string {
  const text = String(source ?? "");
  return text.startsWith("=") ? formulaToFile(text) : `"${text.replace(/"/g, '""')}"`;
}

function textOrNone(value: unknown): string | undefined {
  const text = typeof value === "string" ? value : "";
  return text === "" ? undefined : text;
}
