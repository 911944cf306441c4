import type { Cell, InputColumn, InputTableId } from "../../intake";
import type {
  Competitor,
  FailureReason,
  SolicitationResult,
  SolicitationType,
} from "../../retention/calls";
import type { SerialDay } from "../../retention/time";
import type { SurveyAnswers } from "../../retention/loss";

/** Cells of one row of an input table, to be written as if the user had typed them. */
export interface InputEdit<Id extends InputTableId = InputTableId> {
  readonly table: Id;
  /** Names the row by these cells; a row that is not there is added with them. Absent: a new row. */
  readonly row?: Readonly<Partial<Record<InputColumn<Id>, Cell>>>;
  readonly values: Readonly<Partial<Record<InputColumn<Id>, Cell>>>;
}

/** What the user changed in 维系参数. An empty text or `null` goes back to the default. */
export interface SettingsEdit {
  /** Rows of the table `general`, by their key. */
  readonly general?: Readonly<Record<string, Cell | null>>;
  /** Figures of `allParameters`, by dotted key. */
  readonly parameters?: Readonly<Record<string, number | null>>;
}

/** One contact with a customer, to be written into 招揽记录. */
export interface CallEntry {
  /** Normalised customer key. */
  readonly key: string;
  /** The row to fill; absent: the customer's planned row of the day that has no result, else a new row. */
  readonly number?: string;
  /** Today if absent. */
  readonly day?: SerialDay;
  /** Who called; the customer's advisor if absent. Of a new row only. */
  readonly advisor?: string;
  /** Of a new row; what the demand list has for the customer if absent, else 例行保养. */
  readonly type?: SolicitationType;
  readonly result: SolicitationResult;
  readonly contactMethod?: string;
  readonly appointment?: SerialDay;
  readonly nextContact?: SerialDay;
  /** km. */
  readonly odometer?: number;
  readonly expectedMaintenance?: SerialDay;
  readonly failureReason?: FailureReason;
  readonly competitor?: Competitor;
  readonly note?: string;
}

/** A questionnaire of 流失调查. */
export interface SurveyEntry {
  readonly key: string;
  /** Today if absent. */
  readonly day?: SerialDay;
  readonly answers: SurveyAnswers;
}

/** 确认无效: a row of 归属台账. */
export interface InvalidConfirmationEntry {
  readonly key: string;
  readonly reason: "transferred" | "scrapped" | "unreachable" | "nonLocal";
  /** Today if absent. */
  readonly day?: SerialDay;
  readonly note?: string;
}
