import {
  cellRef,
  isFormula,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
} from "../../src/reports/plan";

/** All cells of a plan by address, tables with their headers included. */
export function cellsOfPlan(plan: SheetPlan): Map<string, PlanCell> {
  const cells = new Map<string, PlanCell>();
  const put = (row: number, column: number, rows: readonly (readonly PlanCell[])[]): void => {
    rows.forEach((line, i) =>
      line.forEach((cell, j) => {
        const address = cellRef(row + i, column + j);
        if (cell === null) return;
        if (cells.has(address)) throw new Error(`${address} is written twice`);
        cells.set(address, cell);
      })
    );
  };
  for (const block of plan.blocks) put(block.row, block.column, block.cells);
  for (const table of plan.tables) {
    put(table.row, table.column, [table.columns.map(({ header }) => header), ...table.rows]);
  }
  return cells;
}

/** A formula that jumps somewhere: what it shows rests on sheets that are not in the plan. */
export const isJump = ({ formula }: FormulaCell): boolean => formula.includes("HYPERLINK(");

/** A formula of a plan whose own calculation differs from what the engine expected. */
export interface FormulaDifference {
  readonly address: string;
  readonly cell: FormulaCell;
  readonly value: unknown;
}

/** Calculates every formula of a plan but links, and gives those that do not hold. */
export function formulaDifferences(plan: SheetPlan): FormulaDifference[] {
  const cells = cellsOfPlan(plan);
  const found: FormulaDifference[] = [];
  for (const [address, cell] of cells) {
    if (!isFormula(cell) || isJump(cell)) continue;
    const value = calculate(cells, address);
    if (!isSame(value, cell.expected)) found.push({ address, cell, value });
  }
  return found;
}

/** Numbers may differ by the rounding of a machine: sums are taken in another order. */
function isSame(value: unknown, expected: number | string): boolean {
  if (typeof expected === "string" || typeof value !== "number") return value === expected;
  return Math.abs(value - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}

type Value = number | string | boolean | null;
/** A rectangle of values, row by row. */
type Values = readonly (readonly Value[])[];
type Argument = Value | Values;

const isRange = (argument: Argument): argument is Values => Array.isArray(argument);
const known = new WeakMap<ReadonlyMap<string, PlanCell>, Map<string, Value>>();

/**
 * Calculates a cell of a plan as a spreadsheet does. Knows nothing of how the plan came to its expected
 * values; an unknown function is an error of the test.
 */
export function calculate(cells: ReadonlyMap<string, PlanCell>, address: string): unknown {
  return valueAt(cells, address) ?? 0;
}

function valueAt(cells: ReadonlyMap<string, PlanCell>, address: string): Value {
  const cell = cells.get(address);
  if (cell === undefined || !isFormula(cell)) return cell ?? null;
  if (isJump(cell)) return cell.expected;
  let values = known.get(cells);
  if (values === undefined) known.set(cells, (values = new Map()));
  let value = values.get(address);
  if (value === undefined) {
    value = new Calculation(cell.formula.slice(1), cells).run();
    // A spreadsheet has one zero.
    if (value === 0) value = 0;
    values.set(address, value);
  }
  return value;
}

const tokenPattern =
  /\s*(?:(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![A-Za-z0-9(_])|(\d+(?:\.\d+)?(?:e[-+]?\d+)?)|"((?:[^"]|"")*)"|([A-Z][A-Z.0-9]*)(?=\()|(TRUE|FALSE)|(<=|>=|<>|[-+*/^&=<>(),]))/y;

interface Token {
  readonly kind: "reference" | "number" | "text" | "name" | "truth" | "sign";
  readonly text: string;
}

function tokensOf(formula: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < formula.length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(formula);
    if (match === null) throw new Error(`not understood: ${formula.slice(at)} in ${formula}`);
    const kinds = ["reference", "number", "text", "name", "truth", "sign"] as const;
    const index = kinds.findIndex((_, kind) => match[kind + 1] !== undefined);
    tokens.push({ kind: kinds[index] ?? "sign", text: match[index + 1] ?? "" });
  }
  return tokens;
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "<": (order) => order < 0,
  ">": (order) => order > 0,
  "<=": (order) => order <= 0,
  ">=": (order) => order >= 0,
};

/** One formula, read from left to right. */
class Calculation {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(
    private readonly formula: string,
    private readonly cells: ReadonlyMap<string, PlanCell>
  ) {
    this.tokens = tokensOf(formula);
  }

  run(): Value {
    const value = single(this.comparison());
    if (this.at < this.tokens.length) throw new Error(`not understood: ${this.formula}`);
    return value;
  }

  private takeSign(...signs: readonly string[]): string | undefined {
    const token = this.tokens[this.at];
    if (token?.kind !== "sign" || !signs.includes(token.text)) return undefined;
    this.at += 1;
    return token.text;
  }

  private comparison(): Argument {
    let left = this.concatenation();
    for (let sign; (sign = this.takeSign("=", "<>", "<", ">", "<=", ">=")) !== undefined;) {
      const right = this.concatenation();
      left = comparisons[sign]?.(orderOf(single(left), single(right))) ?? false;
    }
    return left;
  }

  private concatenation(): Argument {
    let left = this.sum();
    while (this.takeSign("&") !== undefined) {
      left = `${textOf(single(left))}${textOf(single(this.sum()))}`;
    }
    return left;
  }

  private sum(): Argument {
    let left = this.product();
    for (let sign; (sign = this.takeSign("+", "-")) !== undefined;) {
      const right = numberOf(single(this.product()));
      left = numberOf(single(left)) + (sign === "+" ? right : -right);
    }
    return left;
  }

  private product(): Argument {
    let left = this.factor();
    for (let sign; (sign = this.takeSign("*", "/")) !== undefined;) {
      const right = numberOf(single(this.factor()));
      if (sign === "/" && right === 0) throw new Error(`#DIV/0! in ${this.formula}`);
      left = sign === "*" ? numberOf(single(left)) * right : numberOf(single(left)) / right;
    }
    return left;
  }

  private factor(): Argument {
    if (this.takeSign("-") !== undefined) return -numberOf(single(this.factor()));
    if (this.takeSign("+") !== undefined) return this.factor();
    if (this.takeSign("(") !== undefined) {
      const value = this.comparison();
      this.expect(")");
      return value;
    }
    const token = this.tokens[this.at];
    this.at += 1;
    switch (token?.kind) {
      case "number":
        return Number(token.text);
      case "text":
        return token.text.replaceAll('""', '"');
      case "truth":
        return token.text === "TRUE";
      case "reference":
        return this.reference(token.text.replaceAll("$", ""));
      case "name":
        return this.call(token.text);
      default:
        throw new Error(`not understood: ${this.formula}`);
    }
  }

  private expect(sign: string): void {
    if (this.takeSign(sign) === undefined) throw new Error(`${sign} missing in ${this.formula}`);
  }

  private reference(text: string): Argument {
    const [first = "", last] = text.split(":");
    // A range of one cell: SUM and COUNT pass over a text that they are pointed at.
    if (last === undefined) return [[valueAt(this.cells, first)]];
    const [top, left] = placeOf(first);
    const [bottom, right] = placeOf(last);
    return Array.from({ length: bottom - top + 1 }, (_, row) =>
      Array.from({ length: right - left + 1 }, (_, column) =>
        valueAt(this.cells, cellRef(top + row, left + column))
      )
    );
  }

  private call(name: string): Argument {
    this.expect("(");
    if (name === "IF") return this.branch();
    const parameters: Argument[] = [];
    if (this.takeSign(")") === undefined) {
      do {
        parameters.push(this.comparison());
      } while (this.takeSign(",") !== undefined);
      this.expect(")");
    }
    const run = functions[name];
    if (run === undefined) throw new Error(`unknown function ${name} in ${this.formula}`);
    return run(parameters);
  }

  /** The branch that is not taken may divide by zero. */
  private branch(): Argument {
    const holds = truthOf(single(this.comparison()));
    this.expect(",");
    if (holds) {
      const value = this.comparison();
      if (this.takeSign(",") !== undefined) this.pass();
      this.expect(")");
      return value;
    }
    this.pass();
    const value = this.takeSign(",") === undefined ? false : this.comparison();
    this.expect(")");
    return value;
  }

  /** Reads over one argument. */
  private pass(): void {
    for (let depth = 0; this.at < this.tokens.length; this.at += 1) {
      const { kind, text } = this.tokens[this.at] as Token;
      if (kind !== "sign") continue;
      if (depth === 0 && (text === "," || text === ")")) return;
      depth += text === "(" ? 1 : text === ")" ? -1 : 0;
    }
  }
}

function placeOf(reference: string): [row: number, column: number] {
  const [, letters = "", row = ""] = /^([A-Z]+)(\d+)$/.exec(reference) ?? [];
  const column = [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0);
  return [Number(row) - 1, column - 1];
}

function single(argument: Argument): Value {
  if (!isRange(argument)) return argument;
  if (argument.length !== 1 || argument[0]?.length !== 1) throw new Error("a range is no value");
  return argument[0][0] ?? null;
}

function numberOf(value: Value): number {
  if (typeof value === "string") throw new Error(`#VALUE!: “${value}” is no number`);
  return Number(value ?? 0);
}

const textOf = (value: Value): string => String(value ?? "");
const truthOf = (value: Value): boolean => Boolean(numberOf(value));

/** As a spreadsheet orders: numbers before texts; a blank equals 0 and "". */
function orderOf(left: Value, right: Value): number {
  if (left === null) return right === null ? 0 : orderOf(typeof right === "string" ? "" : 0, right);
  if (right === null) return orderOf(left, typeof left === "string" ? "" : 0);
  if (typeof left === "string" && typeof right === "string") {
    const [a, b] = [left.toLowerCase(), right.toLowerCase()];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  if (typeof left === "string") return 1;
  return typeof right === "string" ? -1 : Number(left) - Number(right);
}

/** Whether a cell meets a criterion of COUNTIF and its kin. */
function meets(value: Value, criterion: Value): boolean {
  if (typeof criterion === "string") {
    const [, sign, text = ""] = /^(<=|>=|<>|=|<|>)(.*)$/.exec(criterion) ?? [];
    if (sign !== undefined) {
      const bound = text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
      if (sign === "<>") return !(typeof bound === typeof value && orderOf(value, bound) === 0);
      return typeof value === typeof bound && (comparisons[sign]?.(orderOf(value, bound)) ?? false);
    }
  }
  return typeof value === typeof criterion && orderOf(value, criterion) === 0;
}

const flat = (argument: Argument | undefined): readonly Value[] =>
  argument === undefined ? [] : isRange(argument) ? argument.flat() : [argument];

/** Numbers among the arguments; ranges are asked for numbers only, as a spreadsheet does. */
const numbersOf = (parameters: readonly Argument[]): number[] =>
  parameters.flatMap((parameter) =>
    isRange(parameter)
      ? parameter.flat().filter((value) => typeof value === "number")
      : [numberOf(parameter)]
  );

const total = (numbers: readonly number[]): number =>
  numbers.reduce((sum, value) => sum + value, 0);

/** Positions at which every pair of range and criterion agrees. */
function agreeing(pairs: readonly Argument[]): number[] {
  const length = flat(pairs[0]).length;
  const ranges = pairs.filter((_, at) => at % 2 === 0).map(flat);
  const criteria = pairs.filter((_, at) => at % 2 === 1).map(single);
  return Array.from({ length }, (_, at) => at).filter((at) =>
    ranges.every((range, pair) => meets(range[at] ?? null, criteria[pair] ?? null))
  );
}

const numbersAt = (range: Argument | undefined, positions: readonly number[]): number[] => {
  const values = flat(range);
  return positions.flatMap((at) => {
    const value = values[at];
    return typeof value === "number" ? [value] : [];
  });
};

const atPlaces = (run: (value: number) => number, [value, places]: readonly Argument[]): number => {
  const scale = 10 ** numberOf(single(places ?? 0));
  return run(numberOf(single(value ?? 0)) * scale) / scale;
};

const awayFromZero = (run: (value: number) => number) => (value: number) =>
  value < 0 ? -run(-value) : run(value);

const functions: Readonly<Record<string, (parameters: readonly Argument[]) => Argument>> = {
  SUM: (parameters) => total(numbersOf(parameters)),
  MAX: (parameters) =>
    Math.max(...numbersOf(parameters), ...(numbersOf(parameters).length ? [] : [0])),
  MIN: (parameters) =>
    Math.min(...numbersOf(parameters), ...(numbersOf(parameters).length ? [] : [0])),
  AVERAGE: (parameters) => total(numbersOf(parameters)) / numbersOf(parameters).length,
  COUNT: (parameters) => numbersOf(parameters).length,
  COUNTA: (parameters) => parameters.flatMap(flat).filter((value) => value !== null).length,
  ROWS: ([range]) => (range !== undefined && isRange(range) ? range.length : 1),
  ABS: ([value]) => Math.abs(numberOf(single(value ?? 0))),
  INT: ([value]) => Math.floor(numberOf(single(value ?? 0))),
  N: ([value]) => (typeof single(value ?? 0) === "number" ? single(value ?? 0) : 0),
  ROUND: (parameters) => atPlaces(awayFromZero(Math.round), parameters),
  ROUNDUP: (parameters) => atPlaces(awayFromZero(Math.ceil), parameters),
  ROUNDDOWN: (parameters) => atPlaces(awayFromZero(Math.floor), parameters),
  AND: (parameters) => parameters.flatMap(flat).every(truthOf),
  OR: (parameters) => parameters.flatMap(flat).some(truthOf),
  NOT: ([value]) => !truthOf(single(value ?? false)),
  ISNUMBER: ([value]) => typeof single(value ?? null) === "number",
  COUNTIF: (parameters) => agreeing(parameters).length,
  COUNTIFS: (parameters) => agreeing(parameters).length,
  SUMIF: ([range = 0, criterion = 0, sums]) =>
    total(numbersAt(sums ?? range, agreeing([range, criterion]))),
  SUMIFS: ([sums, ...pairs]) => total(numbersAt(sums, agreeing(pairs))),
  SUMPRODUCT: (parameters) => {
    const columns = parameters.map(flat);
    return total(
      (columns[0] ?? []).map((_, at) =>
        columns.reduce((product, column) => {
          const value = column[at];
          return product * (typeof value === "number" ? value : 0);
        }, 1)
      )
    );
  },
};
