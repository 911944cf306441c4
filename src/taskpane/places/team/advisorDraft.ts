import type { InputEdit } from "../../../excel/api";
import type { Texts } from "../../../locale";
import { isoOf, NO_DAY } from "../../../retention/time";
import type { Advisor } from "../../../retention/ownership";
import { asOfDay } from "../../store";

/** An advisor as the form holds him; days, weight and days off as typed. */
export interface AdvisorDraft {
  /** The name under which he stands in 维系参数; absent: a new one. */
  readonly known?: string | undefined;
  readonly name: string;
  readonly weight: string;
  readonly from: string;
  readonly to: string;
  /** ISO weekdays. */
  readonly restWeekdays: readonly number[];
  readonly restDays: string;
}

const dayText = (day: number): string => (day === NO_DAY ? "" : isoOf(day));

/** A known advisor, or the blank form of a new one. */
export function draftOf(advisor?: Advisor): AdvisorDraft {
  return advisor
    ? {
        known: advisor.name,
        name: advisor.name,
        weight: String(advisor.weight),
        from: dayText(advisor.from),
        to: dayText(advisor.to),
        restWeekdays: advisor.restWeekdays,
        restDays: advisor.restDays.map(isoOf).join(", "),
      }
    : { name: "", weight: "1", from: "", to: "", restWeekdays: [], restDays: "" };
}

const separators = /[,，、;；\s]+/u;
const leastWeight = 0;
const mostWeight = 100;

/** What is wrong with a form, by field. */
export interface AdvisorProblems {
  readonly name?: string;
  readonly weight?: string;
  readonly to?: string;
  readonly restDays?: string;
}

/** Finds what has to be corrected before an advisor can be saved. */
export function problemsOf(
  draft: AdvisorDraft,
  names: readonly string[],
  texts: Texts
): AdvisorProblems {
  const said = texts.pane.team.advisors;
  const name = draft.name.trim();
  const weight = Number(draft.weight);
  const [from, to] = [asOfDay(draft.from), asOfDay(draft.to)];
  const taken = name !== draft.known && names.includes(name);
  const wrongDay = restDaysOf(draft).some((day) => day === undefined);
  return {
    ...(name === "" ? { name: said.nameMissing } : taken ? { name: said.nameTaken } : {}),
    ...(draft.weight.trim() !== "" && weight >= leastWeight && weight <= mostWeight
      ? {}
      : { weight: said.weightWrong }),
    ...(from !== undefined && to !== undefined && to < from ? { to: said.order } : {}),
    ...(wrongDay ? { restDays: said.dateWrong } : {}),
  };
}

/** Whether every date field of a form is blank or a date. */
export function daysAreReadable({ from, to }: AdvisorDraft): boolean {
  return [from, to].every((text) => text === "" || asOfDay(text) !== undefined);
}

function restDaysOf({ restDays }: AdvisorDraft): (number | undefined)[] {
  return restDays.split(separators).filter(Boolean).map(asOfDay);
}

/** A form as a row of 维系参数. */
export function editOf(draft: AdvisorDraft, texts: Texts): InputEdit<"advisors"> {
  const { weekdays } = texts.vocabulary;
  const separator = texts.pane.listSeparator;
  return {
    table: "advisors",
    ...(draft.known === undefined ? {} : { row: { name: draft.known } }),
    values: {
      name: draft.name.trim(),
      weight: Number(draft.weight),
      from: asOfDay(draft.from) ?? "",
      to: asOfDay(draft.to) ?? "",
      restWeekdays: [...draft.restWeekdays]
        .sort()
        .map((day) => weekdays[day - 1])
        .join(separator),
      restDays: restDaysOf(draft)
        .flatMap((day) => (day === undefined ? [] : [isoOf(day)]))
        .join(separator),
    },
  };
}
