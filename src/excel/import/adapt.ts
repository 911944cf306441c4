import { readDate, type Cell } from "../../intake";
import {
  kindsOf,
  meaningOf,
  type AnyField,
  type FileSource,
  type RecordRow,
} from "../../intake/import";
import { isoOf } from "../../retention/time";
import { literalText } from "../cells";

/** How the cells of a column of the store are written. */
export interface ColumnHabit {
  /** Whether its values are texts, even those that look like numbers or dates. */
  readonly texts: boolean;
  /** Its numbers are so many of the unit that a record has: 0.01 where the column counts 分. */
  readonly factor: number;
}

const plainNumber = /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/;

/** A time of day after a date, as a part of the day. */
function timeIn(text: string): number {
  const time = /\b(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text);
  if (!time) return 0;
  const [hours, minutes, seconds] = time.slice(1).map((part) => Number(part ?? 0));
  const part = (hours * 3600 + minutes * 60 + seconds) / 86_400;
  return part < 1 ? part : 0;
}

/** A text as it must be given to Excel to be this text, or this number where the column has numbers. */
function textCell(cell: Cell, habit: ColumnHabit): Cell {
  if (typeof cell === "boolean") return cell;
  const text = String(cell);
  if (!habit.texts && plainNumber.test(text)) return Number(text);
  return typeof cell === "number" && !habit.texts ? cell : literalText(text);
}

/**
 * A field of a file's record as a cell of the store's own column: a date becomes a date where the store
 * has dates, a text where it has texts; an amount in 分 becomes one in yuan where the store has yuan.
 */
export function adaptedCell(
  source: FileSource,
  record: RecordRow,
  field: AnyField,
  habit: ColumnHabit
): Cell {
  const mapped = source.part.columns.find((column) => column.field === field);
  if (!mapped) return "";
  const raw = source.rows[source.table.sheetRow[record.row]]?.[mapped.column] ?? "";
  const meaning = meaningOf(record, field);
  switch (kindsOf(source.kind)[field]) {
    case "date":
    case "birthday": {
      // What is no date stays what it is, so that it is found again where it stands.
      if (typeof meaning !== "number") return typeof raw === "string" ? literalText(raw) : raw;
      if (habit.texts) return literalText(typeof raw === "string" ? raw : isoOf(meaning));
      if (typeof raw === "number" && Math.floor(raw) === meaning) return raw;
      return meaning + (typeof raw === "string" ? timeIn(raw) : 0);
    }
    case "amount":
    case "odometer":
    case "distance":
      if (typeof meaning !== "number") return typeof raw === "string" ? literalText(raw) : raw;
      return habit.texts
        ? literalText(String(meaning / habit.factor))
        : Math.round((meaning / habit.factor) * 1e6) / 1e6;
    default:
      return mapped.and?.length ? literalText(String(meaning ?? "")) : textCell(raw, habit);
  }
}

/** A cell of a column that serves no field, under the same header as in the store. */
export function plainCellOf(raw: Cell, habit: ColumnHabit): Cell {
  if (typeof raw !== "string") return raw;
  if (!habit.texts && /\d{4}[-/.年]\d{1,2}/.test(raw)) {
    const { value } = readDate(raw);
    if (value > 0) return value + timeIn(raw);
  }
  return textCell(raw, habit);
}
