import { writeSampleStore } from "../../src/excel/actions";
import type { SampleStore } from "../../src/sample";
import { openStandIn, Workbook, type StandIn } from "../../src/offline/host";
import { InputTableUser } from "./inputTableUser";

/** A workbook in the stand-in and who works with it. */
export interface SampleWorkbook {
  readonly standIn: StandIn;
  readonly workbook: Workbook;
  readonly user: InputTableUser;
}

/** Opens a workbook with one sheet of the user's own and the two sheets of an invented store. */
export async function openSampleWorkbook(store: SampleStore): Promise<SampleWorkbook> {
  const workbook = Workbook.blank("说明");
  const standIn = await openStandIn({ workbook });
  await writeSampleStore(store);
  return { standIn, workbook, user: new InputTableUser(workbook) };
}
