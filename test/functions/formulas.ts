import {
  cellText,
  type ExampleCell,
  type FunctionExample,
} from "../../src/functions/metadata/examples";
import type { Texts } from "../../src/locale";
import { serialOfIso } from "../../src/retention/time";

/** The formula of an example as Excel calls it: the function's id and its arguments, cells as ranges. */
export function argumentsOf(
  { formula, cells }: FunctionExample,
  texts: Texts
): [id: string, args: unknown[]] {
  const [, id, list] = /^=RETAIN\.(\w+)\((.*)\)$/.exec(formula) ?? [];
  const valueAt = (column: number, row: number): unknown => {
    const address = `${String.fromCharCode(column)}${row}`;
    if (!(address in cells)) throw new Error(`The example of ${id} has no cell ${address}`);
    return cellValue(cells[address], texts);
  };
  const args = list.split(",").map((argument) => {
    if (argument === "") return null;
    if (argument.startsWith('"')) return argument.slice(1, -1);
    const [first, last = first] = argument.split(":");
    const [left, right] = [first.charCodeAt(0), last.charCodeAt(0)];
    const [top, bottom] = [+first.slice(1), +last.slice(1)];
    return Array.from({ length: bottom - top + 1 }, (_, i) =>
      Array.from({ length: right - left + 1 }, (__, j) => valueAt(left + j, top + i))
    );
  });
  return [id, args];
}

/** What Excel keeps of a cell: a date is a number. */
function cellValue(content: ExampleCell, texts: Texts): unknown {
  if (typeof content === "number") return content;
  const text = cellText(content, texts);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? serialOfIso(text) : text;
}
