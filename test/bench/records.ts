import { customerKeyOf, type Dealership } from "../../src/retention/store";
import { NO_DAY, type SerialDay } from "../../src/retention/time";
import { notDoneYet, solicitationTypes, type SolicitationRecord } from "../../src/retention/calls";
import type { Ownership } from "../../src/retention/ownership";

/** One visit of so many was called for. */
const CALLED = 8;
const results = ["appointed", "considering", "appointed", "refused", "notReached"] as const;

/** 招揽记录 : calls some days before every eighth visit, made as advisors make them. */
export function inventRecords(
  { customers, visitOffsets, visitDay }: Dealership,
  ownership: Ownership,
  asOf: SerialDay
): SolicitationRecord[] {
  const records: SolicitationRecord[] = [];
  for (let customer = 0; customer < customers.count; customer++) {
    const key = customerKeyOf(customers, customer);
    for (let visit = visitOffsets[customer]; visit < visitOffsets[customer + 1]; visit++) {
      const day = visitDay[visit] - 2 - (visit % 6);
      if (visit % CALLED === 0 && key !== "" && day <= asOf) {
        const result = results[(visit / CALLED) % results.length];
        records.push({
          number: String(records.length + 1),
          day,
          advisor: ownership.owners[ownership.ownerOn(customer, day)],
          attempt: 1,
          key,
          type: solicitationTypes[visit % solicitationTypes.length],
          planned: visit % 3 > 0,
          dueDay: visitDay[visit],
          script: "",
          ...notDoneYet,
          result,
          appointment: result === "appointed" ? visitDay[visit] : NO_DAY,
        });
      }
    }
  }
  return records;
}
