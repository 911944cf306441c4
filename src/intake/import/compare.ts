import type { SheetKind } from "../headers";
import { differences, knownMeaning, matchingOf, type Known, type Matching } from "./match";
import {
  meaningOf,
  sameMeaning,
  type AnyField,
  type Meaning,
  type RecordRow,
  type RecordTable,
} from "./records";

/** A field of a record of the store that a file says otherwise. */
export interface FieldChange {
  readonly field: AnyField;
  readonly before: Meaning;
  readonly after: Meaning;
  /** The record of the file that says so. */
  readonly from: RecordRow;
}

/** A record of the store and what is to become of it. */
export interface ChangedRecord {
  readonly record: RecordRow;
  readonly fields: readonly FieldChange[];
}

/** What one sheet of a file gave. */
export interface SourceCounts {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/** First and last day of some orders. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** The files' records beside those of the store; nothing is written. */
export interface Comparison {
  /** Records that the store does not have, as the first file says them … */
  readonly added: readonly {
    readonly record: RecordRow;
    /** … and what later ones say of them. */
    readonly fields: readonly FieldChange[];
  }[];
  readonly changed: readonly ChangedRecord[];
  /** Records of files that stand in the store already, or in another of the files. */
  readonly same: number;
  /** Of these: rows that two of the files have. */
  readonly inSeveralFiles: number;
  /** Of the added: cars that the archive has with another owner. */
  readonly newOwners: number;
  /** Records of the store that an export which should have them has not. They stay. */
  readonly gone: readonly RecordRow[];
  /** By source, in its order. */
  readonly sources: readonly SourceCounts[];
  /** Of orders: what they cover before and after; absent without any day. */
  readonly days: { readonly before?: DaySpan; readonly after?: DaySpan };
  /** Of orders: stretches of ten days and more without any, within what is covered afterwards. */
  readonly gaps: readonly DaySpan[];
  /** Of orders: days that the store and the files both cover. */
  readonly overlap?: DaySpan;
}

/** Records looked at between two breaths. */
const atOnce = 2_000;
/** Shorter stretches without orders are holidays. */
const shortestGap = 10;
/** An export that has most of the archive is meant to have all of it. */
const fullExport = 0.8;

/**
 * Finds out what files bring to a store: what is new, what is said otherwise and what is there already.
 * Files are taken in their order; of two that contradict each other the later one wins.
 *
 * @param store the sheets of the store's table; none where it has no such table yet
 * @param pause called every few thousand records, so that a pane can draw and stop
 */
export async function compareRecords(
  kind: SheetKind,
  store: readonly RecordTable[],
  sources: readonly RecordTable[],
  pause: (done: number, total: number) => Promise<void> = () => Promise.resolve()
): Promise<Comparison> {
  const comparing = new Comparing(kind);
  const total = [...store, ...sources].reduce((sum, { table }) => sum + table.count, 0);
  let done = 0;
  for (const of of store) {
    for (let row = 0; row < of.table.count; row += 1) {
      comparing.know({ of, row });
      done += 1;
      if (done % atOnce === 0) await pause(done, total);
    }
  }
  comparing.storeIsKnown();
  for (const of of sources) {
    comparing.begin();
    for (const group of groupsOf(of, comparing.matching)) {
      const breaths = Math.floor(done / atOnce);
      comparing.take(group);
      done += group.length;
      if (Math.floor(done / atOnce) > breaths) await pause(done, total);
    }
  }
  return comparing.finish(sources);
}

/** Rows of a file that may be parts of one record, in the order of the first of each. */
function groupsOf(of: RecordTable, matching: Matching): RecordRow[][] {
  const groups = new Map<string, RecordRow[]>();
  for (let row = 0; row < of.table.count; row += 1) {
    const record = { of, row };
    const [key = `r${row}`] = matching.keysOf((field) => meaningOf(record, field));
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return [...groups.values()];
}

class Comparing {
  readonly matching: Matching;
  private readonly known: Known[] = [];
  private readonly byKey = new Map<string, Known[]>();
  private readonly counts: { rows: number; added: number; changed: number; same: number }[] = [];
  private stored = 0;
  private source = -1;
  private inSeveralFiles = 0;
  private newOwners = 0;

  constructor(private readonly kind: SheetKind) {
    this.matching = matchingOf(kind);
  }

  know(base: RecordRow): Known {
    const known: Known = { base, changes: [], seen: 0, seenIn: -1 };
    this.known.push(known);
    for (const key of this.matching.keysOf((field) => meaningOf(base, field))) {
      const others = this.byKey.get(key);
      if (others) others.push(known);
      else this.byKey.set(key, [known]);
    }
    return known;
  }

  storeIsKnown(): void {
    this.stored = this.known.length;
  }

  begin(): void {
    this.source += 1;
    this.counts.push({ rows: 0, added: 0, changed: 0, same: 0 });
  }

  /** Takes rows that may be parts of one record: equal ones first, then corrected ones, then new ones. */
  take(group: readonly RecordRow[]): void {
    const counts = this.counts[this.source];
    counts.rows += group.length;
    const left = group.filter((record) => !this.takeEqual(record));
    for (const record of left) {
      if (this.takeEqual(record)) continue;
      const candidates = this.candidates(record);
      const corrected = candidates
        .filter((known) => known.seenIn !== this.source && this.matching.corrects(known, record))
        .map((known) => ({ known, fields: this.differing(known, record) }))
        .reduce<{ known: Known; fields: AnyField[] } | undefined>(
          (best, other) => (best && best.fields.length <= other.fields.length ? best : other),
          undefined
        );
      if (corrected) {
        corrected.known.changes.push(record);
        this.see(corrected.known);
        counts.changed += 1;
      } else {
        if (this.kind === "customers" && candidates.length > 0) this.newOwners += 1;
        this.see(this.know(record));
        counts.added += 1;
      }
    }
  }

  /** Whether a record says nothing that is not known already. */
  private takeEqual(record: RecordRow): boolean {
    const equal = this.candidates(record).filter(
      (known) => this.isOne(known, record) && this.differing(known, record).length === 0
    );
    const [known] = [...equal.filter((it) => it.seenIn !== this.source), ...equal];
    if (!known) return false;
    if (known.seenIn >= 0 && known.seenIn !== this.source) this.inSeveralFiles += 1;
    this.see(known);
    this.counts[this.source].same += 1;
    return true;
  }

  /** Where nothing names a record, it is known again only if nothing at all is missing on one side. */
  private isOne(known: Known, record: RecordRow): boolean {
    if (this.kind === "customers" || meaningOf(record, "orderNumber") !== undefined) return true;
    return this.fields(known, record).every(
      (field) =>
        (meaningOf(record, field) === undefined) === (knownMeaning(known, field) === undefined)
    );
  }

  private see(known: Known): void {
    known.seen += 1;
    known.seenIn = this.source;
  }

  private candidates(record: RecordRow): Known[] {
    const found = new Set<Known>();
    for (const key of this.matching.keysOf((field) => meaningOf(record, field))) {
      for (const known of this.byKey.get(key) ?? []) {
        if (this.matching.compatible(known, record)) found.add(known);
      }
    }
    return [...found];
  }

  private fields(known: Known, { of }: RecordRow): readonly AnyField[] {
    const mapped = known.base.of.table.mapped as ReadonlySet<AnyField>;
    return [...(of.table.mapped as ReadonlySet<AnyField>)].filter((field) => mapped.has(field));
  }

  private differing(known: Known, record: RecordRow): AnyField[] {
    return differences(known, record, this.fields(known, record));
  }

  finish(sources: readonly RecordTable[]): Comparison {
    const stored = this.known.slice(0, this.stored);
    const added = this.known.slice(this.stored);
    const isOrders = this.kind === "orders";
    const before = isOrders ? spanOf(stored.flatMap(daysOfKnown)) : undefined;
    const covered = isOrders ? [...stored, ...added].flatMap(daysOfKnown) : [];
    const after = spanOf(covered);
    const overlap = common(before, isOrders ? spanOf(daysOf(sources)) : undefined);
    return {
      added: added.map((known) => ({ record: known.base, fields: changesOf(known) })),
      changed: stored
        .map((known) => ({ record: known.base, fields: changesOf(known) }))
        .filter(({ fields }) => fields.length > 0),
      same: this.counts.reduce((sum, { same }) => sum + same, 0),
      inSeveralFiles: this.inSeveralFiles,
      newOwners: this.newOwners,
      gone: this.gone(stored, sources),
      sources: this.counts,
      days: { ...(before && { before }), ...(after && { after }) },
      gaps: gapsIn(covered),
      ...(overlap && { overlap }),
    };
  }

  /** Customers missing in an export of (nearly) all; orders missing in an export of their days. */
  private gone(stored: readonly Known[], sources: readonly RecordTable[]): RecordRow[] {
    const unseen = stored.filter(({ seen }) => seen === 0);
    if (unseen.length === stored.length) return [];
    if (this.kind === "customers") {
      const share = 1 - unseen.length / stored.length;
      return share < fullExport ? [] : unseen.map(({ base }) => base);
    }
    const spans = sources.map((of) => spanOf(daysOf([of])));
    return unseen
      .map(({ base }) => base)
      .filter((record) => {
        const day = recordDay(record);
        return spans.some(
          (span) => span && day !== undefined && day >= span.from && day <= span.to
        );
      });
  }
}

/** What the last of the files says of each field, where it is not what stood there first. */
function changesOf(known: Known): FieldChange[] {
  const last = new Map<AnyField, FieldChange>();
  for (const from of known.changes) {
    for (const field of from.of.table.mapped as ReadonlySet<AnyField>) {
      const after = meaningOf(from, field);
      if (after === undefined) continue;
      if (!(known.base.of.table.mapped as ReadonlySet<AnyField>).has(field)) continue;
      last.set(field, { field, before: meaningOf(known.base, field), after, from });
    }
  }
  return [...last.values()].filter(({ before, after }) => !sameMeaning(before, after));
}

function recordDay(record: RecordRow): number | undefined {
  const day = meaningOf(record, "arrival") ?? meaningOf(record, "settlement");
  return day as number | undefined;
}

function daysOf(tables: readonly RecordTable[]): number[] {
  return tables.flatMap((of) =>
    Array.from({ length: of.table.count }, (_, row) => recordDay({ of, row })).filter(
      (day): day is number => day !== undefined
    )
  );
}

function spanOf(days: readonly number[]): DaySpan | undefined {
  if (days.length === 0) return undefined;
  let from = days[0];
  let to = days[0];
  for (const day of days) {
    if (day < from) from = day;
    if (day > to) to = day;
  }
  return { from, to };
}

function daysOfKnown({ base }: Known): number[] {
  const day = recordDay(base);
  return day === undefined ? [] : [day];
}

function common(one: DaySpan | undefined, other: DaySpan | undefined): DaySpan | undefined {
  if (!one || !other) return undefined;
  const span = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
  return span.from <= span.to ? span : undefined;
}

function gapsIn(days: readonly number[]): DaySpan[] {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  return sorted.flatMap((day, at) => {
    const next = sorted[at + 1];
    return next !== undefined && next - day > shortestGap ? [{ from: day + 1, to: next - 1 }] : [];
  });
}
