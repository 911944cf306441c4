import { benchmarkOf, demandOf, type BenchmarkColumns } from "../../src/retention/solicitation";
import { isoOf, type SerialDay } from "../../src/retention/time";
import {
  kmPerDaySources,
  readingCount,
  type KmPerDaySource,
} from "../../src/retention/service/odometer";
import { NOT_COUNTED, statusCodes, type StatusCode } from "../../src/retention/status";
import { rfmOfAll, valueGrades } from "../../src/retention/value";
import { serviceBases, type ServiceBasis } from "../../src/retention/service";
import type { Dealership } from "../../src/retention/store";
import { typeLabels } from "./callsCase";
import type { CsvRow } from "./csv";

/** The tables of mileage, next service, benchmark, demand, PSV and RFM that a case can expect. */

const basisLabels: Readonly<Record<ServiceBasis, string>> = {
  none: "",
  delivery: "交车",
  lastVisit: "末次进厂",
  maintenance: "末次保养",
  statement: "客户预计",
};

const sourceLabels: Readonly<Record<KmPerDaySource, string>> = {
  measured: "本车",
  model: "车型平均",
  store: "全店平均",
  default: "默认",
};

const decimals = (value: number, digits: number): string =>
  Number.isNaN(value) ? "" : value.toFixed(digits);
const whole = (value: number): string => decimals(value, 0);

type StatusLabels = Readonly<Record<StatusCode, string>>;

/** Rows of the customers who are counted on the day. */
function customerRows(
  { customers }: Dealership,
  { asOf, statuses }: BenchmarkColumns,
  row: (customer: number) => CsvRow
): CsvRow[] {
  return customers.name.flatMap((name, customer) =>
    statuses.status[customer] === NOT_COUNTED
      ? []
      : [{ 统计日期: isoOf(asOf), 客户姓名: name, ...row(customer) }]
  );
}

function nextServiceRow(
  { nextService, odometers, predictedKm }: BenchmarkColumns,
  customer: number
): CsvRow {
  return {
    日均里程: decimals(odometers.kmPerDay[customer], 2),
    里程依据: sourceLabels[kmPerDaySources[odometers.source[customer]]],
    采用读数: String(readingCount(odometers, customer)),
    预测里程: whole(predictedKm[customer]),
    下次保养日: isoOf(nextService.dueDay[customer]),
    下次保养里程: whole(nextService.dueKm[customer]),
    保养依据: basisLabels[serviceBases[nextService.basis[customer]]],
    首保: nextService.isFirst[customer] ? "是" : "",
  };
}

function benchmarkRow(
  benchmark: BenchmarkColumns,
  customer: number,
  statusLabels: StatusLabels
): CsvRow {
  const { statuses, daysAway, daysToLost, nextService, warranty, psv } = benchmark;
  return {
    客户状态: statusLabels[statusCodes[statuses.status[customer]]],
    未进厂天数: whole(daysAway[customer]),
    距转流失天数: whole(daysToLost[customer]),
    下次保养日: isoOf(nextService.dueDay[customer]),
    下次保养里程: whole(nextService.dueKm[customer]),
    出保日: isoOf(warranty.endDay[customer]),
    保险到期: isoOf(benchmark.insuranceEnd[customer]),
    年检到期: isoOf(benchmark.inspectionEnd[customer]),
    PSV: decimals(psv.total[customer], 2),
  };
}

function psvRow({ psv }: BenchmarkColumns, customer: number): CsvRow {
  return {
    车龄: decimals(psv.ageYears[customer], 3),
    寿命: decimals(psv.life[customer], 3),
    剩余年数: decimals(psv.remaining[customer], 3),
    保养频次: decimals(psv.maintenanceFrequency[customer], 3),
    保养单价: decimals(psv.maintenanceSpending[customer], 3),
    维修频次: decimals(psv.repairFrequency[customer], 3),
    维修单价: decimals(psv.repairSpending[customer], 3),
    衍生系数: decimals(psv.derivedChance[customer], 3),
    可得率: decimals(psv.obtainability[customer], 2),
    基础价值: decimals(psv.base[customer], 2),
    衍生价值: decimals(psv.derived[customer], 2),
    再购价值: decimals(psv.repurchase[customer], 2),
    PSV: decimals(psv.total[customer], 2),
  };
}

function rfmRows(dealership: Dealership, benchmark: BenchmarkColumns): CsvRow[] {
  const rfm = rfmOfAll(dealership, benchmark.asOf);
  return customerRows(dealership, benchmark, (customer) =>
    rfm.sum[customer] === 0
      ? { 距今天数: "", 次数: "", 金额: "", R: "", F: "", M: "", 合计: "", 价值分级: "" }
      : {
          距今天数: String(rfm.recencyDays[customer]),
          次数: String(rfm.frequency[customer]),
          金额: decimals(rfm.money[customer], 2),
          R: String(rfm.recencyScore[customer]),
          F: String(rfm.frequencyScore[customer]),
          M: String(rfm.moneyScore[customer]),
          合计: String(rfm.sum[customer]),
          价值分级: valueGrades[rfm.grade[customer]],
        }
  );
}

function demandRows(dealership: Dealership, benchmark: BenchmarkColumns): CsvRow[] {
  const { items } = demandOf(dealership, benchmark);
  return items.map(({ customer, type, dueDay, overdueDays, about }) => ({
    统计日期: isoOf(benchmark.asOf),
    客户姓名: dealership.customers.name[customer],
    招揽类型: typeLabels[type],
    应招揽日期: isoOf(dueDay),
    逾期天数: dueDay === 0 ? "" : String(overdueDays),
    内容: about,
  }));
}

/** Computes the tables on the as-of days of a case. */
export function valueTables(
  dealership: Dealership,
  days: readonly SerialDay[],
  statusLabels: StatusLabels
): Record<string, CsvRow[]> {
  const benchmarks = days.map((day) => benchmarkOf(dealership, day));
  const perCustomer = (row: (benchmark: BenchmarkColumns, customer: number) => CsvRow): CsvRow[] =>
    benchmarks.flatMap((benchmark) =>
      customerRows(dealership, benchmark, (customer) => row(benchmark, customer))
    );
  return {
    "next-service": perCustomer(nextServiceRow),
    benchmark: perCustomer((benchmark, customer) =>
      benchmarkRow(benchmark, customer, statusLabels)
    ),
    psv: perCustomer(psvRow),
    rfm: benchmarks.flatMap((benchmark) => rfmRows(dealership, benchmark)),
    demand: benchmarks.flatMap((benchmark) => demandRows(dealership, benchmark)),
  };
}
