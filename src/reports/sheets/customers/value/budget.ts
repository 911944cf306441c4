import { textsOf } from "../../../../locale";
import { allParameters } from "../../../../retention/allParameters";
import { groupMask, ruleSets } from "../../../../retention/status";
import { planBudget, type BudgetCandidate } from "../../../../retention/value";
import type { ParameterValues } from "../../../../retention/parameters";
import { cellRef, absentFigure } from "../../../plan";
import { chapterValues, type StoreFigures } from "../../../figures";
import { type Sheet, customersWhere, hasPsv } from "./sheet";

/** Valid customers with a PSV, at the cost of the channel in the settings. */
function budgetCandidates(figures: StoreFigures): {
  readonly candidates: BudgetCandidate[];
  readonly channel: ParameterValues<(typeof allParameters.budget)["phone"]>;
} {
  const { settings, benchmark, psv, rfm } = figures;
  const { budgetChannel } = settings;
  const group = allParameters.budget[budgetChannel];
  const channel = chapterValues(settings, `budget.${budgetChannel}`, group);
  const isValid = groupMask(ruleSets.retention, "valid");
  const valued = hasPsv(figures);
  const candidates = customersWhere(
    figures,
    (customer) => isValid[benchmark.statuses.status[customer]] === 1 && valued(customer)
  ).map((customer) => ({
    customer,
    psv: psv.total[customer],
    rfm: rfm.sum[customer],
    ...channel,
  }));
  return { candidates, channel };
}

/** Whom the budget of the settings reaches by PSV, and what is gained over going by RFM. */
export function writeBudget({ builder, figures, context }: Sheet): void {
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.value.budget;
  const { budget, budgetChannel } = figures.settings;
  builder.line(texts.section, "section");
  if (budget <= 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  const { candidates, channel } = budgetCandidates(figures);
  const plan = planBudget(candidates, budget);
  const said = { budget, customers: plan.chosen.length, retained: plan.retained };
  builder.line(
    plan.retained > plan.byRfm.retained
      ? texts.sentence({ ...said, byRfm: plan.byRfm.retained })
      : texts.same(said),
    "note"
  );
  const first = builder.row;
  const at = (line: number): string => cellRef(first + line, 1);
  builder.labelled(texts.budget, budget, "money");
  builder.labelled(texts.channel, vocabulary.contactChannels[budgetChannel], "text");
  builder.labelled(texts.cost, channel.cost, "money");
  builder.labelled(texts.retains, channel.retains, "percent");
  builder.labelled(texts.chosen, plan.chosen.length, "number");
  builder.labelled(texts.spent, { formula: `=${at(4)}*${at(2)}`, expected: plan.spent }, "money");
  builder.labelled(texts.left, { formula: `=${at(0)}-${at(5)}`, expected: plan.left }, "money");
  builder.labelled(texts.retained, plan.retained, "money");
  builder.labelled(
    texts.cutoff,
    Number.isFinite(plan.cutoff) ? plan.cutoff : absentFigure,
    "money"
  );
  builder.labelled(texts.byRfmChosen, plan.byRfm.chosen.length, "number");
  builder.labelled(texts.byRfmRetained, plan.byRfm.retained, "money");
  builder.labelled(
    texts.gain,
    { formula: `=${at(7)}-${at(10)}`, expected: plan.retained - plan.byRfm.retained },
    "money"
  );
  builder.skip();
}
