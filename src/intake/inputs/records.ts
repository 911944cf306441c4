import { NO_DAY, type SerialDay } from "../../retention/time";
import {
  recordNumbers,
  type Competitor,
  type FailureReason,
  type SolicitationRecord,
  type SolicitationResult,
  type SolicitationType,
} from "../../retention/calls";
import { readOdometer } from "../numbers";
import type { CustomerNaming } from "./customerKeys";
import { isBlank, RowReader } from "./rowReader";
import type { InputRow } from "./schema";
import type { InputFinding } from "./inputFinding";
import { wordLookup } from "./words";

const typeWords = wordLookup<SolicitationType>(({ vocabulary }) => vocabulary.solicitationTypes);
const resultWords = wordLookup<SolicitationResult>(({ vocabulary }) => vocabulary.results);
const reasonWords = wordLookup<FailureReason>(({ vocabulary }) => vocabulary.failureReasons);
const competitorWords = wordLookup<Competitor>(({ vocabulary }) => vocabulary.competitors);
const unassignedWords = wordLookup(({ vocabulary: { unassigned } }) => ({ unassigned }));

/** What 招揽记录 holds. */
export interface ReadRecords {
  /** In the order of the sheet; rows without a word in them are left out. */
  readonly records: readonly SolicitationRecord[];
  readonly findings: readonly InputFinding[];
}

/** Columns of which at least one is filled in a row that means something. */
const telling = ["number", "day", "customer", "result", "note"] as const;

/**
 * Reads 招揽记录. A row is a record as soon as it names a day, a customer or a result: an advisor may
 * type a call beyond the plan at the end of the table, and its number follows (see
 * {@link numbersForTypedRows}). A cell that is not understood reads as blank and is told; a result that
 * is not understood leaves its row 未完成; a row without a type counts as 例行保养 and is told.
 */
export function readRecords(
  rows: readonly InputRow<"records">[],
  naming: CustomerNaming
): ReadRecords {
  const findings: InputFinding[] = [];
  const numbers = new Set<string>();
  const records = rows
    .filter((row) => telling.some((column) => !isBlank(row[column])))
    .map((row) => readRecord(row, naming, numbers, findings));
  return { records, findings };
}

function readRecord(
  row: InputRow<"records">,
  naming: CustomerNaming,
  numbers: Set<string>,
  findings: InputFinding[]
): SolicitationRecord {
  const cells = new RowReader("records", row, findings);
  const number = cells.text("number");
  if (number !== "" && numbers.has(number)) cells.refuse("number", null, "repeated");
  numbers.add(number);
  const day = cells.day("day");
  if (isBlank(row.day)) cells.refuse("day", null, "missing");
  if (cells.isBlank("customer")) cells.refuse("customer", null, "missing");
  const type = cells.word("type", typeWords);
  const named = naming(row.customer);
  // 拉新 is called before it is a customer.
  if (named.key !== "" && !named.known && type !== "conquest") {
    cells.refuse("customer", null, "unknownCustomer");
  }
  if (type === null && isBlank(row.type)) cells.refuse("type", null, "missing");
  const odometer = readOdometer(row.odometer);
  if (odometer.finding) cells.refuse("odometer", null);
  const advisor = cells.text("advisor");
  return {
    number,
    day,
    advisor: unassignedWords(advisor) ? "" : advisor,
    attempt: cells.number("attempt", { min: 1, whole: true }) || 1,
    key: named.key,
    type: type ?? "maintenance",
    planned: cells.yesNo("planned") ?? false,
    dueDay: cells.day("dueDay"),
    script: cells.text("script"),
    result: cells.word("result", resultWords),
    appointment: cells.day("appointment"),
    nextContact: cells.day("nextContact"),
    odometer: odometer.value,
    expectedMaintenance: cells.day("expectedMaintenance"),
    failureReason: cells.word("failureReason", reasonWords),
    competitor: cells.word("competitor", competitorWords),
    contactMethod: cells.text("contactMethod"),
    note: cells.text("note"),
    checked: cells.yesNo("checked") ?? false,
  };
}

/** A number for a row of 招揽记录 that was typed without one. */
export interface TypedRowNumber {
  /** Zero-based row of the sheet. */
  readonly sheetRow: number;
  readonly number: string;
}

/**
 * Numbers for the rows that people typed themselves: of each row's own day, going on after the numbers
 * that the day has. A row without a readable day waits for it.
 */
export function numbersForTypedRows(rows: readonly InputRow<"records">[]): TypedRowNumber[] {
  const taken = rows.map(({ number }) => String(number).trim());
  const byDay = new Map<SerialDay, InputRow<"records">[]>();
  for (const row of rows) {
    const day = dayIn(row);
    const waits = !isBlank(row.number) || day === NO_DAY || isBlank(row.customer);
    if (!waits) byDay.set(day, [...(byDay.get(day) ?? []), row]);
  }
  return [...byDay].flatMap(([day, typed]) =>
    recordNumbers(day, typed.length, taken).map((number, i) => ({
      sheetRow: typed[i].sheetRow,
      number,
    }))
  );
}

function dayIn(row: InputRow<"records">): SerialDay {
  return new RowReader("records", row, []).day("day");
}
