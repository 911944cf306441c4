import type { StoreFigures } from "../../reports/figures";
import { scriptFor, ScriptFiller, scriptsInUse, planInputOf } from "../../reports/figures";
import { customerKeyOf, partOf, rowOf, orderKinds, namesRow } from "../../retention/store";
import { completedMonths, dayAfter, edate, NO_DAY, type SerialDay } from "../../retention/time";
import { customerFinder, NO_STATE, recordStates } from "../../retention/calls";
import { lifecycleStages, serviceBases } from "../../retention/service";
import { lossTypes, lossTypeOf, type LossType } from "../../retention/loss";
import { proposeInvalid } from "../../retention/solicitation";
import { statusAt, type RuleSet, type StatusCode } from "../../retention/status";
import { valueGrades } from "../../retention/value";
import { customerNaming } from "../../intake";
import type { Locale } from "../../locale";
import type { ContactView, CustomerView, PsvView, VisitView } from "../api";

/** `value` under `key`, if there is one. */
const some = <Key extends string, Value>(
  key: Key,
  value: Value | undefined
): { readonly [K in Key]?: Value } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };

const known = (value: number | undefined): number | undefined =>
  value === undefined || Number.isNaN(value) ? undefined : value;

/**
 * All that the figures of a run say of one customer: what the pane shows beside a selected row. Data
 * only; `undefined` for a key that no row of the customer sheet has.
 *
 * @param key a customer's key; a plate or a customer number that only one vehicle has will do
 */
export function customerView(
  figures: StoreFigures,
  key: string,
  locale: Locale
): CustomerView | undefined {
  const { dealership, asOf, benchmark, settings } = figures;
  const named = customerNaming(dealership.customers)(key);
  const customer = named.known ? customerFinder(dealership)(named.key, asOf) : -1;
  if (customer < 0) return undefined;
  const { customers } = dealership;
  const status = statusAt(figures.statuses, customer);
  const contacts = contactsOf(figures, customer);
  const open = contacts.find(({ record }) => record.day === asOf && record.result === null);
  const predicted = known(benchmark.predictedKm[customer]);
  return {
    asOf,
    key: customerKeyOf(customers, customer),
    customer,
    sheetRow: rowOf(customers.sheetRow[customer] ?? 0),
    part: partOf(customers.sheetRow[customer] ?? 0),
    name: customers.name[customer] ?? "",
    phone: customers.phone[customer] ?? "",
    plate: customers.plate[customer] ?? "",
    vin: customers.vin[customer] ?? "",
    model: customers.model.texts[customers.model.codes[customer] ?? 0] ?? "",
    ...some("status", status),
    ...standing(figures, customer, status),
    owner: ownerOf(figures, customer),
    flags: flagsOf(figures, customer),
    ...some("lifecycle", lifecycleStages[figures.lifecycle.stage[customer] ?? NO_STATE]),
    ...some("lossType", lossOf(figures, customer)),
    ...some("valueGrade", valueGrades[figures.rfm.grade[customer] ?? 0]),
    ...some("service", serviceOf(figures, customer)),
    ...some("predictedKm", predicted === undefined ? undefined : Math.round(predicted)),
    ...some("kmPerDay", known(benchmark.odometers.kmPerDay[customer])),
    ...some("psv", psvView(figures, customer)),
    visits: visitsOf(figures, customer),
    demand: figures.demand.items.filter((item) => item.customer === customer),
    contacts,
    ...some("openRecord", open?.record.number),
    ...some("script", scriptOf(figures, customer, status, locale)),
    ...some("proposal", proposalOf(figures, customer)),
    ...some("survey", surveyOf(figures, customer)),
  };

  function flagsOf(of: StoreFigures, who: number): CustomerView["flags"] {
    const { lowUse, driveBy, neverServiced } = of.flags;
    const quiet = namesRow(settings.doNotDisturb, customers, who);
    return [
      ...(lowUse[who] ? (["lowUse"] as const) : []),
      ...(driveBy[who] ? (["driveBy"] as const) : []),
      ...(neverServiced[who] ? (["neverServiced"] as const) : []),
      ...(quiet ? (["doNotDisturb"] as const) : []),
    ];
  }
}

/** The day that the status rests on, how long ago it is, and what time alone leads to. */
function standing(
  { statuses, asOf }: StoreFigures,
  customer: number,
  status: StatusCode | undefined
): Pick<CustomerView, "anchor" | "daysAway" | "away" | "next"> {
  const day = statuses.anchorDay[customer] ?? NO_DAY;
  if (status === undefined || day === NO_DAY || day > asOf) return {};
  const months = completedMonths(day, asOf);
  const isVisit = statuses.lastVisit[customer] === day;
  return {
    anchor: { day, of: isVisit ? "visit" : "delivery" },
    daysAway: asOf - day,
    away: { months, days: asOf - edate(day, months) },
    ...some("next", nextStatus(statuses.rules, status, day, asOf)),
  };
}

function nextStatus(
  { classes }: RuleSet,
  status: StatusCode,
  anchor: SerialDay,
  asOf: SerialDay
): CustomerView["next"] {
  const at = classes.findIndex((one) => one.status === status);
  const next = at < 0 ? undefined : classes[at + 1];
  const line = classes[at]?.upToMonths;
  if (!next || line === undefined) return undefined;
  const day = dayAfter(edate(anchor, line));
  return { status: next.status, day, inDays: day - asOf };
}

function ownerOf({ ownership, asOf }: StoreFigures, customer: number): CustomerView["owner"] {
  const since = ownership.fromDayOf(customer, asOf);
  return {
    name: ownership.owners[ownership.ownerOn(customer, asOf)] ?? "",
    presumed: ownership.isPresumed(customer, asOf),
    ...some("source", ownership.sourceOf(customer, asOf) ?? undefined),
    ...some("since", since === NO_DAY ? undefined : since),
  };
}

function lossOf({ benchmark, loss, asOf }: StoreFigures, customer: number): LossType | undefined {
  const code = loss.types[customer];
  const type = code === undefined ? undefined : lossTypes[code];
  return type ?? lossTypeOf(benchmark.statuses.lastVisit[customer] ?? NO_DAY, NO_DAY, asOf);
}

function serviceOf({ benchmark }: StoreFigures, customer: number): CustomerView["service"] {
  const { dueDay, dueKm, basis, isFirst } = benchmark.nextService;
  const day = dueDay[customer] ?? NO_DAY;
  if (day === NO_DAY) return undefined;
  return {
    day,
    ...some("km", known(dueKm[customer])),
    basis: serviceBases[basis[customer] ?? 0] ?? "none",
    isFirst: isFirst[customer] === 1,
  };
}

function psvView({ psv }: StoreFigures, customer: number): PsvView | undefined {
  const of = (column: Float64Array): number => column[customer] ?? NaN;
  if (Number.isNaN(of(psv.total))) return undefined;
  return {
    total: of(psv.total),
    base: of(psv.base),
    derived: of(psv.derived),
    repurchase: of(psv.repurchase),
    remainingYears: of(psv.remaining),
    maintenanceFrequency: of(psv.maintenanceFrequency),
    repairFrequency: of(psv.repairFrequency),
    maintenanceSpending: of(psv.maintenanceSpending),
    repairSpending: of(psv.repairSpending),
    derivedChance: of(psv.derivedChance),
    repurchaseChance: of(psv.repurchaseChance),
    obtainability: of(psv.obtainability),
  };
}

/** Orders up to the day, newest first. */
function visitsOf({ dealership, asOf, money }: StoreFigures, customer: number): VisitView[] {
  const { orders, orderOffsets, customerOrders, orderDay, orderKind } = dealership;
  const own = customerOrders.subarray(orderOffsets[customer], orderOffsets[customer + 1]);
  return [...own]
    .filter((order) => orderDay[order] !== NO_DAY && (orderDay[order] ?? 0) <= asOf)
    .reverse()
    .map((order) => ({
      day: orderDay[order] ?? NO_DAY,
      kind: orderKinds[orderKind[order] ?? 0] ?? orderKinds[0],
      orderNumber: orders.orderNumber[order] ?? "",
      items: orders.items.texts[orders.items.codes[order] ?? 0] ?? "",
      ...some("odometer", known(orders.odometer[order]) || undefined),
      ...some("revenue", known(money.revenue[order])),
      advisor: orders.advisor.texts[orders.advisor.codes[order] ?? 0] ?? "",
    }));
}

/** The customer's records up to the day, newest first. */
function contactsOf({ credits }: StoreFigures, customer: number): ContactView[] {
  const { history, state } = credits;
  return [...history.customerOfRecord]
    .flatMap((who, record) => (who === customer ? [record] : []))
    .map((record) => {
      const code = state[record] ?? NO_STATE;
      return {
        record: history.records[record]!,
        ...some("state", code === NO_STATE ? undefined : recordStates[code]),
      };
    })
    .sort((a, b) => b.record.day - a.record.day || (a.record.number < b.record.number ? 1 : -1));
}

/** What to say: about what is due first, else about coming back. */
function scriptOf(
  figures: StoreFigures,
  customer: number,
  status: StatusCode | undefined,
  locale: Locale
): CustomerView["script"] {
  const due = planInputOf(figures).needs.find((need) => need.customer === customer);
  const scripts = scriptsInUse(figures, locale);
  const script = scriptFor(scripts, due?.type ?? "maintenance", status);
  if (!script) return undefined;
  const owner = ownerOf(figures, customer).name;
  const { text } = new ScriptFiller(figures, locale).fill(script, customer, owner);
  return { name: script.name, text };
}

function proposalOf(figures: StoreFigures, customer: number): CustomerView["proposal"] {
  const { dealership, inputs, asOf } = figures;
  const rules = figures.solicitationRules;
  return proposeInvalid(dealership, inputs.records, inputs.surveys, asOf, rules).find(
    (proposal) => proposal.customer === customer
  );
}

function surveyOf({ dealership, inputs, asOf }: StoreFigures, customer: number) {
  const find = customerFinder(dealership);
  const own = inputs.surveys.filter(({ key, day }) => day <= asOf && find(key, day) === customer);
  return own[own.length - 1]?.answers;
}
