import { NO_DAY } from "../../retention/time";
import type { InvalidConfirmation, InvalidReason } from "../../retention/store";
import type { LedgerEntry, LedgerSource } from "../../retention/ownership";
import type { CustomerNaming } from "./customerKeys";
import { isBlank, RowReader } from "./rowReader";
import type { InputRow } from "./schema";
import type { InputFinding } from "./inputFinding";
import { wordLookup } from "./words";

const sourceWords = wordLookup<LedgerSource | "invalid">(
  ({ vocabulary }) => vocabulary.ledgerSources
);
const reasonWords = wordLookup<InvalidReason>(({ vocabulary }) => vocabulary.invalidReasons);
const ownerWords = wordLookup(({ vocabulary: { unassigned, customerCare } }) => ({
  unassigned,
  customerCare,
}));

/** What 归属台账 holds, both in the order of its rows. */
export interface ReadLedgerRows {
  readonly ledger: readonly LedgerEntry[];
  readonly invalidEntries: readonly InvalidConfirmation[];
  readonly findings: readonly InputFinding[];
}

export interface LedgerReading {
  /** Reads who the customer cell names. */
  readonly naming: CustomerNaming;
  /** Name of the 客服专员, for rows that name the office and not the person. */
  readonly customerCare: string;
}

/** Columns of which at least one is filled in a row that means something. */
const telling = ["fromDay", "customer", "owner", "invalidReason"] as const;

/**
 * Reads 归属台账 (rules §10.5). A row says to whom a customer belongs from a day on, or why he is 无效, or
 * both; a manager may type rows at the end of the table, and a blank 来源 is then 手工. A row without a
 * customer, a day, or anything to say counts for nothing and is told; it stays in the sheet as it is.
 */
export function readLedgerRows(
  rows: readonly InputRow<"ledger">[],
  reading: LedgerReading
): ReadLedgerRows {
  const ledger: LedgerEntry[] = [];
  const invalidEntries: InvalidConfirmation[] = [];
  const findings: InputFinding[] = [];
  for (const row of rows) {
    if (telling.every((column) => isBlank(row[column]))) continue;
    const { entry, confirmation } = readRow(row, reading, findings);
    if (entry) ledger.push(entry);
    if (confirmation) invalidEntries.push(confirmation);
  }
  return { ledger, invalidEntries, findings };
}

function readRow(
  row: InputRow<"ledger">,
  { naming, customerCare }: LedgerReading,
  findings: InputFinding[]
): { entry?: LedgerEntry; confirmation?: InvalidConfirmation } {
  const cells = new RowReader("ledger", row, findings);
  const { key, known } = naming(row.customer);
  const fromDay = cells.day("fromDay");
  const reason = cells.word("invalidReason", reasonWords);
  const source = cells.word("source", sourceWords) ?? "manual";
  const allocation = cells.number("allocation", { min: 0, whole: true }) || 0;
  const hasOwner = !cells.isBlank("owner");
  const saysNothing = !hasOwner && cells.isBlank("invalidReason");
  if (cells.isBlank("fromDay")) cells.refuse("fromDay", null, "missing");
  if (key === "") cells.refuse("customer", null, "missing");
  else if (!known) cells.refuse("customer", null, "unknownCustomer");
  if (saysNothing) cells.refuse(source === "invalid" ? "invalidReason" : "owner", null, "missing");
  if (key === "" || fromDay === NO_DAY) return {};
  const owner = ownerIn(cells.text("owner"), customerCare);
  return {
    ...(hasOwner && {
      entry: { key, owner, fromDay, allocation, source: source === "invalid" ? "manual" : source },
    }),
    ...(reason !== null && { confirmation: { source: "invalid" as const, key, reason, fromDay } }),
  };
}

function ownerIn(text: string, customerCare: string): string {
  switch (ownerWords(text)) {
    case "unassigned":
      return "";
    case "customerCare":
      return customerCare || text;
    default:
      return text;
  }
}
