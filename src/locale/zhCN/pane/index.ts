import { customer } from "./customer";
import { frame } from "./frame";
import { importing } from "./importing";
import { paneReports } from "./reports";
import { settings } from "./settings";
import { survey } from "./survey";
import { team } from "./team";
import { today } from "./today";

/** Task pane. Numbers and days come in ready for display. */
export const pane = {
  ...frame,
  today,
  customer,
  survey,
  team,
  reports: paneReports,
  settings,
  importing,
};
