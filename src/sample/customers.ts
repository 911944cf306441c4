import { advisors, insurers, models, salesConsultants } from "./catalogue";
import { monthsLater } from "./days";
import type { Soiler } from "./dirt";
import type { Visit } from "./life";
import { drawBirthday } from "./people";
import type { Random } from "./random";
import type { SampleCell, SampleColumn } from "./sheet";

const DAY = "yyyy/m/d";
const TEXT = "@";

/** The customer sheet's columns, as a Chinese dealer system exports them. */
export const customerColumns: readonly SampleColumn[] = [
  { header: "序号", numberFormat: "0", width: 6 },
  { header: "客户编号", numberFormat: TEXT, width: 11 },
  { header: "客户姓名", numberFormat: TEXT, width: 12 },
  { header: "性别", numberFormat: TEXT, width: 6 },
  { header: "手机号", numberFormat: TEXT, width: 13 },
  { header: "车牌号", numberFormat: TEXT, width: 12 },
  { header: "VIN码", numberFormat: TEXT, width: 20 },
  { header: "车型", numberFormat: TEXT, width: 24 },
  { header: "购车日期", numberFormat: DAY, width: 12 },
  { header: "保修到期日", numberFormat: DAY, width: 12 },
  { header: "保险到期日", numberFormat: DAY, width: 12 },
  { header: "保险公司", numberFormat: TEXT, width: 10 },
  { header: "年检到期", numberFormat: DAY, width: 12 },
  { header: "末次进厂日期", numberFormat: DAY, width: 13 },
  { header: "上次保养日期", numberFormat: DAY, width: 13 },
  { header: "末次进厂里程", numberFormat: "0", width: 13 },
  { header: "地址", numberFormat: TEXT, width: 30 },
  { header: "服务顾问", numberFormat: TEXT, width: 10 },
  { header: "销售顾问", numberFormat: TEXT, width: 10 },
  { header: "客户来源", numberFormat: TEXT, width: 10 },
  { header: "生日", numberFormat: DAY, width: 12 },
  { header: "无效原因", numberFormat: TEXT, width: 12 },
  { header: "无效日期", numberFormat: DAY, width: 12 },
];

const insurerShares = insurers.map(({ share }) => share);

/** A customer as the story knows them, before any dirt. Days are serials, 0 where there is none. */
export interface Customer {
  readonly number: string;
  readonly name: string;
  readonly phone: string;
  readonly plate: string;
  readonly vin: string;
  readonly model: number;
  readonly delivery: number;
  readonly soldHere: boolean;
  readonly isCompany: boolean;
  readonly address: string;
  readonly advisor: number;
  readonly invalidReason: string;
  readonly invalidDate: number;
  readonly visits: readonly Visit[];
}

/** The next yearly date on or after as-of for most, one that has passed for those who went elsewhere. */
function yearlyDate(random: Random, delivery: number, asOf: number): number {
  const elapsed = Math.max(0, Math.floor((asOf - delivery) / 365.25));
  const passed = random.chance(0.18) ? 1 : 0;
  return monthsLater(delivery, 12 * (elapsed + 1 - passed)) - random.int(0, 25);
}

/** First inspection after six years, then every two, as the law has it for small passenger cars. */
function inspectionDate(delivery: number, asOf: number): number {
  let due = monthsLater(delivery, 72);
  while (due < asOf - 90) due = monthsLater(due, 24);
  return due;
}

function lastVisitCell(
  random: Random,
  soil: Soiler,
  last: Visit | undefined,
  asOf: number
): SampleCell {
  if (last === undefined) return soil.blank(random);
  // Some systems also count a visit to a sister store, which this store's orders do not show.
  const elsewhere = random.chance(0.008) ? random.int(20, 160) : 0;
  return soil.date(random, Math.min(asOf, last.day + elsewhere));
}

/** One row of the customer sheet; `line` is its running number. */
export function customerRow(
  random: Random,
  soil: Soiler,
  customer: Customer,
  asOf: number,
  line: number
): SampleCell[] {
  const { visits, delivery } = customer;
  const past = visits.filter(({ day }) => day <= asOf);
  const last = past[past.length - 1];
  const lastMaintenance = past.filter(({ maintenance }) => maintenance > 0).pop();
  const knowsDates = delivery > 0;
  const isInsuredHere = knowsDates && random.chance(0.8);
  return [
    line,
    customer.number,
    soil.text(random, customer.name),
    customer.isCompany ? "" : random.pick(["男", "男", "女"]),
    random.chance(0.015) ? soil.blank(random) : customer.phone,
    random.chance(0.012) ? soil.blank(random) : soil.plate(random, customer.plate),
    soil.vin(random, customer.vin),
    models[customer.model].name,
    soil.date(random, delivery),
    soil.date(random, knowsDates && customer.soldHere ? monthsLater(delivery, 36) : 0),
    soil.date(random, isInsuredHere ? yearlyDate(random, delivery, asOf) : 0),
    isInsuredHere ? insurers[random.weighted(insurerShares)].name : soil.blank(random),
    soil.date(random, knowsDates ? inspectionDate(delivery, asOf) : 0),
    lastVisitCell(random, soil, last, asOf),
    soil.date(random, lastMaintenance?.day ?? 0),
    last === undefined ? "" : soil.odometer(random, last.odometer),
    random.chance(0.1) ? soil.blank(random) : customer.address,
    customer.advisor < 0 ? soil.blank(random) : advisors[customer.advisor].name,
    customer.soldHere ? random.pick(salesConsultants) : soil.blank(random),
    customer.soldHere ? "本店购车" : "外店购车",
    customer.isCompany || random.chance(0.35) ? "" : soil.date(random, drawBirthday(random, asOf)),
    customer.invalidReason === "" ? soil.blank(random) : customer.invalidReason,
    soil.date(random, customer.invalidDate),
  ];
}
