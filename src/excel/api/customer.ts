import type { DemandItem, InvalidProposal } from "../../retention/solicitation";
import type { LedgerSource } from "../../retention/ownership";
import type { LifecycleStage, ServiceBasis } from "../../retention/service";
import type { LossType, SurveyAnswers } from "../../retention/loss";
import type { OrderKind } from "../../retention/store";
import type { RecordState, SolicitationRecord } from "../../retention/calls";
import type { SerialDay } from "../../retention/time";
import type { StatusCode } from "../../retention/status";
import type { ValueGrade } from "../../retention/value";

/** A customer row that the user has selected. */
export interface SelectedCustomer {
  /** Normalised; looked up with `customerView`. */
  readonly key: string;
  /** 记录编号, where the row is one of 招揽记录. */
  readonly record?: string;
  readonly sheetName: string;
  /** Zero-based. */
  readonly row: number;
}

/** One visit, as the pane's timeline shows it. */
export interface VisitView {
  readonly day: SerialDay;
  readonly kind: OrderKind;
  readonly orderNumber: string;
  readonly items: string;
  /** km; `undefined` where none was read. */
  readonly odometer?: number;
  /** 产值, yuan; `undefined` where no amount was read. */
  readonly revenue?: number;
  readonly advisor: string;
}

/** PSV in parts and what drives it; yuan. */
export interface PsvView {
  readonly total: number;
  readonly base: number;
  readonly derived: number;
  readonly repurchase: number;
  readonly remainingYears: number;
  readonly maintenanceFrequency: number;
  readonly repairFrequency: number;
  readonly maintenanceSpending: number;
  readonly repairSpending: number;
  readonly derivedChance: number;
  readonly repurchaseChance: number;
  readonly obtainability: number;
}

/** A row of 招揽记录 with its computed state. */
export interface ContactView {
  readonly record: SolicitationRecord;
  readonly state?: RecordState;
}

/** All that is known of one customer on a day. */
export interface CustomerView {
  readonly asOf: SerialDay;
  readonly key: string;
  /** Row of the customer table in `dealership`. */
  readonly customer: number;
  /** Zero-based row of the customer sheet. */
  readonly sheetRow: number;
  /** Which of the sheets on which the customers stand, from 0. */
  readonly part: number;
  readonly name: string;
  readonly phone: string;
  readonly plate: string;
  readonly vin: string;
  readonly model: string;
  /** Absent: in no count on the day. */
  readonly status?: StatusCode;
  /** What the status rests on: the last visit, or the delivery of a car that never came. */
  readonly anchor?: { readonly day: SerialDay; readonly of: "visit" | "delivery" };
  readonly daysAway?: number;
  /** Completed months, and days beyond them. */
  readonly away?: { readonly months: number; readonly days: number };
  /** The status that time alone leads to next, and when. */
  readonly next?: { readonly status: StatusCode; readonly day: SerialDay; readonly inDays: number };
  readonly owner: {
    readonly name: string;
    /** 推定: only the customer sheet says so. */
    readonly presumed: boolean;
    readonly source?: LedgerSource;
    readonly since?: SerialDay;
  };
  readonly flags: readonly ("lowUse" | "driveBy" | "neverServiced" | "doNotDisturb")[];
  readonly lifecycle?: LifecycleStage;
  readonly lossType?: LossType;
  readonly valueGrade?: ValueGrade;
  readonly service?: {
    readonly day: SerialDay;
    readonly km?: number;
    readonly basis: ServiceBasis;
    readonly isFirst: boolean;
  };
  readonly predictedKm?: number;
  readonly kmPerDay?: number;
  readonly psv?: PsvView;
  /** Newest first. */
  readonly visits: readonly VisitView[];
  /** What the demand list has about the customer. */
  readonly demand: readonly DemandItem[];
  /** Newest first. */
  readonly contacts: readonly ContactView[];
  /** The row that a call recorded now would fill. */
  readonly openRecord?: string;
  /** What to say, filled with the customer's data. */
  readonly script?: { readonly name: string; readonly text: string };
  readonly proposal?: InvalidProposal;
  readonly survey?: SurveyAnswers;
}
