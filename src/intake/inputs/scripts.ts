import type { SolicitationType } from "../../retention/calls";
import type { StatusCode } from "../../retention/status";
import { RowReader } from "./rowReader";
import type { InputRow } from "./schema";
import type { Script } from "./storeInputs";
import type { InputFinding } from "./inputFinding";
import { wordLookup } from "./words";

const typeWords = wordLookup<SolicitationType>(({ vocabulary }) => vocabulary.solicitationTypes);
const statusWords = wordLookup<StatusCode>(({ data }) => data.statuses);
const channelWords = wordLookup<Script["channel"]>(({ vocabulary }) => vocabulary.scriptChannels);

/** The texts of 话术库. */
export interface ReadScripts {
  readonly scripts: readonly Script[];
  readonly findings: readonly InputFinding[];
}

/**
 * Reads 话术库. A text needs a name and a type; a blank status means any, a blank channel a call. Of two
 * texts with one name both are kept and the later is told: records name their script by it.
 */
export function readScripts(rows: readonly InputRow<"scripts">[]): ReadScripts {
  const findings: InputFinding[] = [];
  const names = new Set<string>();
  const scripts = rows.flatMap((row) => {
    const cells = new RowReader("scripts", row, findings);
    if (cells.isBlank("name", "text")) return [];
    const name = cells.text("name");
    const text = cells.text("text");
    const type = cells.word("type", typeWords);
    for (const column of ["name", "type", "text"] as const) {
      if (cells.isBlank(column)) cells.refuse(column, null, "missing");
    }
    if (name !== "" && names.has(name)) cells.refuse("name", null, "repeated");
    names.add(name);
    if (name === "" || text === "" || type === null) return [];
    const status = cells.word("status", statusWords);
    return [{ name, type, status, channel: cells.word("channel", channelWords) ?? "call", text }];
  });
  return { scripts, findings };
}
