/** Requirement set → version, as `Office.context.requirements` answers from. */
export type Requirements = Readonly<Record<string, string>>;

/**
 * The floor of the add-in's manifest, with the sets that the client uses on its own
 * (CustomFunctions, RichApiRuntime and DelayForCellEdit are internal names).
 */
export const floorRequirements: Requirements = {
  ExcelApi: "1.14",
  SharedRuntime: "1.1",
  CustomFunctionsRuntime: "1.2",
  AddinCommands: "1.1",
  DialogApi: "1.1",
  Settings: "1.1",
  CustomFunctions: "1.7",
  RichApiRuntime: "1.1",
  SharedRuntimeInternal: "1.2",
  DelayForCellEdit: "1.1",
};

/** What a current Excel on the web offers, as far as the typings of office.js document it. */
export const newestRequirements: Requirements = {
  ...floorRequirements,
  ExcelApi: "1.20",
  ExcelApiOnline: "1.1",
  SharedRuntime: "1.2",
  CustomFunctionsRuntime: "1.5",
  AddinCommands: "1.3",
  DialogApi: "1.2",
  CustomFunctions: "1.8",
  RichApiRuntime: "1.2",
};

/** Whether the sets contain `name` at `minVersion` or later; names are compared without case, as in office.js. */
export function isSetSupported(sets: Requirements, name: string, minVersion = "1.1"): boolean {
  const found = Object.entries(sets).find(([set]) => set.toLowerCase() === name.toLowerCase());
  if (!found) return false;
  const [major = 0, minor = 0] = found[1].split(".").map(Number);
  const [minMajor = 0, minMinor = 0] = String(minVersion).split(".").map(Number);
  return major > minMajor || (major === minMajor && minor >= minMinor);
}
