import { textsOf, type Locale } from "../../locale";
import { isoOf } from "../../retention/time";
import { type FindingTable } from "../../retention/store";
import { unreadableColumns, type BasisSheet, type StoreBasis } from "./basis";

/** So many names are listed; more are counted. */
const mostNames = 30;

/** What a run rests on, in sentences: sheets, columns, days, overlaps, what is lacking. No cell's content. */
export function basisSentences(basis: StoreBasis, locale: Locale): string[] {
  return [
    ...sheetSentences(basis, locale),
    ...leftOutSentences(basis, locale),
    ...daySentences(basis, locale),
    ...overlapSentences(basis, locale),
    ...lackingSentences(basis, locale),
    ...unusedSentences(basis, locale),
  ];
}

/** The sentences that somebody must see before he trusts a figure; none where nothing is in doubt. */
export function doubtSentences(basis: StoreBasis, locale: Locale): string[] {
  const { doubts } = textsOf(locale).sheets.basis;
  const said = {
    questions: () => [doubts.questions(basis.questions.length)],
    unreadable: () =>
      unreadableColumns(basis.columns).map(({ sheetName, header, readable = 0 }) =>
        doubts.unreadable(sheetName, header, readable)
      ),
    noDays: () => [doubts.noDays],
    severalLeftOut: () => leftOutSentences(basis, locale),
    noKeysInCommon: () => [doubts.noKeysInCommon],
    fewKeysInCommon: () => [doubts.fewKeysInCommon(basis.ownedShare)],
    oldOrders: () => daySentences({ ...basis, ...withoutGaps(basis) }, locale),
    emptyMonths: () => [doubts.emptyMonths((basis.days?.emptyMonths ?? []).length)],
    overlaps: () => overlapSentences(basis, locale),
    lacking: () => lackingSentences(basis, locale),
  } as const;
  return basis.doubts.flatMap((doubt) => said[doubt]());
}

const withoutGaps = ({ days }: StoreBasis): Pick<StoreBasis, "days"> | undefined =>
  days && { days: { ...days, emptyMonths: [] } };

function listed(names: readonly string[], locale: Locale): string {
  const { basis } = textsOf(locale).sheets;
  const { listSeparator } = textsOf(locale).outcomes;
  const shown = names.slice(0, mostNames).join(listSeparator);
  return names.length > mostNames ? basis.andMore(shown, names.length - mostNames) : shown;
}

function sheetSentences({ sheets, store }: StoreBasis, locale: Locale): string[] {
  const { basis } = textsOf(locale).sheets;
  const { tables } = textsOf(locale).data;
  const nameOf = ({ sheetName, rows, role, unmet = 0 }: BasisSheet): string =>
    role === undefined
      ? basis.sheet(sheetName, rows)
      : basis.joined(sheetName, basis.roles[role], rows, unmet);
  const of = (table: FindingTable): string[] => {
    const names = sheets.filter((sheet) => sheet.table === table).map(nameOf);
    return names.length === 0 ? [] : [basis.read(tables[table], listed(names, locale))];
  };
  return [
    ...of("customers"),
    ...of("orders"),
    ...(store === undefined ? [] : [basis.onlyStore(store)]),
  ];
}

function leftOutSentences({ leftOut }: StoreBasis, locale: Locale): string[] {
  const { basis } = textsOf(locale).sheets;
  if (leftOut.length === 0) return [];
  const names = leftOut.map(({ sheetName, reason }) =>
    basis.leftOut(sheetName, basis.reasons[reason])
  );
  return [basis.notRead(listed(names, locale))];
}

function daySentences({ days }: StoreBasis, locale: Locale): string[] {
  const { basis } = textsOf(locale).sheets;
  if (days === undefined) return [];
  const { emptyMonths } = days;
  return [
    basis.days(isoOf(days.first), isoOf(days.last)),
    ...(emptyMonths.length === 0 ? [] : [basis.emptyMonths(listed(emptyMonths, locale))]),
  ];
}

function overlapSentences({ overlaps }: StoreBasis, locale: Locale): string[] {
  const { dataQuality } = textsOf(locale).sheets;
  return overlaps.map(({ sheets: [a, b], rows }) =>
    a === b ? dataQuality.repeatedWithin(a, rows) : dataQuality.repeatedBetween(a, b, rows)
  );
}

function lackingSentences({ lacking }: StoreBasis, locale: Locale): string[] {
  const { basis } = textsOf(locale).sheets;
  return lacking.map((it) => basis.lacking[it]);
}

function unusedSentences({ columns }: StoreBasis, locale: Locale): string[] {
  const { basis } = textsOf(locale).sheets;
  const sheets = [...new Set(columns.map(({ sheetName }) => sheetName))];
  return sheets.flatMap((sheet) => {
    const unused = columns.filter(({ sheetName, field }) => sheetName === sheet && !field);
    if (unused.length === 0) return [];
    return [
      basis.unused(
        sheet,
        listed(
          unused.map(({ header }) => header),
          locale
        )
      ),
    ];
  });
}
