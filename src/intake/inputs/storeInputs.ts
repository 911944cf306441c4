import { defaultWords, type InvalidConfirmation, type WordLists } from "../../retention/store";
import { ruleSets, type RuleSet, type StatusCode } from "../../retention/status";
import type { Advisor, LedgerEntry, Roster } from "../../retention/ownership";
import type { CampaignType, FailureAction } from "../../retention/solicitation";
import type {
  ContactChannel,
  ConstantsChoice,
  Obtainability,
  OwnPsvValues,
} from "../../retention/value";
import type { KpiId, TallyInput } from "../../retention/performance";
import type { LostSurvey } from "../../retention/loss";
import type { SerialDay, WorkCalendar } from "../../retention/time";
import type { ServiceIntervals } from "../../retention/service";
import type { SolicitationRecord, SolicitationType } from "../../retention/calls";
import type { InputRows } from "./schema";
import type { TypedTarget } from "./targets";
import type { InputFinding } from "./inputFinding";

/** What the settings sheet 维系参数 says, with every default filled in. */
export interface Settings {
  /** The day to compute for; absent: today. */
  readonly asOf?: SerialDay;
  readonly rules: RuleSet;
  /** Figures of `allParameters` that the user changed, by dotted key. */
  readonly changed: ReadonlyMap<string, number>;
  readonly roster: Roster;
  readonly calendar: WorkCalendar;
  readonly words: WordLists;
  /** Intervals of single models, by the model's name. */
  readonly intervals: ReadonlyMap<string, Partial<ServiceIntervals>>;
  /** 勿扰: customer keys, normalised. */
  readonly doNotDisturb: ReadonlySet<string>;
  readonly psvConstants: ConstantsChoice;
  readonly ownPsv: OwnPsvValues;
  readonly obtainability: ConstantsChoice;
  readonly ownObtainability: Partial<Obtainability>;
  /** 【签名】 of messages and scripts. */
  readonly signature: string;
  readonly optOut: string;
  readonly storePhone: string;
  /** Yuan to spend on contacts, for 客户价值. */
  readonly budget: number;
  readonly budgetChannel: ContactChannel;
  /** From which the next draw is drawn; "" = the add-in makes one and shows it. */
  readonly drawSeed: string;
}

/** Rewards and order of calling of one campaign and class. */
export interface CampaignReward {
  readonly campaign: string;
  readonly status: StatusCode;
  readonly order: number;
  readonly reward: number;
}

/** A campaign as it is typed in 活动预检: whom it is for, in words of status and model. */
export interface TypedCampaign {
  readonly name: string;
  readonly type: CampaignType;
  readonly from: SerialDay;
  readonly to: SerialDay;
  /** Empty: all valid customers. */
  readonly statuses: readonly StatusCode[];
  /** Empty: all models. */
  readonly model: string;
}

/** One text of 话术库. */
export interface Script {
  readonly name: string;
  readonly type: SolicitationType;
  /** `null`: any status. */
  readonly status: StatusCode | null;
  readonly channel: "call" | "message";
  readonly text: string;
}

/** Somebody on the list 拉新. */
export interface TypedProspect {
  /** Under which his records stand: of his car, else his phone; normalised. */
  readonly key: string;
  /** The day from which a visit takes him off the list; `NO_DAY`: any. */
  readonly day: SerialDay;
  readonly name: string;
  readonly phone: string;
  /** Plate or VIN as typed. */
  readonly car: string;
  readonly model: string;
  /** Who is to call; `""`: 客服专员. */
  readonly advisor: string;
  /** Zero-based row of the sheet. */
  readonly sheetRow: number;
}

/** Numerator and denominator of a KPI that no column tells; `NaN` = not typed. */
export interface TypedKpi {
  readonly kpi: KpiId;
  readonly numerator: number;
  readonly denominator: number;
}

/** Everything that users wrote into the add-in's own sheets. */
export interface StoreInputs {
  readonly settings: Settings;
  readonly ledger: readonly LedgerEntry[];
  /** Rows of 归属台账 that say why a customer is 无效; `confirmedReasons` makes of them what `assembleDealership` takes. */
  readonly invalidEntries: readonly InvalidConfirmation[];
  readonly targets: readonly TypedTarget[];
  /** In the order of the sheet. */
  readonly records: readonly SolicitationRecord[];
  readonly tallyReasons: readonly TallyInput[];
  readonly failureActions: readonly FailureAction[];
  readonly campaigns: readonly TypedCampaign[];
  readonly campaignRewards: readonly CampaignReward[];
  readonly surveys: readonly LostSurvey[];
  readonly prospects: readonly TypedProspect[];
  readonly kpis: readonly TypedKpi[];
  /** Empty: the add-in's own texts in the workbook's language. */
  readonly scripts: readonly Script[];
  readonly findings: readonly InputFinding[];
  /** The cells themselves as they stand, for tables that are written anew with what users wrote. */
  readonly rows: InputRows;
}

const noAdvisors: readonly Advisor[] = [];

/** A workbook in which nobody has written anything yet. */
export const defaultSettings: Settings = {
  rules: ruleSets.retention,
  changed: new Map(),
  roster: { advisors: noAdvisors, customerCare: "" },
  calendar: { closedDays: new Set(), closedWeekdays: [] },
  words: defaultWords,
  intervals: new Map(),
  doNotDisturb: new Set(),
  psvConstants: "measured",
  ownPsv: {},
  obtainability: "published",
  ownObtainability: {},
  signature: "",
  optOut: "",
  storePhone: "",
  budget: 0,
  budgetChannel: "phone",
  drawSeed: "",
};

export const emptyInputs: StoreInputs = {
  settings: defaultSettings,
  ledger: [],
  invalidEntries: [],
  targets: [],
  records: [],
  tallyReasons: [],
  failureActions: [],
  campaigns: [],
  campaignRewards: [],
  surveys: [],
  prospects: [],
  kpis: [],
  scripts: [],
  findings: [],
  rows: {},
};
