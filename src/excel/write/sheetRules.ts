import { type ConditionalFormatPlan, type ValidationPlan, styleOf } from "../../reports/plan";
import { isoOf } from "../../retention/time";
import { rangeAt } from "../cells";

/** Adds a format that depends on the cells; only queues. */
export function addConditionalFormat(sheet: Excel.Worksheet, format: ConditionalFormatPlan): void {
  const formats = rangeAt(sheet, format.area).conditionalFormats;
  if (format.kind === "dataBar") {
    formats.add("DataBar").dataBar.positiveFormat.fillColor = format.color;
    return;
  }
  const { custom } = formats.add("Custom");
  const style = styleOf(format.style);
  custom.rule.formula = `=${format.formula}`;
  if (style.color !== undefined) custom.format.font.color = style.color;
  if (style.fill !== undefined) custom.format.fill.color = style.fill;
  if (style.bold !== undefined) custom.format.font.bold = style.bold;
}

/** Says what cells accept; only queues. */
export function addValidation(sheet: Excel.Worksheet, validation: ValidationPlan): void {
  const { dataValidation } = rangeAt(sheet, validation.area);
  dataValidation.rule = validationRule(validation);
  dataValidation.errorAlert = {
    message: validation.error,
    showAlert: true,
    style: "Stop",
    title: "RETAIN",
  };
}

function validationRule(validation: ValidationPlan): Excel.DataValidationRule {
  if (validation.kind === "list") {
    const { source } = validation;
    const literal = typeof source === "string" ? `=${source}` : source.join(",");
    return { list: { inCellDropDown: true, source: literal } };
  }
  const limits = {
    formula1: validation.min,
    formula2: validation.max,
    operator: "Between" as const,
  };
  // A day is a text in ISO 8601 here (learn.microsoft.com, Excel.DateTimeDataValidation); a number is none.
  return validation.kind === "date"
    ? { date: { ...limits, formula1: isoOf(validation.min), formula2: isoOf(validation.max) } }
    : { [validation.kind]: limits };
}
