import type { Deal, DealKind } from "../../retention/allocation";
import type { SerialDay } from "../../retention/time";
import type { RunOptions } from "./runs";
import type { Outcome } from "./outcomes";

/** A deal of 资源分配. With `preview` it is only computed. */
export interface DealOptions extends RunOptions {
  readonly kind: DealKind;
  /** From which the draw order is drawn; the one in 维系参数 if absent, else a new one. */
  readonly seed?: string;
  /** 抽签顺序 typed in: every participant once. */
  readonly drawOrder?: readonly string[];
  /** Of `kind: "leaver"`: whose customers are dealt. */
  readonly leaver?: string;
  /** Of `kind: "newcomer"`: who gets a share of the others' customers. */
  readonly newcomer?: string;
  /** 大客户 assigned by hand: card key → advisor. */
  readonly byHand?: ReadonlyMap<string, string>;
}

/** A deal as it is, or was, put into the workbook. */
export interface DealView {
  /** 分配编号. */
  readonly number: number;
  /** The day from which the new owners hold. */
  readonly fromDay: SerialDay;
  /** Seed, draw order, counts per stratum, ΣPSV spread: `deal.certificate`. */
  readonly deal: Deal;
  /** Rows that 归属台账 gets. */
  readonly ledgerRows: number;
  /** Valid customers without VIN, plate and number, who cannot be dealt. */
  readonly withoutKey: number;
}

export interface DealOutcome extends Outcome {
  readonly deal?: DealView;
}
