import { fillScript, scriptFields, type ScriptField } from "../retention/solicitation";
import { NO_DAY, partsOf } from "../retention/time";
import { dayOf, notFound, textOf, unusable } from "./arguments";
import type { CellsOf } from "./cells";
import { functionLocale, functionTexts } from "./language";

/**
 * A script with one customer's values; `""` without a script. A clause that asks for a blank value is
 * left out whole.
 *
 * @throws CustomFunctions.Error `#N/A` if nothing is left of the script, `#VALUE!` for a placeholder that
 *   does not exist and a due date that is no date.
 */
export function messageOf(cells: CellsOf<"script" | ScriptField>): string {
  const script = textOf(cells.script);
  if (script === "") return "";
  const { text, missing, unknown } = fillScript(script, {
    ...Object.fromEntries(scriptFields.map((field) => [field, textOf(cells[field])])),
    dueKm: kilometresOf(cells.dueKm),
    dueDate: dateOf(cells.dueDate),
  });
  const { functions } = functionTexts();
  const names = functions.arguments;
  if (unknown.length > 0) {
    const allowed = scriptFields.map((field) => `{${functions.placeholders[field]}}`);
    throw unusable(functions.unknownPlaceholder(names.script, functions.listed(allowed)));
  }
  if (text === "") {
    const lacking = missing.map((field) => names[field]);
    throw notFound(functions.nothingToSay(names.script, functions.listed(lacking)));
  }
  return text;
}

function kilometresOf(cell: unknown): string {
  return typeof cell === "number" ? cell.toLocaleString(functionLocale()) : textOf(cell);
}

function dateOf(cell: unknown): string {
  const due = dayOf(cell, "dueDate");
  if (due === NO_DAY) return "";
  const { year, month, day } = partsOf(due);
  return functionTexts().functions.day(year, month, day);
}
