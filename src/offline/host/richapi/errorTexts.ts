/**
 * Excel's error codes with the message and the HTTP status that go with them
 * (learn.microsoft.com/office/dev/add-ins/testing/application-specific-api-error-handling).
 */
const errors: Readonly<Record<string, readonly [status: number, message: string]>> = {
  AccessDenied: [403, "You cannot perform the requested operation."],
  ActivityLimitReached: [429, "Activity limit has been reached."],
  ApiNotFound: [
    404,
    "The API you are trying to use could not be found. It may be available in a newer version of Excel.",
  ],
  Conflict: [409, "Request could not be processed because of a conflict."],
  GeneralException: [500, "There was an internal error while processing the request."],
  InsertDeleteConflict: [409, "The insert or delete operation attempted resulted in a conflict."],
  InvalidArgument: [400, "The argument is invalid or missing or has an incorrect format."],
  InvalidObjectPath: [400, "The object path isn't working for what you're trying to do."],
  InvalidOperation: [400, "The operation attempted is invalid on the object."],
  InvalidReference: [400, "This reference is not valid for the current operation."],
  InvalidRequest: [400, "Cannot process the request."],
  InvalidSelection: [400, "The current selection is invalid for this operation."],
  ItemAlreadyExists: [409, "The resource being created already exists."],
  ItemNotFound: [404, "The requested resource doesn't exist."],
  NonBlankCellOffSheet: [
    400,
    "Microsoft Excel can't insert new cells because it would push non-empty cells off the end of the worksheet.",
  ],
  NotImplemented: [501, "The requested feature isn't implemented."],
  RequestAborted: [500, "The request was aborted during run time."],
  ServiceNotAvailable: [503, "The service is unavailable."],
  UnsupportedOperation: [400, "The operation being attempted is not supported."],
};

/** The message that belongs to an error code; the code itself when Excel's text is not known. */
export function messageOf(code: string): string {
  return errors[code]?.[1] ?? code;
}

/** The HTTP status that belongs to an error code. */
export function httpStatusOf(code: string): number {
  return errors[code]?.[0] ?? 500;
}
