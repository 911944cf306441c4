/** Switches that the client has for its own use. */
export interface OfficeExtensionSwitches {
  readonly Utility: { _synchronousCleanup: boolean };
  readonly CommonUtility: { _doApiNotSupportedCheck: boolean };
}

/**
 * Makes the client refuse, with ApiNotFound, what the offered requirement sets do not contain, as
 * an Excel that old would. As shipped it leaves that to Excel, and the stand-in has one model for
 * all versions.
 */
export function refuseApisAboveRequirements(extension: OfficeExtensionSwitches): void {
  extension.CommonUtility._doApiNotSupportedCheck = true;
}
