/** A rectangle of cells, one-based. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** `B2:D9`, `$A:$A`, `3:4` or `C7`. */
export function parseArea(reference: string): Area {
  const [first = "", last = first] = reference.replaceAll("$", "").split(":");
  const [, left = "", top = ""] = /^([A-Z]*)(\d*)$/.exec(first) ?? [];
  const [, right = "", bottom = ""] = /^([A-Z]*)(\d*)$/.exec(last) ?? [];
  const [row, column] = [Number(top || 1), left === "" ? 1 : columnOf(left)];
  const rows = Number(bottom || 1_048_576) - row + 1;
  return { row, column, rows, columns: (right === "" ? 16_384 : columnOf(right)) - column + 1 };
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
