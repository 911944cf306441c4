import { planInputOf } from "../../reports/figures";
import { recordsOfPlan } from "../../reports/sheets";
import { morningPlan } from "../../retention/solicitation";
import type { Outcome, RunOptions } from "../api";
import { onlyWritable } from "../read";
import { recordRow, noChanges } from "../footprint";
import { Refusal, performRun } from "../session";
import { runStore } from "../run";

/**
 * The morning plan of the as-of day (rules §12): its rows are added to 招揽记录 and stay as they are from
 * then on, whatever is written later; asked again on the same day, nothing is added. Writes the demand
 * list and the messages of the day as well.
 *
 * @returns how it ended; never rejects. `noAdvisors` while 维系参数 names nobody who could call.
 */
export async function makeMorningPlan(options: RunOptions): Promise<Outcome> {
  return performRun(options, (run) =>
    runStore(run, {
      reports: onlyWritable(["demand", "records", "messages"]),
      columns: false,
      change: ({ computed: { figures, locale } }) => {
        if (figures.settings.roster.advisors.length === 0) throw new Refusal("noAdvisors");
        const plan = morningPlan(planInputOf(figures), figures.asOf);
        if (plan.frozen.length > 0) {
          return { changes: noChanges, notes: [{ code: "planFrozen", about: [] }] };
        }
        const records = recordsOfPlan(figures, plan, { locale });
        const rows = records.map((record) => recordRow(record, locale));
        return { changes: { edits: [], appends: { records: rows } } };
      },
    })
  );
}
