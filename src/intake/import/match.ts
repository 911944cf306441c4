import { isCorrected, isSameStay, isSameVehicle, vehicleFields } from "../../retention/store";
import type { SheetKind } from "../headers";
import { meaningOf, sameMeaning, type AnyField, type Meaning, type RecordRow } from "./records";

/** A record of the store as it is with what was taken so far from the files. */
export interface Known {
  /** Where it stands first: in the store, or in the file that brings it. */
  readonly base: RecordRow;
  /** Records of files that say something else, the latest last. */
  readonly changes: RecordRow[];
  /** Rows of files that are this record. */
  seen: number;
  /** The last of the files in which it stands, by its place; −1 for none. */
  seenIn: number;
}

/** What a field of a known record means now. A blank in a later export takes nothing away. */
export function knownMeaning(known: Known, field: AnyField): Meaning {
  for (let at = known.changes.length - 1; at >= 0; at -= 1) {
    const meaning = meaningOf(known.changes[at], field);
    if (meaning !== undefined) return meaning;
  }
  return meaningOf(known.base, field);
}

/** The fields in which a record of a file says something else than what is known. */
export function differences(
  known: Known,
  record: RecordRow,
  fields: readonly AnyField[]
): AnyField[] {
  return fields.filter((field) => {
    const meaning = meaningOf(record, field);
    return meaning !== undefined && !sameMeaning(meaning, knownMeaning(known, field));
  });
}

/** Which records a record of a file may be, and which of these it is. */
export interface Matching {
  /** Texts under which a record is looked for; records that share one may be the same. */
  keysOf(meaning: (field: AnyField) => Meaning): readonly string[];
  /** Whether the two can be one record at all. */
  compatible(known: Known, record: RecordRow): boolean;
  /** Of records that can be one and differ: whether the record is a corrected one of it. */
  corrects(known: Known, record: RecordRow): boolean;
}

/** Where the two differ, agree, or one says nothing. */
function agreementOf(known: Known, record: RecordRow): (field: AnyField) => boolean | undefined {
  return (field) => {
    const before = knownMeaning(known, field);
    const now = meaningOf(record, field);
    return before === undefined || now === undefined ? undefined : sameMeaning(before, now);
  };
}

function sameVehicle(known: Known, record: RecordRow): boolean {
  return isSameVehicle(agreementOf(known, record));
}

function dayOf(meaning: (field: AnyField) => Meaning): number | undefined {
  return (meaning("arrival") ?? meaning("settlement")) as number | undefined;
}

/** Orders are known again as the store itself tells them apart (`orderIdentity.ts`). */
const orderMatching: Matching = {
  keysOf: (meaning) => {
    const number = meaning("orderNumber");
    if (number !== undefined) return [`n${number}`];
    return [`d${dayOf(meaning) ?? ""}`];
  },
  compatible(known, record) {
    if (!sameVehicle(known, record)) return false;
    const before = dayOf((field) => knownMeaning(known, field));
    const now = dayOf((field) => meaningOf(record, field));
    return before === undefined || now === undefined || isSameStay(before, now);
  },
  corrects(known, record) {
    if (meaningOf(record, "orderNumber") === undefined) return false;
    return isCorrected(agreementOf(known, record));
  },
};

/** A vehicle with another name and another phone or number belongs to somebody else now. */
const customerMatching: Matching = {
  keysOf: (meaning) =>
    vehicleFields.flatMap((field) => {
      const key = meaning(field);
      return key === undefined ? [] : [`${field} ${key}`];
    }),
  compatible: sameVehicle,
  corrects(known, record) {
    const differs = (field: AnyField): boolean => {
      const before = knownMeaning(known, field);
      const now = meaningOf(record, field);
      return before !== undefined && now !== undefined && before !== now;
    };
    return !(differs("name") && (differs("phone") || differs("customerNumber")));
  },
};

/** How records of a sheet are known again. */
export function matchingOf(kind: SheetKind): Matching {
  return kind === "customers" ? customerMatching : orderMatching;
}
