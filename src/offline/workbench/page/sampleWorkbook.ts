import type { SampleSheet, SampleStore } from "../../../sample";
import { Workbook } from "../../host/model";

/** Points of one character of the standard font, and of a cell's padding. */
const characterPoints = 5.25;
const paddingPoints = 3.75;

/** An invented store's two exports as a workbook; all its cells are still to be saved. */
export function sampleWorkbook(store: SampleStore): Workbook {
  const workbook = new Workbook();
  workbook.fileName = `${store.storeName}.xlsx`;
  for (const sample of [store.customers, store.orders]) addSheet(workbook, sample);
  return workbook;
}

function addSheet(workbook: Workbook, sample: SampleSheet): void {
  const { styles } = workbook;
  const sheet = workbook.appendSheet(sample.name);
  const header = styles.intern({ ...styles.get(0), bold: true, fillColor: "#DCE6F1" });
  const formats = sample.columns.map(({ numberFormat }) =>
    styles.intern({ ...styles.get(0), numberFormat })
  );
  sample.columns.forEach(({ width }, column) => {
    sheet.cells.setColumn(column, { width: width * characterPoints + paddingPoints });
  });
  sample.rows.forEach((cells, row) =>
    cells.forEach((cell, column) => {
      if (cell !== "") sheet.cells.setValue(row, column, cell);
      const style = row === sample.headerRow ? header : formats[column];
      if (row >= sample.headerRow) sheet.cells.setStyle(row, column, style);
    })
  );
  sheet.frozen = { rows: sample.headerRow + 1, columns: 0 };
}
