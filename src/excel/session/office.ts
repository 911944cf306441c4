/**
 * What the pane and the ribbon need of Office besides the workbook. Office must be ready.
 */

/** Whether Office shows a dark theme; undefined on the web, where Office does not say. */
export function officeIsDark(): boolean | undefined {
  // The typings call it always there; Excel on the web leaves it out (office-js issue 6134).
  const theme = Office.context.officeTheme as { isDarkTheme?: boolean } | undefined;
  return theme?.isDarkTheme;
}

/**
 * Whether a page may save a file: a browser does. In the web views of Windows and Mac it is not promised, and
 * the Mac's saves none by design (office-js issues 1006, 2700, 3385).
 */
export function savesDownloads(): boolean {
  // The typings call it a number, Office says it in words.
  return String(Office.context.platform) === "OfficeOnline";
}

/** Opens the task pane, or leaves it open. */
export async function showPane(): Promise<void> {
  await Office.addin.showAsTaskpane();
}

/**
 * Lets a ribbon button do `work`. Excel is told that the command has ended even if it failed, or it
 * would keep the button busy and end the runtime after five minutes.
 *
 * @param id the function name in the manifest.
 */
export function associateCommand(id: string, work: () => Promise<void>): void {
  Office.actions.associate(id, (event: Office.AddinCommands.Event) => {
    void work().finally(() => event.completed());
  });
}
