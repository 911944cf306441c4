import type { Outcome, OutcomeCode } from "../api";

/** Why a run cannot go on, as its outcome will say it; thrown on purpose, never a defect. */
export class Refusal extends Error {
  constructor(
    readonly code: OutcomeCode,
    /** Names of sheets, tables, fields or versions; never customer data. */
    readonly about: readonly string[] = [],
    /** Excel's own code, where Excel refused. */
    readonly excelCode?: string,
    cause?: unknown
  ) {
    super(code, { cause });
    this.name = "Refusal";
  }
}

/** Excel's error codes that mean something a person can act on. */
const meanings: Readonly<Record<string, OutcomeCode>> = {
  InvalidOperationInCellEditMode: "cellBeingEdited",
  RequestPayloadSizeLimitExceeded: "tooLarge",
  ResponsePayloadSizeLimitExceeded: "tooLarge",
  AccessDenied: "accessDenied",
  WorkbookProtected: "workbookProtected",
};

/**
 * What fails while another workbook is in front, on Windows and Mac (learn.microsoft.com, "Troubleshooting
 * Excel add-ins": API limitations when the active workbook switches). None of it is otherwise known to
 * end in these two codes.
 */
const needFront =
  /^(Chart\.activate|Range\.select|Table\.clearFilters|Workbook\.get(ActiveCell|SelectedRanges?)|Worksheet\.(activate|delete|showGridlines|gridlines|showHeadings)|WorksheetCollection\.add|WorksheetFreezePanes\.\w+)$/i;

function isBehind(error: unknown, code: string | undefined): boolean {
  if (code !== "GeneralException" && code !== "InvalidSelection") return false;
  const { debugInfo } = error as { debugInfo?: { errorLocation?: unknown } };
  return needFront.test(String(debugInfo?.errorLocation ?? ""));
}

/** The code of an error from Excel, or undefined for any other error. */
export function excelErrorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Whether Excel refused because one request or its answer was too large. */
export function isTooLarge(error: unknown): boolean {
  const code = excelErrorCode(error);
  return code === "RequestPayloadSizeLimitExceeded" || code === "ResponsePayloadSizeLimitExceeded";
}

/**
 * Any error as a refusal: our own stay, Excel's are read by their code (their messages are not for
 * users and may quote cells), everything else is `failed`.
 */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const code = excelErrorCode(error);
  if (isBehind(error, code)) return new Refusal("otherWorkbookInFront", [], code, error);
  return new Refusal((code !== undefined && meanings[code]) || "failed", [], code, error);
}

/**
 * The outcome of a run that ended in a refusal after it had made `changes`.
 *
 * @param hasBegun whether it may have changed more: the request that failed may be carried out in part
 */
export function refusedOutcome(
  error: unknown,
  changes: Outcome["changes"],
  hasBegun = changes.length > 0
): Outcome {
  const refusal = asRefusal(error);
  const broken = refusal.code === "failed" || refusal.code === "notAnswering";
  return {
    kind: hasBegun ? "partial" : broken ? "failed" : "refused",
    code: refusal.code,
    about: refusal.about,
    changes,
    ...(refusal.excelCode === undefined ? {} : { excelCode: refusal.excelCode }),
    ...(refusal.cause === undefined ? {} : { cause: refusal.cause }),
  };
}
