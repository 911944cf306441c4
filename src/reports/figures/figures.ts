import { readInputs, type Settings, type StoreInputs, type TypedProspect } from "../../intake";
import {
  accountPeriodOn,
  dealFull,
  stockOf,
  type Deal,
  type Stock,
} from "../../retention/allocation";
import { allParameters } from "../../retention/allParameters";
import {
  benchmarkOf,
  demandOf,
  rankDemand,
  statementsOf,
  type BenchmarkColumns,
  type Campaign,
  type DemandList,
  type RankedDemand,
} from "../../retention/solicitation";
import { buildOwnership, type Advisor, type Ownership } from "../../retention/ownership";
import {
  chooseObtainability,
  choosePsvConstants,
  measureNorms,
  measureObtainability,
  psvConstants,
  psvOfAll,
  rfmOfAll,
  valueDisagreements,
  type MeasuredNorms,
  type MeasuredObtainability,
  type PsvColumns,
  type PsvConstants,
  type RfmColumns,
  type ValueDisagreement,
} from "../../retention/value";
import {
  contributionOf,
  dailyTally,
  targetsOf,
  type Contribution,
  type DailyTally,
  type Targets,
} from "../../retention/performance";
import {
  creditArrivals,
  customerFinder,
  type ArrivalCredits,
  type SolicitationRules,
} from "../../retention/calls";
import { inOffice, isoOf, monthStartOf, type SerialDay } from "../../retention/time";
import {
  itemsOf,
  moneyOfOrders,
  moneyOfVisits,
  type Dealership,
  type OrderItems,
  type OrderMoney,
  type VisitMoney,
} from "../../retention/store";
import {
  kmPerDayOfAll,
  lifecycleOfAll,
  type CustomerStatement,
  type LifecycleColumns,
  type OdometerColumns,
} from "../../retention/service";
import {
  lossAnalysis,
  statusFlags,
  type LossAnalysis,
  type StatusFlags,
} from "../../retention/loss";
import {
  retentionCurves,
  returnChancesInSteps,
  type BackTest,
  type RetentionCurves,
  type ReturnChances,
  type ReturnSettings,
} from "../../retention/insight";
import {
  knowsOwnSales,
  knowsVisits,
  statusCounts,
  statusesAsOf,
  type StatusColumns,
} from "../../retention/status";
import type { Parameter } from "../../retention/parameters";
import { inOneGo } from "../../retention/steps";
import { campaignsOf } from "./campaigns";
import { chapterValues } from "./chapterValues";
import { backTestsInSteps } from "./insightSteps";
import type { Quality } from "./quality";
import { toldElsewhere } from "./surveyFindings";
import { yearTrend, type YearTrend } from "./yearTrend";

/** What the figures of a run rest on. */
export interface FigureSources {
  readonly dealership: Dealership;
  readonly asOf: SerialDay;
  readonly quality: Quality;
  /** What users wrote; absent: a workbook in which nobody has written anything yet. */
  readonly inputs?: StoreInputs;
  /** The first day on which the add-in wrote into this workbook; the as-of day on a first run. */
  readonly firstUse?: SerialDay;
}

/**
 * The figures of one run: what several sheets need is computed once, when the first of them asks. All
 * are of the run's as-of day; a new run makes new ones.
 */
export class StoreFigures {
  readonly dealership: Dealership;
  readonly asOf: SerialDay;
  readonly quality: Quality;
  readonly inputs: StoreInputs;
  readonly firstUse: SerialDay;
  private readonly made = new Map<string, unknown>();
  /** Figures that take long even in a small store. */
  private readonly inSteps = {
    returnChances: () => returnChancesInSteps(this.dealership, this.asOf, this.returnSettings),
    backTests: () => backTestsInSteps(this),
  };

  constructor({
    dealership,
    asOf,
    quality,
    inputs = readInputs({}, { locale: "zh-CN", ...dealership }),
    firstUse = asOf,
  }: FigureSources) {
    this.dealership = dealership;
    this.asOf = asOf;
    this.quality = quality;
    this.inputs = inputs;
    this.firstUse = firstUse;
  }

  get settings(): Settings {
    return this.inputs.settings;
  }

  /** By the rule set in use. */
  get statuses(): StatusColumns {
    return this.once("statuses", () =>
      statusesAsOf(this.dealership, this.asOf, this.settings.rules)
    );
  }

  /** Whether anybody is in the archive on the day. */
  get hasCustomers(): boolean {
    return this.once("hasCustomers", () => statusCounts(this.statuses).archive > 0);
  }

  /** Whether orders tell visits; without them changes of status and all that rests on them are unknown. */
  get knowsVisits(): boolean {
    return knowsVisits(this.dealership);
  }

  /** Whether a column tells which cars this store sold; without one 销售新增 is unknown. */
  get knowsOwnSales(): boolean {
    return knowsOwnSales(this.dealership);
  }

  get items(): OrderItems {
    return this.once("items", () => itemsOf(this.dealership, this.settings.words));
  }

  get money(): OrderMoney {
    return this.once("money", () => moneyOfOrders(this.dealership));
  }

  /** 产值 and received money by visit. */
  get visitMoney(): VisitMoney {
    return this.once("visitMoney", () => moneyOfVisits(this.dealership, this.money, this.asOf));
  }

  get ownership(): Ownership {
    const { ledger, settings } = this.inputs;
    return this.once("ownership", () => buildOwnership(this.dealership, ledger, settings.roster));
  }

  /** The rules of solicitation with the user's changes. */
  get solicitationRules(): SolicitationRules {
    return chapterValues(this.settings, "solicitation.rules", allParameters.solicitation.rules);
  }

  get credits(): ArrivalCredits {
    return this.once("credits", () =>
      creditArrivals(this.dealership, this.inputs.records, this.asOf, this.solicitationRules)
    );
  }

  /** 维系贡献 of the as-of day's month up to that day. */
  get contribution(): Contribution {
    const { dealership, ownership, asOf, credits } = this;
    return this.once("contribution", () =>
      contributionOf(
        dealership,
        ownership,
        { first: monthStartOf(asOf), last: asOf },
        { asOf, creditOfVisit: credits.recordOfVisit }
      )
    );
  }

  /** 维系目标: of the month, and since the deal. */
  get targets(): Targets {
    const { dealership, ownership, inputs, asOf, settings } = this;
    const { roster, calendar } = settings;
    const parameters = chapterValues(settings, "targets", allParameters.targets);
    return this.once("targets", () =>
      targetsOf(dealership, ownership, inputs.ledger, asOf, { roster, calendar, parameters })
    );
  }

  /** 维系日报 of the day. */
  get tally(): DailyTally {
    const { dealership, credits, ownership, solicitationRules } = this;
    return this.once("tally", () => dailyTally(dealership, credits, ownership, solicitationRules));
  }

  /** The figures of 首页 over a year. */
  get yearTrend(): YearTrend {
    const { dealership, asOf, visitMoney, settings, knowsVisits } = this;
    return this.once("yearTrend", () =>
      yearTrend({
        dealership,
        asOf,
        visitMoney,
        rules: settings.rules,
        knowsVisits,
        targets: chapterValues(settings, "targets", allParameters.targets),
      })
    );
  }

  /** What customers said in calls. */
  get statements(): readonly CustomerStatement[] {
    return this.once("statements", () => statementsOf(this.credits.history));
  }

  get norms(): MeasuredNorms {
    const { dealership, asOf, items, money } = this;
    return this.once("norms", () => measureNorms(dealership, asOf, { items, money }));
  }

  get measuredObtainability(): MeasuredObtainability {
    return this.once("obtainability", () => measureObtainability(this.dealership, this.asOf));
  }

  /** The PSV constants in use: as published, measured or the user's own, by the settings. */
  get psvConstants(): PsvConstants {
    return this.once("psvConstants", () => {
      const { psvConstants: choice, ownPsv, obtainability, ownObtainability } = this.settings;
      const { psv } = allParameters;
      const of = <Group extends Readonly<Record<string, Parameter>>>(name: string, group: Group) =>
        chapterValues(this.settings, `psv.${name}`, group);
      const published = psvConstants({
        life: of("life", psv.life),
        base: of("base", psv.base),
        norms: of("norms", psv.norms),
        derived: of("derived", psv.derived),
        repurchase: of("repurchase", psv.repurchase),
        obtainability: of("obtainability", psv.obtainability),
      });
      const chosen = choosePsvConstants(choice, this.norms, ownPsv, published);
      return obtainability === "published"
        ? chosen
        : {
            ...chosen,
            obtainability: chooseObtainability(
              obtainability,
              this.measuredObtainability,
              ownObtainability
            ),
          };
    });
  }

  /** 日均里程 of every car. */
  get odometers(): OdometerColumns {
    return this.once("odometers", () =>
      kmPerDayOfAll(this.dealership, this.asOf, {
        statements: this.statements,
        settings: chapterValues(this.settings, "odometer", allParameters.odometer),
      })
    );
  }

  /** 客户基准表, with PSV, next service, warranty and owner of every customer. */
  get benchmark(): BenchmarkColumns {
    return this.once("benchmark", () =>
      benchmarkOf(this.dealership, this.asOf, {
        statements: this.statements,
        ownership: this.ownership,
        odometers: this.odometers,
        intervals: {
          settings: chapterValues(
            this.settings,
            "serviceIntervals",
            allParameters.serviceIntervals
          ),
          ofModels: this.settings.intervals,
        },
        psvColumns: this.psv,
        items: this.items,
        money: this.money,
      })
    );
  }

  get psv(): PsvColumns {
    const { dealership, asOf, odometers, items, money, psvConstants: constants } = this;
    return this.once("psv", () =>
      psvOfAll(dealership, asOf, { constants, odometers, items, money })
    );
  }

  /** 用车较少, 过路车, 从未进厂 beside the statuses of the rule set in use. */
  get flags(): StatusFlags {
    const { odometers, nextService } = this.benchmark;
    const { words } = this.settings;
    return this.once("flags", () =>
      statusFlags(this.dealership, this.statuses, { odometers, nextService, words })
    );
  }

  get rfm(): RfmColumns {
    return this.once("rfm", () => rfmOfAll(this.dealership, this.asOf, { money: this.money }));
  }

  /** Customers whom RFM and PSV place differently, the most different first. */
  get valueDisagreements(): readonly ValueDisagreement[] {
    return this.once("valueDisagreements", () => valueDisagreements(this.rfm, this.psv.total));
  }

  get lifecycle(): LifecycleColumns {
    const { statuses, odometers, warranty } = this.benchmark;
    return this.once("lifecycle", () =>
      lifecycleOfAll(
        this.dealership,
        statuses,
        odometers,
        warranty,
        chapterValues(this.settings, "lifecycle", allParameters.lifecycle)
      )
    );
  }

  get loss(): LossAnalysis {
    const { items } = this;
    const { odometers, statuses } = this.benchmark;
    return this.once("loss", () =>
      lossAnalysis(this.dealership, this.asOf, {
        items,
        odometers,
        statuses,
        settings: chapterValues(this.settings, "loss", allParameters.loss),
        ...(this.inputs.surveys.length > 0 && { told: toldElsewhere(this) }),
      })
    );
  }

  get campaigns(): readonly Campaign[] {
    return this.once("campaigns", () =>
      campaignsOf(this.inputs.campaigns, this.dealership, this.benchmark.statuses)
    );
  }

  /** The list 拉新 with who of it is in the archive by now, as row of the customer table; −1 otherwise. */
  get prospects(): readonly (TypedProspect & { readonly customer: number })[] {
    return this.once("prospects", () => {
      const find = customerFinder(this.dealership);
      return this.inputs.prospects.map((prospect) => ({
        ...prospect,
        customer: find(prospect.key, this.asOf),
      }));
    });
  }

  get demand(): DemandList {
    return this.once("demand", () =>
      demandOf(this.dealership, this.benchmark, {
        settings: chapterValues(this.settings, "demand", allParameters.demand),
        history: this.credits.history,
        campaigns: this.campaigns,
        lifecycle: this.lifecycle,
        prospects: this.prospects,
        words: this.settings.words,
      })
    );
  }

  /** The demand list in the order in which the morning plan calls. */
  get rankedDemand(): RankedDemand {
    const { dueWindow } = this.solicitationRules;
    return this.once("rankedDemand", () => rankDemand(this.demand, this.benchmark, dueWindow));
  }

  /** What there is to deal on the day. */
  get stock(): Stock {
    const { dealership, ownership, asOf, settings, psv } = this;
    const { largeAccountVehicles } = chapterValues(
      settings,
      "allocation",
      allParameters.allocation
    );
    return this.once("stock", () =>
      stockOf(dealership, ownership, asOf, { psv: psv.total, largeAccountVehicles })
    );
  }

  /** Among whom a deal of the day would be made. */
  get participants(): readonly Advisor[] {
    return this.settings.roster.advisors.filter(
      (advisor) => inOffice(advisor, this.asOf) && advisor.weight > 0
    );
  }

  /**
   * 整体分配 as the first one would be made now; `null` once there has been one, and where there is
   * nothing to deal, or nobody to deal to.
   */
  get trialDeal(): Deal | null {
    const { stock, participants: advisors, settings, inputs, asOf } = this;
    return this.once("trialDeal", () => {
      const isDealt = accountPeriodOn(inputs.ledger, asOf) !== null;
      if (isDealt || stock.cards.length === 0 || advisors.length === 0) return null;
      return dealFull(stock, { seed: settings.drawSeed.trim() || isoOf(asOf), advisors });
    });
  }

  /** What 回厂概率 rests on, with the user's changes. */
  get returnSettings(): ReturnSettings {
    return this.once("returnSettings", () =>
      chapterValues(this.settings, "insight.returns", allParameters.insight.returns)
    );
  }

  /** 回厂概率 of every customer. */
  get returnChances(): ReturnChances {
    return this.once("returnChances", () => inOneGo(this.inSteps.returnChances()));
  }

  /** What was foretold a year ago (first) and 90 days ago, against what happened since. */
  get backTests(): readonly BackTest[] {
    return this.once("backTests", () => inOneGo(this.inSteps.backTests()));
  }

  /** 留存曲线. */
  get retentionCurves(): RetentionCurves {
    const { dealership, asOf, ownership, settings } = this;
    return this.once("retentionCurves", () =>
      retentionCurves(dealership, asOf, {
        ownership,
        settings: chapterValues(settings, "insight.curves", allParameters.insight.curves),
      })
    );
  }

  /**
   * Makes a figure, with a pause wherever the caller can take one: within those that take long even in a
   * small store, else at its end.
   */
  *making(name: keyof StoreFigures): Generator<undefined, void, undefined> {
    if (name in this.inSteps && !this.made.has(name)) {
      this.made.set(name, yield* this.inSteps[name as keyof typeof this.inSteps]());
    }
    void this[name];
  }

  private once<Figure>(name: string, make: () => Figure): Figure {
    if (!this.made.has(name)) this.made.set(name, make());
    return this.made.get(name) as Figure;
  }
}
