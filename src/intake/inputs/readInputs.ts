import type { CustomerTable, OrderTable } from "../../retention/store";
import type { Locale } from "../../locale";
import { readCampaignRewards, readCampaigns } from "./campaignTables";
import { customerNaming } from "./customerKeys";
import { readFailureActions } from "./failureActions";
import { readLedgerRows } from "./ledger";
import { readProspects } from "./prospects";
import { readRecords } from "./records";
import { readScorecardInputs } from "./scorecardInputs";
import { readScripts } from "./scripts";
import { readSettings } from "./readSettings";
import type { InputRows } from "./schema";
import type { InputFinding } from "./inputFinding";
import { emptyInputs, type StoreInputs } from "./storeInputs";
import { readSurveyAnswers } from "./survey";
import { readTallyReasons } from "./tallyReasons";
import { readTargets } from "./targets";

/** What the tables of the add-in's own sheets are read against. */
export interface InputTerms {
  /** The workbook's language: that of texts which stand for what nobody typed. */
  readonly locale: Locale;
  readonly customers: CustomerTable;
  readonly orders: OrderTable;
}

/**
 * Everything that users wrote into the add-in's own sheets, with every default filled in. Pure: the same
 * cells give the same inputs. What could not be understood counts as not written and is a finding; its
 * cell stays as it is.
 */
export function readInputs(rows: InputRows, terms: InputTerms): StoreInputs {
  const naming = customerNaming(terms.customers);
  const settingFindings: InputFinding[] = [];
  const settings = readSettings(rows, { ...terms, naming }, settingFindings);
  const { customerCare } = settings.roster;
  const ownership = readLedgerRows(rows.ledger ?? [], { naming, customerCare });
  const targets = readTargets(rows.targets ?? []);
  const { records, findings: recordFindings } = readRecords(rows.records ?? [], naming);
  const tally = readTallyReasons(rows.tallyReasons ?? []);
  const failures = readFailureActions(rows.failureActions ?? []);
  const campaigns = readCampaigns(rows.campaigns ?? []);
  const rewards = readCampaignRewards(rows.campaignRewards ?? []);
  const surveys = readSurveyAnswers(rows.surveyAnswers ?? [], naming);
  const prospects = readProspects(rows.prospects ?? [], { naming, roster: settings.roster });
  const scorecard = readScorecardInputs(rows.scorecardInputs ?? []);
  const scripts = readScripts(rows.scripts ?? []);
  return {
    ...emptyInputs,
    settings,
    ledger: ownership.ledger,
    invalidEntries: ownership.invalidEntries,
    targets: targets.targets,
    records,
    tallyReasons: tally.tallyReasons,
    failureActions: failures.failureActions,
    campaigns: campaigns.campaigns,
    campaignRewards: rewards.campaignRewards,
    surveys: surveys.surveys,
    prospects: prospects.prospects,
    kpis: scorecard.kpis,
    scripts: scripts.scripts,
    findings: [
      ...settingFindings,
      ...[ownership, targets].flatMap(({ findings }) => findings),
      ...recordFindings,
      ...[tally, failures, campaigns, rewards, surveys, prospects, scorecard, scripts].flatMap(
        ({ findings }) => findings
      ),
    ],
    rows,
  };
}
