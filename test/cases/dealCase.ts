import {
  buildOwnership,
  customerKeyOf,
  dealFull,
  incentivesOf,
  isoOf,
  ledgerRowsOf,
  ledgerSources,
  NO_DAY,
  serialOfIso,
  stockOf,
  strata,
  targetsOf,
  type Dealership,
  type IncentiveValues,
  type LedgerEntry,
  type LedgerSource,
  type LossTier,
  type Roster,
  type StatusCode,
  type TargetRow,
  type Targets,
} from "../../src/retention";
import type { CsvRow, CsvTable } from "./csv";

/** What a case about allocation, targets or 绩效 asks for besides. */
export interface DealOptions {
  readonly customerCare: string;
  /** Advisors in draw order, with weights. */
  readonly advisors: Readonly<Record<string, number>>;
  /** PSV by customer key. */
  readonly psv?: Readonly<Record<string, number>>;
  /** Amounts of 绩效. */
  readonly incentives?: Partial<IncentiveValues>;
}

const sourceLabels: Readonly<Record<LedgerSource, string>> = {
  initial: "初始分配",
  soldNew: "销售新增",
  servicedNew: "售后新增",
  transfer: "转移",
  leaver: "离职",
  manual: "手工",
};

const tierLabels: Readonly<Record<LossTier, string>> = {
  received: "接手不足30天",
  within: "警示线内",
  above: "超出",
  beyond: "严重超出",
  unrated: "不考核",
};

/** The rows of a case's `ledger.csv`. */
export function readLedger(table: CsvTable | undefined): LedgerEntry[] {
  return (table?.rows ?? []).map((row) => {
    const source = ledgerSources.find((code) => sourceLabels[code] === row.来源);
    if (source === undefined) {
      throw new Error(`No such source: ${row.来源}`);
    }
    return {
      key: row.车架号,
      owner: row.专属顾问,
      fromDay: serialOfIso(row.起始日期),
      source,
      allocation: Number(row.分配批次),
    };
  });
}

const rosterOf = ({ customerCare, advisors }: DealOptions): Roster => ({
  customerCare,
  advisors: Object.entries(advisors).map(([name, weight]) => ({
    name,
    weight,
    from: NO_DAY,
    to: NO_DAY,
    restDays: [],
    restWeekdays: [],
  })),
});

type Labels = Readonly<Partial<Record<StatusCode, string>>>;

function allocationTables(
  dealership: Dealership,
  ledger: readonly LedgerEntry[],
  options: DealOptions,
  asOf: number,
  labels: Labels
): Record<string, CsvRow[]> {
  const { customers } = dealership;
  const roster = rosterOf(options);
  const psv = Float64Array.from(
    customers.name,
    (_, customer) => options.psv?.[customerKeyOf(customers, customer)] ?? NaN
  );
  const stock = stockOf(dealership, buildOwnership(dealership, ledger, roster), asOf, { psv });
  const drawOrder = Object.keys(options.advisors);
  const deal = dealFull(stock, { seed: "", drawOrder, advisors: roster.advisors });
  const rows = ledgerRowsOf(deal, dealership, roster, { fromDay: asOf, allocation: 1 });
  const labelOf = (s: number): string => labels[strata[s]] ?? "";
  return {
    allocation: deal.cards.map(({ card, owner }) => ({
      客户卡: card.key,
      车辆数: String(card.customers.length),
      类别: labelOf(card.stratum),
      PSV: Number.isNaN(card.psv) ? "" : String(card.psv),
      专属顾问: owner,
    })),
    certificate: deal.certificate.rows.map((row) => ({
      专属顾问: row.advisor,
      ...Object.fromEntries(row.counts.map((count, s) => [labelOf(s), String(count)])),
      合计: String(row.total),
      应得: row.totalQuota.toFixed(2),
      PSV合计: String(row.psv),
    })),
    ledger: rows.map(({ key, owner, source }) => ({
      车架号: key,
      专属顾问: owner,
      来源: sourceLabels[source],
    })),
  };
}

function targetRow(block: string, owner: string, row: TargetRow): CsvRow {
  const { flows } = row;
  const cells = {
    "①初始基盘": row.initialBase,
    "②初始流失": row.initialLost,
    期初基盘: row.openingBase,
    期初流失: row.openingLost,
    "③销售新增": flows.soldNew,
    "④售后新增": flows.servicedNew,
    "⑤新增流失": flows.newLost,
    其中初始基盘: row.newLostInitial,
    "⑥初始流失回厂": flows.initialReturned,
    "⑦其他流失回厂": flows.otherReturned,
    "⑧无效流出": flows.baseInvalidated + flows.lostInvalidated,
    "⑧其中基盘": flows.baseInvalidated,
    基盘转入: flows.baseTransferredIn,
    基盘转出: flows.baseTransferredOut,
    恢复有效: flows.baseRevived + flows.lostRevived,
    "⑨期末基盘": row.closingBase,
    稳定: row.closingStable,
    期末流失: row.closingLost,
  };
  return {
    口径: block,
    专属顾问: owner,
    ...Object.fromEntries(Object.entries(cells).map(([label, count]) => [label, String(count)])),
    "⑤目标": row.newLost === null ? "" : String(row.newLost.target),
    "⑥目标": row.initialReturned === null ? "" : row.initialReturned.target.toFixed(2),
  };
}

function targetRows(targets: Targets, nameOf: (owner: number) => string): CsvRow[] {
  const blocks = [
    ["当月", targets.month],
    ["累计", targets.cumulative],
  ] as const;
  return blocks.flatMap(([label, block]) =>
    block === null
      ? []
      : [...block.rows, block.store].map((row) => targetRow(label, nameOf(row.owner), row))
  );
}

/** The tables of allocation, targets and 绩效 that a case can expect. */
export function dealTables(
  dealership: Dealership,
  ledgerTable: CsvTable | undefined,
  options: DealOptions,
  asOf: number,
  labels: Labels
): Record<string, CsvRow[]> {
  const ledger = readLedger(ledgerTable);
  const roster = rosterOf(options);
  const ownership = buildOwnership(dealership, ledger, roster);
  const nameOf = (owner: number): string =>
    owner < 0 ? "全店" : ownership.owners[owner] || "未分配";
  const customerName = (customer: number): string => dealership.customers.name[customer];
  const targets = targetsOf(dealership, ownership, ledger, asOf, {
    roster,
    calendar: { closedDays: new Set(), closedWeekdays: [] },
  });
  const incentives = incentivesOf(dealership, ownership, ledger, asOf, {
    roster,
    ...(options.incentives === undefined ? {} : { parameters: options.incentives }),
  });
  return {
    ...allocationTables(dealership, ledger, options, asOf, labels),
    targets: targetRows(targets, nameOf),
    deductions: incentives.losses.map((car) => ({
      专属顾问: nameOf(car.owner),
      客户姓名: customerName(car.customer),
      转流失日: isoOf(car.day),
      层级: tierLabels[car.tier],
      绩效扣减: String(car.deduction),
    })),
    rewards: incentives.returns.map((car) => ({
      专属顾问: nameOf(car.owner),
      客户姓名: customerName(car.customer),
      回厂日: isoOf(car.day),
      原流失: labels[car.band] ?? "",
      KPI: car.initial ? "⑥" : "⑦",
      绩效奖励: String(car.reward),
    })),
    evasions: incentives.evasions.map((car) => ({
      专属顾问: nameOf(car.owner),
      客户姓名: customerName(car.customer),
      转无效日: isoOf(car.day),
      本应流失日: isoOf(car.lostDay),
    })),
  };
}
