import { ledgerRowOf } from "../../reports/sheets";
import { claimNewCustomers } from "../../retention/allocation";
import type { Advisor } from "../../retention/ownership";
import { plainRow, noChanges, type Rotas, type WorkbookState } from "../footprint";

import type { JobChange, Looked } from "./storeRun";

/**
 * New customers since the last deal (rules §10.4): 销售新增 and 售后新增 go by their rota and become rows
 * of 归属台账. Nothing before the first deal, for a day that was looked at already, or for a day to come:
 * turns are given once, in the order of time.
 */
export function claimChanges({ run, prepared, computed }: Looked): JobChange {
  const { rotas } = prepared.state;
  const { figures, asOf, locale } = computed;
  if (rotas === undefined || asOf <= rotas.through || asOf > run.today) {
    return { changes: noChanges };
  }
  const { roster, calendar } = figures.settings;
  const claims = claimNewCustomers(figures.dealership, figures.ownership, {
    since: rotas.through,
    asOf,
    handOver: withAll(rotas.handOver, roster.advisors),
    reception: withAll(rotas.reception, roster.advisors),
    roster,
    calendar,
  });
  const rows = claims.entries.map((entry) => plainRow(ledgerRowOf(entry, locale)));
  const { handOver, reception } = claims;
  return {
    changes: { edits: [], appends: { ledger: rows } },
    remember: { rotas: { handOver, reception, through: asOf } },
  };
}

/** A rota with advisors that came after it was drawn at its end. */
function withAll(rota: readonly string[], advisors: readonly Advisor[]): string[] {
  const names = advisors.map(({ name }) => name);
  return [...rota, ...names.filter((name) => !rota.includes(name))];
}

/** The rotas after a deal of all customers: both begin in draw order. */
export function rotasAfter(
  drawOrder: readonly string[],
  day: number
): Pick<WorkbookState, "rotas"> {
  const rotas: Rotas = { handOver: drawOrder, reception: drawOrder, through: day };
  return { rotas };
}
