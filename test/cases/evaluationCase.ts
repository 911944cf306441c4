import {
  achievementOf,
  contributionColumns,
  contributionExclusions,
  contributionFigures,
  contributionOf,
  customerDynamics,
  evaluateSolicitation,
  scorecardOf,
  successOf,
  trendOf,
  visitOrigins,
  type Contribution,
  type ContributionTable,
  type Dynamics,
  type KpiId,
  type SolicitationEvaluation,
  type SolicitationFigures,
  type Trend,
  type VisitOrigin,
} from "../../src/retention/performance";
import { buildOwnership, type LedgerEntry, type Roster } from "../../src/retention/ownership";
import { creditArrivals, solicitationTypes } from "../../src/retention/calls";
import { monthOf, NO_DAY, serialOfIso, type DayRange } from "../../src/retention/time";
import type { ContributionExclusion } from "../../src/retention/performance/contribution";
import type { Dealership } from "../../src/retention/store";
import type { TrendDirection } from "../../src/retention/performance/trend";
import type { VisitStatusCode } from "../../src/retention/status";
import { readRecords, typeLabels } from "./callsCase";
import type { CsvRow, CsvTable } from "./csv";

/** What a case about evaluation, contribution and the scorecard asks for besides. */
export interface EvaluationOptions {
  readonly customerCare: string;
  readonly advisors: readonly string[];
  /** A day of the month that is evaluated. */
  readonly month: string;
}

type Labels = Readonly<Record<VisitStatusCode, string>>;

const originLabels: Readonly<Record<VisitOrigin, string>> = {
  credited: "招揽到店",
  natural: "自然回厂",
};

const exclusionLabels: Readonly<Record<ContributionExclusion, string>> = {
  void: "作废",
  repeated: "重复导出",
  notAVisit: "不算进厂",
  beforeDelivery: "早于交车",
  undated: "无日期",
  reversal: "红冲",
  unsettled: "未结算",
  otherPeriod: "其他期间",
};

const directionLabels: Readonly<Record<TrendDirection, string>> = {
  improving: "向好",
  steady: "持平",
  mixed: "不一",
  worsening: "变差",
};

const kpiLabels: Readonly<Record<KpiId, string>> = {
  firstMaintenance: "首保回厂率",
  secondMaintenance: "二保回厂率",
  insuranceRenewal: "续保率",
  valueContribution: "各级别客户价值贡献度",
  satisfaction: "满意度",
  referral: "转介绍率",
  lossRate: "流失率",
  newLostRate: "月新增流失率",
  retentionRate: "保留率",
  clubMembership: "车友会入会率",
  archiveAccuracy: "档案准确率",
  timelyCall: "及时回访率",
  complaintHandling: "投诉处理满意度",
  carClass: "爱车讲堂覆盖率",
  training: "培训次数",
};

/** A number as a manager reads it; "—" for none. */
const shown = (value: number | null): string =>
  value === null || Number.isNaN(value) ? "—" : String(Math.round(value * 10_000) / 10_000);

const nameOf = (name: string): string => (name === "" ? "未分配" : name);

function solicitationRows({ people, rows, store }: SolicitationEvaluation): CsvRow[] {
  const row = (of: string, type: string, figures: SolicitationFigures, rank: string): CsvRow => ({
    顾问: of,
    类型: type,
    任务: String(figures.tasks),
    完成: String(figures.done),
    计划外: String(figures.unplanned),
    达成比: shown(achievementOf(figures)),
    预约: String(figures.appointed),
    到店: String(figures.arrived),
    未满期: String(figures.open),
    成功率: shown(successOf(figures)),
    名次: rank,
  });
  return [
    ...rows.flatMap(({ person, byType, evaluated, ranks }) => [
      ...solicitationTypes
        .filter((type) => byType[type].tasks + byType[type].unplanned > 0)
        .map((type) => row(nameOf(people[person]), typeLabels[type], byType[type], "")),
      ...(evaluated.tasks > 0
        ? [row(nameOf(people[person]), "四项", evaluated, shown(ranks.evaluated.achievement))]
        : []),
    ]),
    row("全店", "四项", store.evaluated, ""),
  ];
}

function dynamicsRows(owners: readonly string[], { rows }: Dynamics): CsvRow[] {
  return rows.map((row, owner) => ({
    顾问: nameOf(owners[owner]),
    期初基盘: String(row.openingBase),
    新增流失: String(row.flows.newLost),
    流失回厂: String(row.flows.initialReturned + row.flows.otherReturned),
    准流失回厂: String(row.nearLostReturned),
    恢复有效: String(row.flows.baseRevived),
    期末基盘: String(row.closingBase),
    期初稳定占比: shown(row.openingStableShare),
    期末稳定占比: shown(row.closingStableShare),
    期末活跃: row.closingActivity.join(" "),
    升级: String(row.upgraded),
    降级: String(row.downgraded),
  }));
}

function trendRows(owners: readonly string[], { rows }: Trend): CsvRow[] {
  return rows.map(({ newLost, base, direction }, owner) => ({
    顾问: nameOf(owners[owner]),
    新增流失: newLost.join(" "),
    基盘: base.join(" "),
    趋势: directionLabels[direction],
  }));
}

function contributionRows(kind: string, table: ContributionTable, labels: Labels): CsvRow[] {
  return table.rows.flatMap((name, row) =>
    contributionColumns.flatMap((column) =>
      visitOrigins
        .map((origin) => {
          const figures = contributionFigures(table, { row, columns: [column], origin });
          return {
            口径: kind,
            顾问: nameOf(name),
            来店时状态: labels[column],
            来源: originLabels[origin],
            台次: shown(figures.visits),
            单数: shown(figures.orders),
            产值: shown(figures.revenue),
            成本: shown(figures.cost),
            差价: shown(figures.margin),
            差价率: shown(figures.marginRate),
            单台产值: shown(figures.revenuePerVisit),
          };
        })
        .filter(({ 台次: visits, 产值: revenue }) => visits !== "0" || revenue !== "0")
    )
  );
}

function exclusionRows({ exclusions, byOwner, total }: Contribution): CsvRow[] {
  const row = (of: string, orders: number, revenue: number, cost: number): CsvRow => ({
    项目: of,
    单数: String(orders),
    产值: shown(revenue),
    成本: shown(cost),
  });
  const inTable = contributionFigures(byOwner);
  return [
    row("表内合计", inTable.orders, inTable.revenue, inTable.cost),
    ...contributionExclusions.map((kind) => {
      const { orders, revenue, cost } = exclusions[kind];
      return row(exclusionLabels[kind], orders, revenue / 100, cost / 100);
    }),
    row("工单合计", total.orders, total.revenue / 100, total.cost / 100),
  ];
}

/** The tables of evaluation that a case can expect. */
export function evaluationTables(
  dealership: Dealership,
  inputs: { readonly ledger: readonly LedgerEntry[]; readonly records: CsvTable | undefined },
  options: EvaluationOptions,
  asOf: number,
  labels: Labels
): Record<string, CsvRow[]> {
  const roster: Roster = {
    customerCare: options.customerCare,
    advisors: options.advisors.map((name) => ({
      name,
      weight: 1,
      from: NO_DAY,
      to: NO_DAY,
      restDays: [],
      restWeekdays: [],
    })),
  };
  const month: DayRange = monthOf(serialOfIso(options.month));
  const ownership = buildOwnership(dealership, inputs.ledger, roster);
  const records = inputs.records === undefined ? [] : readRecords(inputs.records);
  const credits = creditArrivals(dealership, records, asOf);
  const contribution = contributionOf(dealership, ownership, month, {
    asOf,
    creditOfVisit: credits.recordOfVisit,
  });
  return {
    solicitation: solicitationRows(
      evaluateSolicitation(dealership, ownership, records, month, { asOf, credits })
    ),
    dynamics: dynamicsRows(ownership.owners, customerDynamics(dealership, ownership, month)),
    trend: trendRows(ownership.owners, trendOf(dealership, ownership, asOf)),
    contribution: [
      ...contributionRows("专属顾问", contribution.byOwner, labels),
      ...contributionRows("接待顾问", contribution.byReception, labels),
    ],
    exclusions: exclusionRows(contribution),
    scorecard: scorecardOf(dealership, records, month).map((kpi) => ({
      KPI: kpiLabels[kpi.id],
      级别: kpi.grade ?? "",
      来源: kpi.source === "computed" ? "计算" : "填写",
      分子: kpi.numerator === null ? "" : shown(kpi.numerator),
      分母: kpi.denominator === null ? "" : shown(kpi.denominator),
      值: shown(kpi.value),
    })),
  };
}
