import {
  isAppointment,
  reached,
  type SolicitationRecord,
  isVisible,
  type ArrivalCredits,
} from "../calls";

/**
 * Scripts 话术 and messages (rules §12, S0 招揽管理 on 话术; S1 on personal messages): a text per type and
 * status with placeholders that the customer's data fill.
 */

/** What a placeholder may ask for. */
export const scriptFields = [
  "name",
  "salutation",
  "model",
  "plate",
  "dueKm",
  "dueDate",
  "advisor",
  "phone",
] as const;
export type ScriptField = (typeof scriptFields)[number];

/** Placeholders by the words between the braces, Chinese and English. */
const fieldByWord: ReadonlyMap<string, ScriptField> = new Map([
  ["姓名", "name"],
  ["称呼", "salutation"],
  ["车型", "model"],
  ["车牌", "plate"],
  ["应保养里程", "dueKm"],
  ["应保养日期", "dueDate"],
  ["顾问", "advisor"],
  ["电话", "phone"],
  ["name", "name"],
  ["salutation", "salutation"],
  ["model", "model"],
  ["plate", "plate"],
  ["due km", "dueKm"],
  ["due date", "dueDate"],
  ["advisor", "advisor"],
  ["phone", "phone"],
]);

/** Values as they are to be read; absent or blank: not known. */
export type ScriptValues = Readonly<Partial<Record<ScriptField, string>>>;

export interface FilledScript {
  readonly text: string;
  /** Fields that the text asks for and that are not known. */
  readonly missing: readonly ScriptField[];
  /** Words in braces that are no placeholder, as written. */
  readonly unknown: readonly string[];
}

const placeholderPattern = /[{｛]\s*([^{}｛｝]*?)\s*[}｝]/gu;

/** Ends of clauses: Chinese marks anywhere, Latin ones before a space or the end, so that 3.5 stays whole. */
const clausePattern = /[^，。！？；、\n]*?(?:[，。！？；、\n]+|[,.!?;](?=\s|$)\s*|$)/gu;

/** Marks after which a clause goes on. */
const joinPattern = /[，、；,;]\s*$/u;
const stopPattern = /[。！？.!?]\s*$/u;

/**
 * Fills a script. A clause that asks for something not known is left out whole, so that no bare
 * placeholder and no half sentence reaches a customer; what is missing is told.
 *
 * @param fallbacks what to say instead of a value that is not known (称呼 → 车主).
 * @example
 * fillScript("{姓名}您好，您的{车型}该保养了。", { name: "王强" }).text; //=> "王强您好。"
 */
export function fillScript(
  text: string,
  values: ScriptValues,
  fallbacks: ScriptValues = {}
): FilledScript {
  const missing = new Set<ScriptField>();
  const unknown = new Set<string>();
  const valueOf = (word: string): string | undefined => {
    const field = fieldByWord.get(word.normalize("NFKC").toLowerCase());
    if (field === undefined) {
      unknown.add(word);
      return undefined;
    }
    const value = values[field]?.trim() || fallbacks[field]?.trim();
    if (!value) {
      missing.add(field);
      return undefined;
    }
    return value;
  };
  const filled = clausesOf(text).map((clause) => {
    let complete = true;
    const said = clause.replace(placeholderPattern, (_, word: string) => {
      const value = valueOf(word);
      complete &&= value !== undefined;
      return value ?? "";
    });
    return complete ? { said, clause } : { said: "", clause };
  });
  return { text: joined(filled), missing: [...missing], unknown: [...unknown] };
}

function clausesOf(text: string): string[] {
  return text.match(clausePattern)?.filter((clause) => clause !== "") ?? [];
}

/** Puts clauses together; where the end of a sentence was left out, its full stop moves to what is left. */
function joined(clauses: readonly { readonly said: string; readonly clause: string }[]): string {
  let text = "";
  for (const { said, clause } of clauses) {
    const stop = stopPattern.exec(clause);
    if (said === "" && stop && joinPattern.test(text)) {
      text = text.replace(joinPattern, stop[0]);
    }
    text += said;
  }
  return text.trim().replace(joinPattern, (mark) => (/[，、；]/u.test(mark) ? "。" : "."));
}

/** How a script did. Rates are shares of 1, `NaN` without use. */
export interface ScriptStatistics {
  readonly script: string;
  /** Contacts made with it. */
  readonly used: number;
  /** Of those, customers spoken to. */
  readonly reached: number;
  /** Contacts that ended in 预约成功. */
  readonly appointed: number;
  /** Contacts with at least one visit credited. */
  readonly arrived: number;
  readonly appointmentRate: number;
  readonly arrivalRate: number;
}

/** Use, appointments and arrivals per script up to the day of the credits, by name of the script. */
export function scriptStatistics(
  records: readonly SolicitationRecord[],
  credits: ArrivalCredits
): ScriptStatistics[] {
  const counts = new Map<
    string,
    { used: number; reached: number; appointed: number; arrived: number }
  >();
  records.forEach((record, i) => {
    if (record.script === "" || record.result === null || !isVisible(record, credits.asOf)) {
      return;
    }
    const count = counts.get(record.script) ?? { used: 0, reached: 0, appointed: 0, arrived: 0 };
    count.used++;
    count.reached += reached(record) ? 1 : 0;
    count.appointed += isAppointment(record) ? 1 : 0;
    count.arrived += credits.visitsOfRecord[i] > 0 ? 1 : 0;
    counts.set(record.script, count);
  });
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([script, count]) => ({
      script,
      ...count,
      appointmentRate: count.appointed / count.used,
      arrivalRate: count.arrived / count.used,
    }));
}
