import type { ValidationPlan } from "./sheetPlan";

/** Excel ends a literal list there. */
const longestLiteral = 255;

/**
 * What a drop-down offers: the words themselves, or the defined name of a list on 维系参数 where they
 * are too long together.
 */
export function listSource(
  words: readonly string[],
  list: string
): Extract<ValidationPlan, { kind: "list" }>["source"] {
  return words.join(",").length <= longestLiteral ? words : `RETAIN_list_${list}`;
}
