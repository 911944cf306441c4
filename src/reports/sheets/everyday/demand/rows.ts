import type { TypedProspect } from "../../../../intake";
import { CUSTOMER_CARE } from "../../../../retention/ownership";
import {
  demandUrgencies,
  type DemandItem,
  type DemandUrgency,
} from "../../../../retention/solicitation";
import { groupMask, ruleSets } from "../../../../retention/status";
import { NO_DAY } from "../../../../retention/time";
import { type StoreFigures, callerOf, listedProspects } from "../../../figures";

/** Excel's last row, less what stands above the list. */
const mostRows = 1_048_000;

/** One row of the list, with what the sums count it by. */
export interface DemandRow {
  readonly item: DemandItem;
  readonly urgency: number;
  /** Index into `Ownership.owners`. */
  readonly advisor: number;
  /** Of somebody on the list 拉新, whom the archive may not have. */
  readonly prospect?: TypedProspect;
}

/** All rows of the list. */
export interface Demand {
  readonly figures: StoreFigures;
  readonly rows: readonly DemandRow[];
  /** Rows beyond what a sheet holds are left out, the last to be called first. */
  readonly all: number;
}

/** The ranked items of the run, with those of the list 拉新 where they are called. */
export function computeDemand(figures: StoreFigures): Demand {
  const { benchmark, demand } = figures;
  const { order, urgency } = figures.rankedDemand;
  const prospects = listedProspects(figures).map((prospect) => prospectRow(figures, prospect));
  const isValid = groupMask(ruleSets.retention, "valid");
  const customers = Array.from(order.subarray(0, mostRows), (position): DemandRow => {
    const item = demand.items[position] as DemandItem;
    const valid = isValid[benchmark.statuses.status[item.customer] ?? 0] === 1;
    return {
      item,
      urgency: urgency[position] ?? 0,
      advisor: valid ? (benchmark.owner?.[item.customer] ?? 0) : CUSTOMER_CARE,
    };
  });
  // Without a PSV they are the last of those who are called at any time.
  const after = customers.findIndex((row) => row.urgency > urgencyCode("anyTime"));
  const place = after < 0 ? customers.length : after;
  const rows = [...customers.slice(0, place), ...prospects, ...customers.slice(place)];
  return { figures, rows: rows.slice(0, mostRows), all: demand.items.length + prospects.length };
}

/** Somebody on the list 拉新; whom the archive has by now, his own advisor calls. */
function prospectRow(
  figures: StoreFigures,
  prospect: StoreFigures["prospects"][number]
): DemandRow {
  const { customer, advisor } = prospect;
  const { benchmark } = figures;
  const isValid = groupMask(ruleSets.retention, "valid");
  const own = isValid[benchmark.statuses.status[customer] ?? 0] === 1 ? benchmark.owner : undefined;
  return {
    item: { customer, type: "conquest", dueDay: NO_DAY, overdueDays: 0, order: -1, about: "" },
    urgency: urgencyCode("anyTime"),
    advisor: customer < 0 ? callerOf(figures, advisor) : (own?.[customer] ?? CUSTOMER_CARE),
    prospect,
  };
}

/** Index into `demandUrgencies`. */
export const urgencyCode = (urgency: DemandUrgency): number => demandUrgencies.indexOf(urgency);
