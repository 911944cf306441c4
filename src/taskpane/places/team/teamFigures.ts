import { solicitationIn, type StoreFigures } from "../../../reports/figures";
import {
  achievementOf,
  successOf,
  type Ranks,
  type SolicitationFigures,
  type Target,
  type Targets,
} from "../../../retention/performance";
import { FIRST_ADVISOR, type Advisor } from "../../../retention/ownership";
import { groupMask } from "../../../retention/status";
import { monthStartOf, type SerialDay } from "../../../retention/time";

/** What an advisor is to reach, by the traffic lights of 维系目标. */
export interface AdvisorTargets {
  readonly name: string;
  readonly newLost: Target | null;
  readonly initialReturned: Target | null;
}

/** The targets of a month, and since the deal where there was one. */
export interface TargetView {
  /** The first day that counts. */
  readonly from: SerialDay;
  readonly advisors: readonly AdvisorTargets[];
}

/** 维系目标 of the month and since the deal (rules §11). */
export function targetViews(figures: StoreFigures): {
  readonly month: TargetView;
  readonly cumulative: TargetView | null;
} {
  const { targets, settings } = figures;
  const { advisors } = settings.roster;
  const view = (block: Targets["month"]): TargetView => ({
    from: block.opening + 1,
    advisors: advisors.map(({ name }, at) => {
      const { newLost, initialReturned } = block.rows[FIRST_ADVISOR + at];
      return { name, newLost, initialReturned };
    }),
  });
  return {
    month: view(targets.month),
    cumulative: targets.cumulative && view(targets.cumulative),
  };
}

/** How many targets of the month are amber or red. */
export function targetsAtRisk(figures: StoreFigures): number {
  const { month } = targetViews(figures);
  const all = month.advisors.flatMap(({ newLost, initialReturned }) => [newLost, initialReturned]);
  return all.filter((target) => target !== null && target.lamp !== "green").length;
}

/** An advisor's place in the month, by the four solicitation types that S0 evaluates. */
export interface RankedAdvisor {
  readonly name: string;
  readonly figures: SolicitationFigures;
  /** Shares of 1; `NaN` without a task or contact. */
  readonly achievement: number;
  readonly success: number;
  readonly ranks: Ranks;
}

/** 顾问评估 of the month so far (rules §14), the best achievement first, those without rank last. */
export function rankView(figures: StoreFigures): readonly RankedAdvisor[] {
  const { asOf, settings } = figures;
  const { people, rows } = solicitationIn(figures, { first: monthStartOf(asOf), last: asOf });
  const advisors = new Set(settings.roster.advisors.map(({ name }) => name));
  const place = ({ ranks }: RankedAdvisor): number => ranks.achievement ?? Infinity;
  return rows
    .filter(({ person }) => advisors.has(people[person] ?? ""))
    .map(({ person, evaluated, ranks }) => ({
      name: people[person] ?? "",
      figures: evaluated,
      achievement: achievementOf(evaluated),
      success: successOf(evaluated),
      ranks: ranks.evaluated,
    }))
    .sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1));
}

/** An advisor with the number of valid customers he has on the as-of day. */
export interface StaffedAdvisor extends Advisor {
  readonly customers: number;
}

/** The advisors of 维系参数, or of the sheets where nobody listed them. */
export function rosterView(figures: StoreFigures): {
  readonly advisors: readonly StaffedAdvisor[];
  /** Whether 维系参数 lists them. */
  readonly listed: boolean;
} {
  const { dealership, ownership, settings, inputs, asOf, statuses } = figures;
  const counts = new Map<string, number>();
  const isValid = groupMask(settings.rules, "valid");
  for (let customer = 0; customer < dealership.customers.count; customer += 1) {
    if (!isValid[statuses.status[customer]]) continue;
    const owner = ownership.owners[ownership.ownerOn(customer, asOf)] ?? "";
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  const listed = (inputs.rows.advisors ?? []).some(({ name }) => String(name).trim() !== "");
  return {
    listed,
    advisors: settings.roster.advisors.map((advisor) => ({
      ...advisor,
      customers: counts.get(advisor.name) ?? 0,
    })),
  };
}

/** All that the place shows. */
export const teamOf = (figures: StoreFigures) => ({
  roster: rosterView(figures),
  targets: targetViews(figures),
  ranks: rankView(figures),
  settings: figures.settings,
  asOf: figures.asOf,
});

export type TeamView = ReturnType<typeof teamOf>;
