/** Excel takes no longer name of a sheet. */
const longestName = 31;

/** A sheet is named as in its file, with the file's name where that is taken or says nothing. */
export function nameFor(sheet: string, file: string, taken: ReadonlySet<string>): string {
  const says = !/^(sheet|工作表|表)\s*\d*$/i.test(sheet);
  const candidates = [...(says ? [sheet] : []), file, `${file} ${sheet}`];
  const clean = (name: string): string =>
    name
      .replace(/[[\]:*?/\\']/g, " ")
      .trim()
      .slice(0, longestName) || "Sheet";
  const free = candidates.map(clean).find((name) => !taken.has(name.toLowerCase()));
  if (free !== undefined) return free;
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`;
    const name = `${clean(file).slice(0, longestName - suffix.length)}${suffix}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
