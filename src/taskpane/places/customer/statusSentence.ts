import type { CustomerView } from "../../../excel/api";
import type { Texts } from "../../../locale";
import type { RuleSet, StatusCode } from "../../../retention/status";
import type { Formats } from "../../format";

/**
 * A customer's status with its reason: "末次进厂 2026-02-03，已 9 个月 18 天 → 准流失；再过 75 天转为流失".
 *
 * @param rules the rule set in use: the step out of 基盘 is called 流失, whatever its first band.
 */
export function statusSentence(
  view: CustomerView,
  rules: RuleSet,
  texts: Texts,
  format: Formats
): string {
  const said = texts.pane.customer.status;
  const { status, anchor, away, next } = view;
  if (status === undefined) return said.notCounted;
  const name = texts.data.statuses[status];
  if (!anchor || !away) return said.without(name);
  const since = said.since[anchor.of](format.day(anchor.day), away.months, away.days, name);
  if (!next) return since;
  const groupOf = (code: StatusCode) => rules.classes.find((it) => it.status === code)?.group;
  const isLoss = groupOf(status) === "base" && groupOf(next.status) === "lost";
  const nextName = isLoss ? texts.data.statusGroups.lost : texts.data.statuses[next.status];
  const step =
    next.inDays === 1 ? said.tomorrow(nextName) : said.next(format.count(next.inDays), nextName);
  return since + step;
}
