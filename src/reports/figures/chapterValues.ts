import type { Settings } from "../../intake";
import { valuesOf, type Parameter, type ParameterValues } from "../../retention/parameters";

/** The values of a flat group of parameters at a dotted place, with the user's changes. */
export function chapterValues<Group extends Readonly<Record<string, Parameter>>>(
  settings: Settings,
  prefix: string,
  group: Group
): ParameterValues<Group> {
  const changed = Object.keys(group).flatMap((key) => {
    const value = settings.changed.get(`${prefix}.${key}`);
    return value === undefined ? [] : [[key, value] as const];
  });
  return valuesOf(group, Object.fromEntries(changed) as Partial<ParameterValues<Group>>);
}
