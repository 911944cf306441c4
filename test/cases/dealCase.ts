import {
  buildOwnership,
  type LedgerEntry,
  type Ownership,
  type Roster,
} from "../../src/retention/ownership";
import {
  claimNewCustomers,
  dealFull,
  dealKeepingPresent,
  dealLeaver,
  dealNewcomer,
  ledgerRowsOf,
  nextAllocationNumber,
  stockOf,
  strata,
  type Deal,
  type DealRequest,
  type Stock,
} from "../../src/retention/allocation";
import { customerKeyOf, type Dealership, type InvalidReason } from "../../src/retention/store";
import {
  incentivesOf,
  targetsOf,
  type IncentiveValues,
  type LossTier,
  type TargetRow,
  type Targets,
} from "../../src/retention/performance";
import { invalidReasons } from "../../src/retention/store/invalid";
import { isoOf, NO_DAY, serialOfIso } from "../../src/retention/time";
import { ledgerSources } from "../../src/retention/ownership/ownership";
import type { LedgerRow } from "../../src/retention/allocation/ledger";
import type { StatusCode } from "../../src/retention/status";
import type { CsvRow, CsvTable } from "./csv";

/** What a case about allocation, targets or 绩效 asks for besides. */
export interface DealOptions {
  readonly customerCare: string;
  /** Advisors in draw order, with weights: those who take part. */
  readonly advisors: Readonly<Record<string, number>>;
  /** What is dealt; everything anew by default. */
  readonly kind?: "keepPresent" | { readonly leaver: string } | { readonly newcomer: string };
  /** 大客户 that the manager assigned: card → advisor. */
  readonly byHand?: Readonly<Record<string, string>>;
  /** Who takes on the customers that came into the archive after a day. */
  readonly rotas?: {
    readonly since: string;
    readonly handOver: readonly string[];
    readonly reception: readonly string[];
    /** Days on which an advisor rests. */
    readonly rest?: Readonly<Record<string, readonly string[]>>;
  };
  /** PSV by customer key. */
  readonly psv?: Readonly<Record<string, number>>;
  /** Amounts of 绩效. */
  readonly incentives?: Partial<IncentiveValues>;
}

const sourceLabels: Readonly<Record<LedgerRow["source"], string>> = {
  initial: "初始分配",
  soldNew: "销售新增",
  servicedNew: "售后新增",
  transfer: "转移",
  leaver: "离职",
  manual: "手工",
  invalid: "无效确认",
};

const invalidLabels: Readonly<Record<InvalidReason, string>> = {
  none: "",
  transferred: "已转手",
  scrapped: "已报废",
  unreachable: "失联",
  nonLocal: "非本地使用",
  other: "其他",
};

const tierLabels: Readonly<Record<LossTier, string>> = {
  received: "接手不足30天",
  within: "警示线内",
  above: "超出",
  beyond: "严重超出",
  unrated: "不考核",
};

/** The rows of a case's `ledger.csv`. */
export function ledgerRows(table: CsvTable | undefined): LedgerRow[] {
  return (table?.rows ?? []).map((row) => {
    const key = row.车架号;
    const fromDay = serialOfIso(row.起始日期);
    if (row.来源 === sourceLabels.invalid) {
      const reason = invalidReasons.find((code) => invalidLabels[code] === row.无效原因);
      if (reason === undefined) {
        throw new Error(`No such reason: ${row.无效原因}`);
      }
      return { source: "invalid", key, reason, fromDay };
    }
    const source = ledgerSources.find((code) => sourceLabels[code] === row.来源);
    if (source === undefined) {
      throw new Error(`No such source: ${row.来源}`);
    }
    return { source, key, owner: row.专属顾问, fromDay, allocation: Number(row.分配批次) };
  });
}

const rosterOf = ({ customerCare, advisors, rotas }: DealOptions): Roster => ({
  customerCare,
  advisors: Object.entries(advisors).map(([name, weight]) => ({
    name,
    weight,
    from: NO_DAY,
    to: NO_DAY,
    restDays: (rotas?.rest?.[name] ?? []).map(serialOfIso),
    restWeekdays: [],
  })),
});

const everyDay = { closedDays: new Set<number>(), closedWeekdays: [] };

function dealOf(stock: Stock, { kind, advisors, byHand }: DealOptions): Deal {
  const request: DealRequest = {
    seed: "",
    drawOrder: Object.keys(advisors),
    advisors: Object.entries(advisors).map(([name, weight]) => ({ name, weight })),
    byHand: new Map(Object.entries(byHand ?? {})),
  };
  if (kind === undefined) return dealFull(stock, request);
  if (kind === "keepPresent") return dealKeepingPresent(stock, request);
  return "leaver" in kind
    ? dealLeaver(stock, request, kind.leaver)
    : dealNewcomer(stock, request, kind.newcomer);
}

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
  const deal = dealOf(stock, options);
  const rows = ledgerRowsOf(deal, dealership, roster, {
    fromDay: asOf,
    allocation: nextAllocationNumber(ledger),
  });
  const labelOf = (s: number): string => labels[strata[s]] ?? "";
  return {
    allocation: [...deal.cards, ...deal.largeAccounts].map(({ card, owner }) => ({
      客户卡: card.key,
      车辆数: String(card.customers.length),
      类别: labelOf(card.stratum),
      PSV: Number.isNaN(card.psv) ? "" : String(card.psv),
      专属顾问: owner,
    })),
    certificate: deal.certificate.rows.map((row) => ({
      专属顾问: row.advisor,
      ...Object.fromEntries(row.counts.map((count, s) => [labelOf(s), String(count)])),
      ...Object.fromEntries(row.quotas.map((quota, s) => [`${labelOf(s)}应得`, quota.toFixed(2)])),
      合计: String(row.total),
      应得: row.totalQuota.toFixed(2),
      PSV合计: String(row.psv),
    })),
    ledger: rows.map((row) => ledgerRow(row)),
  };
}

const ledgerRow = ({ key, owner, fromDay, source, allocation }: LedgerEntry): CsvRow => ({
  车架号: key,
  专属顾问: owner,
  起始日期: isoOf(fromDay),
  来源: sourceLabels[source],
  分配批次: String(allocation),
});

function newCustomerTables(
  dealership: Dealership,
  ownership: Ownership,
  options: DealOptions,
  asOf: number
): Record<string, CsvRow[]> {
  if (options.rotas === undefined) return {};
  const { since, handOver, reception } = options.rotas;
  const claims = claimNewCustomers(dealership, ownership, {
    since: serialOfIso(since),
    asOf,
    handOver,
    reception,
    roster: rosterOf(options),
    calendar: everyDay,
  });
  return {
    "new-customers": [
      ...claims.entries.map(ledgerRow),
      ...claims.unclaimed.map((customer) => ({
        车架号: customerKeyOf(dealership.customers, customer),
        专属顾问: "",
        起始日期: isoOf(dealership.entryDay[customer]),
        来源: "",
        分配批次: "",
      })),
    ],
    rotas: [
      { 顺位: "交车", 前: handOver.join(" "), 后: claims.handOver.join(" ") },
      { 顺位: "接待", 前: reception.join(" "), 后: claims.reception.join(" ") },
    ],
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
  ledger: readonly LedgerEntry[],
  options: DealOptions,
  asOf: number,
  labels: Labels
): Record<string, CsvRow[]> {
  const roster = rosterOf(options);
  const ownership = buildOwnership(dealership, ledger, roster);
  const nameOf = (owner: number): string =>
    owner < 0 ? "全店" : ownership.owners[owner] || "未分配";
  const customerName = (customer: number): string => dealership.customers.name[customer];
  const targets = targetsOf(dealership, ownership, ledger, asOf, {
    roster,
    calendar: everyDay,
  });
  const incentives = incentivesOf(dealership, ownership, ledger, asOf, {
    roster,
    ...(options.incentives === undefined ? {} : { parameters: options.incentives }),
  });
  return {
    ...allocationTables(dealership, ledger, options, asOf, labels),
    ...newCustomerTables(dealership, ownership, options, asOf),
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
