import { allParameters } from "../../retention/allParameters";
import { carePlan, careTaskKey, type CarePlan } from "../../retention/service";
import { NO_DAY, type SerialDay } from "../../retention/time";
import { chapterValues } from "./chapterValues";
import type { StoreFigures } from "./figures";

/**
 * Care tasks that are planned up to a day and not done. A task is done by a row of 招揽记录 with a result
 * that was made for it: 关怀 with the task's planned day as its due day, or without one between that day
 * and the day on which the task lapses.
 */
export function openCareTasks(figures: StoreFigures, until: SerialDay = figures.asOf): CarePlan {
  const { dealership, benchmark, settings, firstUse, credits } = figures;
  const options = {
    firstUse,
    calendar: settings.calendar,
    until,
    settings: chapterValues(settings, "care", allParameters.care),
    honeymoon: chapterValues(settings, "lifecycle", allParameters.lifecycle).honeymoon,
  };
  const plan = carePlan(dealership, benchmark.statuses, benchmark.nextService, options);
  const calls = new Map<number, { day: SerialDay; dueDay: SerialDay }[]>();
  credits.history.records.forEach(({ type, result, day, dueDay }, record) => {
    const customer = credits.history.customerOfRecord[record] ?? -1;
    if (type !== "care" || result === null || customer < 0) return;
    calls.set(customer, [...(calls.get(customer) ?? []), { day, dueDay }]);
  });
  const done = new Set(
    plan.tasks
      .filter(({ customer, plannedDay, lapseDay }) =>
        calls
          .get(customer)
          ?.some(({ day, dueDay }) =>
            dueDay === NO_DAY ? day >= plannedDay && day <= lapseDay : dueDay === plannedDay
          )
      )
      .map((task) => careTaskKey(dealership, task))
  );
  return done.size === 0
    ? plan
    : carePlan(dealership, benchmark.statuses, benchmark.nextService, { ...options, done });
}
