import type { CustomerField, FindingCode, OrderField } from "../retention/store";
import type { Cell } from "./cell";
import { normaliseHeader } from "./headers";
import type { FindingCollector } from "./findingList";
import type { KeptRows } from "./columns";
import { isPlainVin, plateBeginnings } from "./identifiers";
import { plainCell } from "./reading";
import type { Chunk, ColumnSlice, MappedColumn } from "./reader";

type AnyField = CustomerField | OrderField;

/** What stands below and between the records of a printed list. */
const footerText =
  /^(?:合计|小计|总计|累计|共计|总数|汇总|平均|本页(?:合计|小计)|大写合计|合计(?:金额|台次|数量)|制表|制单|打印|审核|填表|经办|复核|批准|导出|统计|备注|说明|第\d+页|共?\d+[条台辆行笔页位户]|total|subtotal|grandtotal|sum|average|printed|preparedby|page\d+|generated)(?:人|员|日期|时间|单位|on|by|at)?(?:[:：].*|[\d.,¥元条台辆行笔页/共of-]*)$/i;

/** The capitals with which {@link footerText} begins; keys may begin with them too. */
const footerBeginnings = "TSGAP";

/** Fields that say whose record a row is; a row of sums has none of them. */
const identifying: ReadonlySet<AnyField> = new Set<AnyField>([
  "vin",
  "plate",
  "customerNumber",
  "name",
  "phone",
  "orderNumber",
  "arrival",
  "settlement",
]);
const keyFields: readonly AnyField[] = ["vin", "plate", "customerNumber"];

/**
 * Tells records from blank rows, repeated headers and footers. Nearly every row has a key that begins
 * like neither header nor footer, and is settled by that.
 */
export class RowFilter<Field extends AnyField> {
  private kept: KeptRows = { indices: new Int32Array(0), count: 0 };
  /** 1 for each character with which keys begin, and neither headers nor footers do. */
  private readonly beginsKey = new Uint8Array(0x10000);
  private readonly headers: ReadonlyMap<Field, string>;

  constructor(
    columns: readonly MappedColumn<Field>[],
    private readonly findings: FindingCollector
  ) {
    this.headers = new Map(columns.map(({ field, header }) => [field, normaliseHeader(header)]));
    for (const beginning of `0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ${plateBeginnings}`) {
      this.beginsKey[beginning.charCodeAt(0)] = 1;
    }
    const others = [...footerBeginnings, ...columns.map(({ header }) => header.toUpperCase())];
    for (const text of others) this.beginsKey[text.charCodeAt(0)] = 0;
  }

  /**
   * The records among the rows of a chunk from `start` up to `end`. The answer is overwritten by the
   * next call.
   */
  keep(chunk: Chunk<Field>, start: number, end: number): KeptRows {
    if (this.kept.indices.length < end - start) {
      this.kept = { indices: new Int32Array(end - start), count: 0 };
    }
    const { indices } = this.kept;
    const slices = this.mappedSlices(chunk);
    const keys = slices.filter(([field]) => keyFields.includes(field)).map(([, slice]) => slice);
    let count = 0;
    for (let index = start; index < end; index++) {
      if (this.hasPlainKey(keys, index) || this.isRecord(slices, index, chunk.firstSheetRow)) {
        indices[count++] = index;
      }
    }
    this.kept.count = count;
    return this.kept;
  }

  private mappedSlices(chunk: Chunk<Field>): [Field, ColumnSlice][] {
    const slices = Object.entries(chunk.columns) as [Field, ColumnSlice][];
    return slices.filter(([field]) => this.headers.has(field));
  }

  private hasPlainKey(keys: readonly ColumnSlice[], index: number): boolean {
    for (let i = 0; i < keys.length; i++) {
      const cell = keys[i].rows[index][keys[i].at];
      if (typeof cell === "number") return true;
      if (typeof cell === "string" && cell.length > 4) {
        return this.beginsKey[cell.charCodeAt(0)] === 1 || isPlainVin(cell);
      }
    }
    return false;
  }

  private isRecord(
    slices: readonly [Field, ColumnSlice][],
    index: number,
    firstSheetRow: number
  ): boolean {
    const cells = slices
      .map(([field, { rows, at }]) => ({ field, cell: rows[index][at] }))
      .filter(({ cell }) => !isEmpty(cell));
    if (cells.length === 0) return false;
    const code = this.isRepeatedHeader(cells)
      ? "repeatedHeader"
      : isFooter(cells)
        ? "footerRow"
        : undefined;
    if (code) this.note(code, firstSheetRow + index, cells);
    return code === undefined;
  }

  private note(code: FindingCode, sheetRow: number, cells: readonly FieldCell<Field>[]): void {
    const first = cells[0];
    this.findings.add(code, sheetRow, first.field, first.cell);
  }

  /** A header repeated on every printed page: each text of the row is the header of its column. */
  private isRepeatedHeader(cells: readonly FieldCell<Field>[]): boolean {
    return cells.every(({ field, cell }) => {
      const header = this.headers.get(field);
      const text = typeof cell === "string" ? normaliseHeader(cell) : "";
      return text !== "" && header !== undefined && header.endsWith(text);
    });
  }
}

interface FieldCell<Field> {
  readonly field: Field;
  readonly cell: Cell;
}

function isEmpty(cell: Cell): boolean {
  return typeof cell === "string" && !/[^\s\p{Cf}]/u.test(cell);
}

/**
 * A row of sums, or of who printed the list and when: a footer word and no key beside it, or numbers
 * only, without anything that says whose record it is (the word 合计 then stands in a column that is
 * not read).
 */
function isFooter<Field extends AnyField>(cells: readonly FieldCell<Field>[]): boolean {
  const isFooterText = ({ cell }: FieldCell<Field>) =>
    typeof cell === "string" && footerText.test(plainCell(cell).text.replace(/\s+/gu, ""));
  const otherKey = cells.some((entry) => keyFields.includes(entry.field) && !isFooterText(entry));
  if (otherKey) return false;
  const identified = cells.some(({ field }) => identifying.has(field));
  return identified || cells.some(({ cell }) => typeof cell !== "number")
    ? cells.some(isFooterText)
    : true;
}
