import { benchmarkOf } from "../../src/retention/solicitation";
import {
  budgetParameters,
  measureNorms,
  measureObtainability,
  planBudget,
  rfmOfAll,
  type BudgetCandidate,
  type ContactChannel,
} from "../../src/retention/value";
import { isoOf } from "../../src/retention/time";
import { retainedPerYuan } from "../../src/retention/value/budget";
import { valuesOf } from "../../src/retention/parameters";
import type { Dealership } from "../../src/retention/store";
import type { StatusCode } from "../../src/retention/status";
import type { CsvRow } from "./csv";

/** What a case about a budget asks for besides. */
export interface WorthOptions {
  readonly budget: number;
  readonly channel: ContactChannel;
  /** PSV by name of the customer; computed otherwise. */
  readonly psv?: Readonly<Record<string, number>>;
}

const decimals = (value: number, digits: number): string =>
  Number.isNaN(value) ? "" : value.toFixed(digits);

function budgetTables(
  dealership: Dealership,
  { budget, channel, psv }: WorthOptions,
  asOf: number
): Record<string, CsvRow[]> {
  const { customers } = dealership;
  const { cost, retains } = valuesOf(budgetParameters[channel]);
  const rfm = rfmOfAll(dealership, asOf);
  const total = benchmarkOf(dealership, asOf).psv.total;
  const candidates = customers.name.map((name, customer): BudgetCandidate => ({
    customer,
    psv: psv === undefined ? total[customer] : (psv[name] ?? NaN),
    rfm: rfm.sum[customer],
    cost,
    retains,
  }));
  const plan = planBudget(candidates, budget);
  const turn = (chosen: readonly number[], position: number): string =>
    chosen.includes(position) ? String(chosen.indexOf(position) + 1) : "";
  return {
    budget: candidates.map((candidate, position) => ({
      客户姓名: customers.name[candidate.customer],
      PSV: decimals(candidate.psv, 2),
      每元留存: decimals(retainedPerYuan(candidate), 2),
      联系顺序: turn(plan.chosen, position),
      RFM: String(candidate.rfm),
      按RFM顺序: turn(plan.byRfm.chosen, position),
    })),
    "budget-sums": [
      {
        预算: String(plan.budget),
        花费: decimals(plan.spent, 2),
        余下: decimals(plan.left, 2),
        预期留存: decimals(plan.retained, 2),
        截止线: decimals(plan.cutoff, 2),
        按RFM预期留存: decimals(plan.byRfm.retained, 2),
      },
    ],
  };
}

/** The tables of budget, measured norms and measured 可得率 that a case can expect. */
export function worthTables(
  dealership: Dealership,
  options: WorthOptions | undefined,
  asOf: number,
  labels: Readonly<Record<StatusCode, string>>
): Record<string, CsvRow[]> {
  const norms = measureNorms(dealership, asOf);
  const measured = measureObtainability(dealership, asOf);
  return {
    ...(options === undefined ? {} : budgetTables(dealership, options, asOf)),
    norms: [
      { 类别: "保养", ...norms.maintenance },
      { 类别: "维修", ...norms.repair },
    ].map(({ 类别: kind, visits, amounts, visitsPerYear, spending, measured }) => ({
      类别: kind,
      起: isoOf(norms.firstDay),
      止: isoOf(norms.lastDay),
      车年: norms.vehicleYears.toFixed(3),
      台次: String(visits),
      有金额: String(amounts),
      年均台次: visitsPerYear.toFixed(3),
      单台产值: decimals(spending, 2),
      可用: measured ? "是" : "",
    })),
    obtainability: measured.byStatus.map((row) => ({
      客户状态: labels[row.status],
      月末数: String(measured.monthEnds.length),
      观察: String(row.observations),
      来店: String(row.returned),
      来店比例: decimals(row.probability, 3),
      实测可得率: decimals(row.measured, 3),
      公开可得率: String(row.published),
    })),
  };
}
