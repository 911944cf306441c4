import { normaliseKey } from "../../retention/store";
import type { Roster } from "../../retention/ownership";
import { readPhone } from "../identifiers";
import type { CustomerNaming } from "./customerKeys";
import { RowReader } from "./rowReader";
import type { InputRow } from "./schema";
import type { TypedProspect } from "./storeInputs";
import type { InputFinding } from "./inputFinding";

/** The list 拉新 of 招揽需求表. */
export interface ReadProspects {
  readonly prospects: readonly TypedProspect[];
  readonly findings: readonly InputFinding[];
}

/**
 * Reads the list 拉新 (S3 战败客户, S4 拉新). A row needs a plate, a VIN or a phone: by it records and a
 * first visit find it again; what an earlier row names already is told and left out. An advisor who is
 * in no list of advisors is told, and 客服专员 calls.
 */
export function readProspects(
  rows: readonly InputRow<"prospects">[],
  { naming, roster }: { readonly naming: CustomerNaming; readonly roster: Roster }
): ReadProspects {
  const findings: InputFinding[] = [];
  const callers = new Map(
    [...roster.advisors.map(({ name }) => name), roster.customerCare].map((name) => [
      normaliseKey(name),
      name,
    ])
  );
  const keys = new Set<string>();
  const prospects = rows.flatMap((row) => {
    const cells = new RowReader("prospects", row, findings);
    if (cells.isBlank("name", "phone", "car", "model", "origin", "note")) return [];
    const car = cells.text("car");
    const { value, usable } = readPhone(row.phone);
    const phone = usable ? value : "";
    if (!usable && !cells.isBlank("phone")) cells.refuse("phone", null);
    const { key } = naming(car === "" ? phone : car);
    if (key === "") return cells.refuse("car", [], "missing");
    if (keys.has(key)) return cells.refuse(car === "" ? "phone" : "car", [], "repeated");
    keys.add(key);
    const typed = cells.text("advisor");
    const advisor = callers.get(normaliseKey(typed));
    if (typed !== "" && advisor === undefined) cells.refuse("advisor", null, "unknownAdvisor");
    const { sheetRow } = row;
    const told = { name: cells.text("name"), model: cells.text("model"), day: cells.day("day") };
    return [{ key, phone, car, ...told, advisor: advisor ?? "", sheetRow }];
  });
  return { prospects, findings };
}
