import type { outcomes as zhCN } from "../zhCN/outcomes";
import { counted } from "./numbers";

/** Outcomes and errors. */
export const outcomes: typeof zhCN = {
  listSeparator: ", ",
  /** Between two sentences that have their full stops. */
  noHeaders: "none",
  gone: (header, field) => `${header} (${field})`,
  sentenceGap: " ",
  sentenceEnd: ". ",
  titles: {
    done: "Updated",
    preview: "Read, nothing written",
    stopped: "Stopped",
    customersNotFound: "No customer table found",
    ordersNotFound: "No repair orders found",
    columnsMissing: "Required columns are missing",
    columnGone: "A column is gone",
    severalVehiclesPerRow: "One row holds several vehicles",
    severalStores: "The sheets hold several stores",
    workbookProtected: "The workbook's structure is protected",
    workbookReadOnly: "The workbook is read-only",
    sheetProtected: "A sheet is protected",
    accessDenied: "Excel did not allow this change",
    sheetFiltered: "A table is filtered",
    otherWorkbookInFront: "Another workbook is in front",
    cellBeingEdited: "A cell is being edited",
    date1904: "The workbook uses the 1904 date system",
    stateTooNew: "A newer RETAIN has written to this workbook",
    stateUnreadable: "The settings kept in the workbook cannot be read",
    rowsChanged: "The data is being changed",
    inputColumnsMissing: "Columns to fill in are missing",
    inputTableMissing: "A table to fill in is missing",
    noAdvisors: "There are no service advisors yet",
    drawOrderWrong: "The draw order is not complete",
    participantWrong: "The list of advisors does not fit",
    customerUnknown: "This customer was not found",
    recordUnknown: "This record was not found",
    recordsMissing: "There is no solicitation record yet",
    advisorWithoutRecords: "There is nothing to hand out",
    bookNotOpened: "Excel did not open the advisor's book; it was downloaded as a file",
    bookAsSheet: "Excel opened no new window; the advisor's records stand on a new sheet here",
    bookOpened: "The advisor's book is open in a new window",
    bookUnchanged: "Nothing new was filled in",
    bookUnreadable: "This file cannot be read",
    bookForeign: "This is no book that was handed out from this workbook",
    bookTableMissing: "The table of the book is gone",
    bookColumnsMissing: "The book lacks columns",
    importOutdated: "The data changed after the preview",
    importBlocked: "There is no room below the table",
    importNothing: "There is no import to undo",
    importChangedSince: "Something was changed since the import",
    importNotKept: "The files were taken in, but what was written could not be noted down",
    notAnswering: "Excel is not answering",
    tooLarge: "The data is larger than Excel transfers at once",
    failed: "Not completed",
  },
  reasons: {
    done: "",
    stopped: "Stopped as you asked",
    customersNotFound:
      "No sheet has a customer name and a VIN, plate or customer number. Open the customer table, or choose sheet and columns in the settings. Headers here: ",
    ordersNotFound:
      "No sheet has an arrival or settlement date and a VIN, plate or customer number. Open the repair orders, or choose sheet and columns in the settings. Headers here: ",
    columnsMissing: "Choose these columns in the settings: ",
    columnGone:
      "These columns were read before and are gone. Choose another column for each in the settings, or go on without it: ",
    severalVehiclesPerRow:
      "RETAIN reads one vehicle a row. Let your system export one row per vehicle, or copy the further vehicles below. Sheet and columns: ",
    severalStores: "One store is looked at at a time. Choose one of: ",
    workbookProtected:
      "Sheets cannot be added. Unprotect the workbook on the Review tab, then run again",
    workbookReadOnly: "It cannot be written. Save a copy that can be edited, then run again",
    sheetProtected: "Unprotect these sheets, then run again: ",
    accessDenied:
      "A sheet may have been protected just now, or the file may be for viewing only. Unprotect it or save a copy, then run again",
    sheetFiltered:
      "Written under a filter, values land in the wrong rows. Clear the filter of these sheets, then run again: ",
    otherWorkbookInFront:
      "You changed to another workbook during the run, and Excel did not take what was left to write. Return to this workbook and run again; nothing is lost",
    cellBeingEdited: "Press Enter or Esc to finish editing, then run again",
    date1904:
      "Its dates are 1,462 days apart from the usual 1900 system, so results would be wrong. Turn off “Use 1904 date system” in Excel's advanced options, check the dates, then run again",
    stateTooNew: "Update RETAIN. Settings version needed: ",
    stateUnreadable:
      "Another program may have changed them. Use an earlier copy, or copy the data to a new workbook",
    rowsChanged:
      "Rows changed after they were read (sorted, or edited by someone else). Wait for the changes to end, then run again",
    inputColumnsMissing:
      "These columns were renamed or deleted; writing on would lose what you filled in. Give them their headers back, then run again: ",
    inputTableMissing:
      "It was turned into plain cells; writing on would lose what you filled in. Select it, press Ctrl+T to make it a table with headers again, then run again: ",
    noAdvisors:
      "Fill in names and first days in the table of service advisors in “Settings”, then run again",
    drawOrderWrong:
      "Every advisor who takes part must stand in it exactly once. Check it, then draw again",
    participantWrong: "Check whether this advisor is in office and takes part: ",
    customerUnknown:
      "The customer table has no such number. Update first, or check VIN, plate or customer number",
    recordUnknown:
      "The solicitation record has no such number; its row may have been deleted. Update, then fill it in again",
    recordsMissing: "Make a morning plan first; it makes the solicitation record",
    advisorWithoutRecords: "This advisor has no open record and none of the last two weeks: ",
    bookNotOpened:
      "Find it among your downloads and put it where the advisor finds it. If there is none, let this page download files and hand the book out once more. File name: ",
    bookAsSheet:
      'Right-click its tab, choose "Move or Copy", to book "(new book)", without "Create a copy", and save the new workbook where the advisor finds it. It is collected like any other. Sheet: ',
    bookOpened: "Save it where the advisor finds it. Advisor and number of records: ",
    bookUnchanged: "It says what the solicitation record says already: ",
    bookUnreadable:
      "Choose the .xlsx file that the advisor saved, and close it first; if that does not help, hand out a new one",
    bookForeign:
      "Choose a file that was handed out from this workbook, or open the workbook it came from",
    bookTableMissing:
      "It may have been turned into plain cells. Ask the advisor to fill in the original, or enter the rows by hand",
    bookColumnsMissing: "Give these columns their headers back and collect the book again: ",
    importOutdated:
      "The rows of customers or orders are not those of the preview. Choose the files again and look at the new preview",
    importBlocked:
      "New rows go to the end of the table, but something stands below it. Move that away and import again: ",
    importNothing: "The last import is undone already, or nothing was imported into this workbook",
    importNotKept:
      "All that was written stands there and need not be imported again; only it cannot be undone here. To take it back, change or delete these places by hand: ",
    importChangedSince:
      "Undoing would lose what was changed later, so nothing was undone. Look at these places: ",
    notAnswering: "Look whether Excel shows a dialog, then run again",
    tooLarge: "Reduce the columns or rows of a sheet, or use Excel on the desktop",
    failed: "Run again; if it fails again, give the error code to support",
  },
  nothingWritten: "Nothing was written",
  perhapsWritten:
    "Perhaps only a part was written; nothing that you filled in is lost. Run again to complete",
  partlyWritten: (list) =>
    `Written in full; of the rest perhaps only a part, and nothing that you filled in is lost. Run again to complete. Complete so far: ${list}`,
  columnsWritten: (sheet, rows) => `${sheet}: classification columns of ${counted(rows, "row")}`,
  sheetWritten: (sheet) => `sheet “${sheet}”`,
  sheetsWritten: (sheets) => counted(sheets, "sheet"),
  rowsWritten: (sheet, rows) => `${sheet}: ${counted(rows, "row")}`,
  counts: (customers, orders) =>
    `${counted(customers, "customer")} and ${counted(orders, "order")} read`,
  notes: {
    recalculated: "Calculation is manual; the workbook was calculated once",
    findingsCut: "The data quality details were too long; only the most important are listed",
    planFrozen: "The plan of this day is made already and stays as it is",
    inputsUnreadable:
      "Some entries could not be understood; they are kept as they are and listed in data quality. Number: ",
    inputsRestored:
      "The last run was not completed; what you had filled in was restored from its copy",
    begunAnew:
      "Somebody changed the workbook while it was written; it was written anew, and the change was kept",
    bookRowsLeft:
      "These record numbers are not in the solicitation record, or stand twice in the book; nothing was written for them: ",
    sheetsCopied:
      "Rows or columns were inserted, so what you wrote could not be told apart; the sheets as they were are kept as copies, to be deleted once looked at: ",
    userCellsMoved:
      "Some of what you wrote on these sheets lost its place and was moved to their end: ",
    tableColumnsAsValues:
      "A column of an Excel table can only have one formula; these columns have rows that are exceptions and stay values: ",
    columnsAsValues:
      "There are too many customer rows for formulas to keep Excel quick; classification columns stay values. Most rows for formulas: ",
    hiddenRows: "Hidden or filtered rows were read like all others on: ",
    veryHiddenSheets: "These very hidden sheets were not read: ",
  },
  errorCode: (code) => `Error code: ${code}`,
};
