import {
  assembleDealership,
  itemsOf,
  moneyOfOrders,
  type CustomerTable,
  type Dealership,
  type OrderItems,
  type OrderMoney,
  type OrderTable,
} from "../../src/retention/store";
import {
  benchmarkOf,
  campaignCheck,
  defaultCallOrder,
  demandOf,
  failureSummary,
  morningPlan,
  proposeInvalid,
  scriptStatistics,
  type BenchmarkColumns,
  type DemandList,
} from "../../src/retention/solicitation";
import {
  budgetParameters,
  measureNorms,
  measureObtainability,
  planBudget,
  rfmOfAll,
  valueDisagreements,
  type RfmColumns,
} from "../../src/retention/value";
import {
  buildOwnership,
  type Advisor,
  type LedgerEntry,
  type Ownership,
  type Roster,
} from "../../src/retention/ownership";
import {
  carePlan,
  lifecycleOfAll,
  odometerFindings,
  warrantyEnds,
} from "../../src/retention/service";
import { claimNewCustomers, dealFull, ledgerRowsOf, stockOf } from "../../src/retention/allocation";
import {
  contributionOf,
  customerDynamics,
  dailyTally,
  evaluateSolicitation,
  incentivesOf,
  scorecardOf,
  targetsOf,
  trendOf,
} from "../../src/retention/performance";
import {
  creditArrivals,
  type ArrivalCredits,
  type SolicitationRecord,
} from "../../src/retention/calls";
import {
  dailySeries,
  netChange,
  reservoir,
  statusEvents,
  visitStatuses,
} from "../../src/retention/status";
import {
  edate,
  monthOf,
  monthStartOf,
  NO_DAY,
  upTo,
  weekOf,
  type DayRange,
  type SerialDay,
  type WorkCalendar,
} from "../../src/retention/time";
import { lossAnalysis, statusFlags } from "../../src/retention/loss";
import {
  backTest,
  makersFigures,
  retentionCurves,
  returnChances,
} from "../../src/retention/insight";
import { inventRecords } from "./records";

/** What the chapters read: the tables of the intake, and what chapters before them computed. */
export interface Store {
  readonly asOf: SerialDay;
  readonly customerTable: CustomerTable;
  readonly orderTable: OrderTable;
  readonly roster: Roster;
  readonly calendar: WorkCalendar;
  dealership: Dealership;
  items: OrderItems;
  money: OrderMoney;
  benchmark: BenchmarkColumns;
  demand: DemandList;
  rfm: RfmColumns;
  ledger: readonly LedgerEntry[];
  ownership: Ownership;
  records: readonly SolicitationRecord[];
  credits: ArrivalCredits;
}

/** A part of the method; it leaves in the store what later chapters read. */
export interface Chapter {
  readonly name: string;
  readonly run: (store: Store) => void;
  /** Prepares what a user would have typed; outside of the time. */
  readonly before?: (store: Store) => void;
}

const advisors = ["王磊", "李娜", "赵强", "孙悦", "陈静", "刘洋", "黄敏", "吴刚"];

const advisor = (name: string): Advisor => ({
  name,
  weight: 1,
  from: NO_DAY,
  to: NO_DAY,
  restDays: [],
  restWeekdays: [],
});

/** A store whose chapters have not run yet. */
export function openStore(
  asOf: SerialDay,
  customerTable: CustomerTable,
  orderTable: OrderTable
): Store {
  return {
    asOf,
    customerTable,
    orderTable,
    roster: { advisors: advisors.map(advisor), customerCare: "周敏" },
    calendar: { closedDays: new Set(), closedWeekdays: [7] },
    ledger: [],
    records: [],
  } as unknown as Store;
}

/** The month of the as-of day, as far as it has gone. */
const monthSoFar = ({ asOf }: Store): DayRange => upTo(monthOf(asOf), asOf);

/** The day on which the store dealt its customers: half a year before. */
const dealDay = ({ asOf }: Store): SerialDay => monthStartOf(edate(asOf, -6));

function deal(store: Store): void {
  const { dealership, roster, benchmark } = store;
  const presumed = buildOwnership(dealership, [], roster);
  const fromDay = dealDay(store);
  const stock = stockOf(dealership, presumed, fromDay, { psv: benchmark.psv.total });
  const dealt = dealFull(stock, { seed: "2026-1", advisors: roster.advisors });
  store.ledger = ledgerRowsOf(dealt, dealership, roster, { fromDay, allocation: 1 });
  store.ownership = buildOwnership(dealership, store.ledger, roster);
}

/** Every chapter of the method, in an order in which each finds what it reads. */
export const chapters: readonly Chapter[] = [
  {
    name: "assembly: archive, orders, visits",
    run(store) {
      store.dealership = assembleDealership(store.customerTable, store.orderTable).dealership;
    },
  },
  {
    name: "items and money of orders",
    run(store) {
      store.items = itemsOf(store.dealership);
      store.money = moneyOfOrders(store.dealership);
    },
  },
  {
    name: "benchmark table: status, km per day, next service, PSV",
    run(store) {
      store.benchmark = benchmarkOf(store.dealership, store.asOf, store);
    },
  },
  {
    name: "status at every visit",
    run: ({ dealership }) => visitStatuses(dealership),
  },
  {
    name: "loss by item, mileage, age, warranty",
    run: ({ dealership, asOf, items, benchmark }) =>
      lossAnalysis(dealership, asOf, { items, ...benchmark }),
  },
  {
    name: "flags and life stages",
    run({ dealership, benchmark }) {
      statusFlags(dealership, benchmark.statuses, benchmark);
      const { statuses, odometers } = benchmark;
      lifecycleOfAll(dealership, statuses, odometers, warrantyEnds(dealership, odometers));
    },
  },
  {
    name: "conversion: a year of days, net change",
    run({ dealership, asOf }) {
      dailySeries(dealership, statusEvents(dealership, edate(asOf, -12), asOf));
      netChange(dealership, edate(asOf, -1), asOf);
    },
  },
  {
    name: "reservoir of two years",
    run: ({ dealership, asOf }) => reservoir(dealership, edate(asOf, -24), asOf),
  },
  {
    name: "care tasks",
    run: ({ dealership, asOf, benchmark, calendar }) =>
      carePlan(dealership, benchmark.statuses, benchmark.nextService, {
        firstUse: edate(asOf, -3),
        calendar,
      }),
  },
  {
    name: "demand list",
    run(store) {
      store.demand = demandOf(store.dealership, store.benchmark);
    },
  },
  {
    name: "RFM, disagreement with PSV, budget",
    run(store) {
      const { dealership, asOf, benchmark, money } = store;
      const rfm = rfmOfAll(dealership, asOf, { statuses: benchmark.statuses, money });
      store.rfm = rfm;
      const { total } = benchmark.psv;
      valueDisagreements(rfm, total);
      const { phone } = budgetParameters;
      const candidates = Array.from(total, (psv, customer) => ({
        customer,
        psv,
        rfm: rfm.sum[customer],
        cost: phone.cost.value,
        retains: phone.retains.value,
      }));
      planBudget(candidates, 10_000);
    },
  },
  {
    name: "norms and obtainability from the store's history",
    run({ dealership, asOf, items, money }) {
      measureNorms(dealership, asOf, { items, money });
      measureObtainability(dealership, asOf);
    },
  },
  { name: "odometer findings", run: ({ dealership }) => odometerFindings(dealership) },
  { name: "allocation (表19), ledger, ownership", run: deal },
  {
    name: "new customers by the rotas",
    run: (store) =>
      claimNewCustomers(store.dealership, store.ownership, {
        ...store,
        since: dealDay(store),
        handOver: advisors,
        reception: advisors,
      }),
  },
  {
    name: "targets (表20)",
    run: (store) => targetsOf(store.dealership, store.ownership, store.ledger, store.asOf, store),
  },
  {
    name: "绩效",
    run: (store) =>
      incentivesOf(store.dealership, store.ownership, store.ledger, store.asOf, store),
  },
  {
    name: "arrivals credited to 招揽记录",
    before(store) {
      store.records = inventRecords(store.dealership, store.ownership, store.asOf);
    },
    run(store) {
      store.credits = creditArrivals(store.dealership, store.records, store.asOf);
    },
  },
  {
    name: "morning plan",
    run: (store) =>
      morningPlan(
        { ...store, needs: store.demand.items, psv: store.benchmark.psv.total },
        store.asOf + 1
      ),
  },
  {
    name: "nightly tally (表21), failures, scripts",
    run({ dealership, credits, ownership, records }) {
      dailyTally(dealership, credits, ownership);
      failureSummary(dealership, credits);
      scriptStatistics(records, credits);
    },
  },
  {
    name: "invalid reasons proposed",
    run: ({ dealership, records, asOf }) => proposeInvalid(dealership, records, [], asOf),
  },
  {
    name: "campaign check",
    run({ dealership, ownership, credits, asOf, benchmark }) {
      const customers = Array.from(benchmark.psv.total.keys());
      const days = { from: edate(asOf, -1), to: asOf };
      campaignCheck(
        dealership,
        {
          campaign: { name: "夏季检测", type: "storePromotion", customers, ...days },
          callOrder: defaultCallOrder,
          rewards: { lost3: 50 },
        },
        ownership,
        credits
      );
    },
  },
  {
    name: "evaluation of week and month (表22)",
    run(store) {
      const { dealership, ownership, records, asOf, credits } = store;
      for (const period of [upTo(weekOf(asOf), asOf), monthSoFar(store)]) {
        evaluateSolicitation(dealership, ownership, records, period, { asOf, credits });
        customerDynamics(dealership, ownership, period);
      }
      trendOf(dealership, ownership, asOf);
    },
  },
  {
    name: "contribution (表23)",
    run: (store) => contributionOf(store.dealership, store.ownership, monthSoFar(store)),
  },
  {
    name: "scorecard",
    run(store) {
      const { dealership, records, items, benchmark, rfm } = store;
      const { odometers } = benchmark;
      scorecardOf(dealership, records, monthSoFar(store), { items, odometers, rfm });
    },
  },
  {
    name: "chance of return",
    run: ({ dealership, asOf }) => returnChances(dealership, asOf),
  },
  {
    name: "forecasts of a year and of 90 days ago against what happened",
    run({ dealership, asOf, items, money }) {
      for (const horizon of ["near", "far"] as const) {
        backTest(dealership, asOf, horizon, { items, money, fixedInterval: 180 });
      }
    },
  },
  {
    name: "retention curves, makers' rates",
    run({ dealership, asOf, ownership }) {
      retentionCurves(dealership, asOf, { ownership });
      makersFigures(dealership, asOf);
    },
  },
];
