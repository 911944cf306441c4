import { styleOf, type Area, type StyledArea } from "../../reports/plan";

const meet = (a: Area, b: Area): boolean =>
  a.row < b.row + b.rows &&
  b.row < a.row + a.rows &&
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns;

/** The area of two that lie side by side or one below the other with nothing between. */
function together(a: StyledArea, b: StyledArea): StyledArea | undefined {
  if (a.style !== b.style) return undefined;
  if (a.row === b.row && a.rows === b.rows) {
    if (a.column + a.columns === b.column) return { ...a, columns: a.columns + b.columns };
    if (b.column + b.columns === a.column) return { ...b, columns: a.columns + b.columns };
  }
  // A line above stands at the top of an area only.
  if (a.column !== b.column || a.columns !== b.columns || styleOf(a.style).lineAbove)
    return undefined;
  if (a.row + a.rows === b.row) return { ...a, rows: a.rows + b.rows };
  return b.row + b.rows === a.row ? { ...b, rows: a.rows + b.rows } : undefined;
}

/** Puts one area into the last that it continues, unless something that lies over that one is in between. */
function joinTo(areas: StyledArea[], next: StyledArea): boolean {
  for (let at = areas.length - 1; at >= 0; at -= 1) {
    const earlier = areas[at]!;
    const whole = together(earlier, next);
    if (whole) {
      areas[at] = whole;
      return true;
    }
    if (meet(earlier, next)) return false;
  }
  return false;
}

/**
 * Areas that look the same and touch as one: each takes some ten actions of a request, whatever its size.
 * Every cell looks as it would if the areas were painted one by one, in their order.
 */
export function joinedStyles(styles: readonly StyledArea[]): readonly StyledArea[] {
  const joined: StyledArea[] = [];
  for (const next of styles) if (!joinTo(joined, next)) joined.push(next);
  return joined.length < styles.length ? joinedStyles(joined) : joined;
}
