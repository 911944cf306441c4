import type { SerialDay } from "../../src/retention/time";
import { createRandom, mixSeeds } from "../../src/sample/random";
import { textsOf } from "../../src/locale";
import type { Diary } from "./diary";

const { results, failureReasons, competitors, contactChannels } = textsOf("zh-CN").vocabulary;

/** A contact that is to be followed up, as an advisor's own calendar has it. */
export interface Contact {
  readonly number: string;
  readonly customer: string;
  readonly phone: string;
  readonly type: string;
  readonly attempt: number;
  readonly day: SerialDay;
  /** The promised day, or the one that the gaps of 1, 3, 7, 14 days give; absent: nothing follows. */
  readonly due?: SerialDay;
}

/** Somebody who said when he would come. */
export interface Appointment {
  readonly number: string;
  readonly customer: string;
  readonly day: SerialDay;
}

export interface Shift {
  readonly contacts: readonly Contact[];
  readonly appointments: readonly Appointment[];
  readonly undone: readonly Contact[];
}

const gaps = [1, 3, 7, 14];

/**
 * A day's work at the phone: each planned row of the day gets a result, or is left for tomorrow. What is
 * typed depends on the row's number alone, so that a day repeats itself.
 *
 * @param patient customers whom nobody reaches, however often he is called
 */
export function makeCalls(
  diary: Diary,
  day: SerialDay,
  { seed, patient }: { readonly seed: number; readonly patient: ReadonlySet<string> }
): Shift {
  const { user } = diary;
  const contacts: Contact[] = [];
  const appointments: Appointment[] = [];
  const undone: Contact[] = [];
  for (const row of diary.find("records", { day, planned: "是" })) {
    const cell = (column: "number" | "customer" | "phone" | "type" | "attempt") =>
      user.cell("records", row, column);
    const number = String(cell("number"));
    const random = createRandom(mixSeeds(seed, Number(number.replace("-", "")) % 2 ** 31));
    const contact: Contact = {
      number,
      customer: String(cell("customer")),
      phone: String(cell("phone")),
      type: String(cell("type")),
      attempt: Number(cell("attempt")),
      day,
    };
    const write = (column: string, value: string | number): void =>
      diary.type("records", { number }, column, value);
    const due = day + (gaps[contact.attempt - 1] ?? NaN);
    const followed = Number.isNaN(due) ? contact : { ...contact, due };
    const kind = patient.has(contact.customer)
      ? "notReached"
      : (
          [
            "undone",
            "appointed",
            "notReached",
            "considering",
            "promised",
            "refused",
            "elsewhere",
          ] as const
        )[random.weighted([18, 26, 16, 14, 8, 12, 6])];
    if (kind === "undone") {
      undone.push(contact);
      continue;
    }
    write("contactMethod", contactChannels.phone);
    // Texts that a spreadsheet likes to take for something else.
    write("note", random.pick([`备注 ${number}`, `'=${number}`, `'00${number}`, "'+86 再打"]));
    switch (kind) {
      case "appointed": {
        const on = day + random.int(1, 4);
        write("result", results.appointed);
        write("appointment", on);
        appointments.push({ number, customer: contact.customer, day: on });
        contacts.push(contact);
        break;
      }
      case "notReached":
        write("result", results.notReached);
        contacts.push(followed);
        break;
      case "considering":
        write("result", results.considering);
        contacts.push(followed);
        break;
      case "promised": {
        const on = day + random.int(2, 5);
        write("result", results.considering);
        write("nextContact", on);
        contacts.push(contact.attempt < 5 ? { ...contact, due: on } : contact);
        break;
      }
      case "refused":
        write("result", results.refused);
        write("failureReason", random.pick(Object.values(failureReasons)));
        contacts.push(contact);
        break;
      case "elsewhere":
        write("result", results.servicedElsewhere);
        write("failureReason", failureReasons.distance);
        write("competitor", random.pick(Object.values(competitors)));
        contacts.push(contact);
        break;
    }
  }
  return { contacts, appointments, undone };
}
