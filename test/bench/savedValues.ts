import { updateAll, writeSampleStore, type RunResult } from "../../src/excel";
import { generateSampleStore } from "../../src/sample";
import { knownValues, putComputed, putKnown } from "../../src/offline/audit/cachedValues";
import { openStandIn, Workbook } from "../../src/offline/host";
import { NOT_CALCULATED } from "../../src/offline/host/model";
import { saveXlsx } from "../../src/offline/host/xlsx";
import { cpuTimeOf } from "../support/cpuTime";
import { storeOptions } from "./workload";

/** A file as it was saved, in milliseconds of processor time: the median of the rounds. */
export interface SavedFile {
  readonly bytes: number;
  readonly milliseconds: number;
}

/** What it costs that a saved file shows its figures to programs that calculate nothing. */
export interface SavedValues {
  readonly customers: number;
  readonly orders: number;
  readonly formulas: number;
  /** As files are saved: formulas with their values, charts with what they show. Filling included. */
  readonly filled: SavedFile;
  /** With formulas that nobody calculated, so that charts have nothing to show either. */
  readonly bare: SavedFile;
}

/** Saves a workbook with all sheets both ways, in turn. */
export async function measureSavedValues(
  customerCount: number,
  rounds: number
): Promise<SavedValues> {
  const { workbook, result, ...rows } = await updatedWorkbook(customerCount);
  const nothing = knownValues(Workbook.blank());
  const ways = {
    bare: { times: [] as number[], bytes: 0, prepare: (): void => undefined },
    filled: {
      times: [] as number[],
      bytes: 0,
      prepare: () => {
        putComputed(workbook, result);
        putKnown(workbook, nothing);
      },
    },
  };
  let formulas = 0;
  for (let round = 0; round < rounds; round++) {
    for (const way of Object.values(ways)) {
      formulas = forget(workbook);
      globalThis.gc?.();
      const time = await cpuTimeOf(async () => {
        way.prepare();
        way.bytes = (await saveXlsx(workbook)).length;
      });
      way.times.push(time);
    }
  }
  const saved = ({ times, bytes }: (typeof ways)["bare"]): SavedFile => ({
    bytes,
    milliseconds: times.sort((a, b) => a - b)[times.length >> 1] ?? 0,
  });
  return { ...rows, formulas, filled: saved(ways.filled), bare: saved(ways.bare) };
}

interface UpdatedWorkbook {
  readonly workbook: Workbook;
  readonly result: RunResult;
  readonly customers: number;
  readonly orders: number;
}

async function updatedWorkbook(customerCount: number): Promise<UpdatedWorkbook> {
  const options = storeOptions(customerCount);
  const store = generateSampleStore(options);
  const workbook = Workbook.blank();
  const standIn = await openStandIn({ workbook, displayLanguage: "zh-CN" });
  try {
    const written = await writeSampleStore(store);
    const { kind, code, result } = await updateAll({
      locale: "zh-CN",
      asOf: options.asOf,
      reports: "all",
    });
    if (written.kind !== "done" || kind !== "done" || !result) {
      throw new Error(`The store could not be written: ${written.code}, ${code}`);
    }
    return {
      workbook,
      result,
      customers: store.customers.rows.length,
      orders: store.orders.rows.length,
    };
  } finally {
    await standIn.close();
  }
}

/** Takes the values away from all formulas, and says how many there are. */
function forget({ sheets }: Workbook): number {
  let count = 0;
  for (const { cells } of sheets) {
    cells.eachFormula((row, column, formula) => {
      count += 1;
      cells.setFormula(row, column, formula, NOT_CALCULATED);
    });
  }
  return count;
}
