import { textsOf, type Locale } from "../../locale";
import { allParameters } from "../../retention/allParameters";
import { flowNames, flowsOfEvents, statusEvents, type FlowName } from "../../retention/status";
import { monthStartOf } from "../../retention/time";
import { newLostAllowance } from "../../retention/performance";
import { chapterValues } from "./chapterValues";
import type { StoreFigures } from "./figures";

/** What a month has done to 基盘 so far. */
export interface LossOfMonth {
  /** 基盘 on the evening before the month. */
  readonly openingBase: number;
  /** 新增流失 and 流失回厂 of the month. */
  readonly newLost: number;
  readonly returned: number;
}

/** 新增流失 and 流失回厂 from the first of the month on, as the sums of daily events. */
export function lossOfMonth(
  { dealership, asOf, settings }: StoreFigures,
  openingBase: number
): LossOfMonth {
  const events = statusEvents(dealership, monthStartOf(asOf), asOf, { rules: settings.rules });
  const flows = flowsOfEvents(dealership, events);
  const countOf = (name: FlowName): number => {
    const code = flowNames.indexOf(name);
    return flows.reduce((count, flow) => count + (flow === code ? 1 : 0), 0);
  };
  return { openingBase, newLost: countOf("newLost"), returned: countOf("lostReturned") };
}

/**
 * 新增流失 of the month against the allowance (S0: 1% of the opening 基盘) in one sentence; above it by how
 * many points.
 */
export function lossOfMonthSentence(
  { settings }: Pick<StoreFigures, "settings">,
  { openingBase, newLost, returned }: LossOfMonth,
  locale: Locale
): string {
  const texts = textsOf(locale).reports.conversion;
  if (openingBase === 0) return texts.noBase({ newLost, returned });
  const values = chapterValues(settings, "targets", allParameters.targets);
  const allowance = newLostAllowance(openingBase, values);
  const rate = newLost / openingBase;
  const told = { newLost, returned, rate, allowance };
  if (newLost <= allowance) return texts.within(told);
  return texts.over({ ...told, points: ((rate - allowance / openingBase) * 100).toFixed(1) });
}
