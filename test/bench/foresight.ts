import { anchorNames, measureAnchors } from "../support/anchors";
import { inventWorld, worldKinds, type WorldKind } from "../support/worlds";

const methods = [...anchorNames, "limit", "truth"] as const;
type Method = (typeof methods)[number];

/** Means over the stores of one kind. */
export interface Foresight {
  readonly kind: WorldKind;
  readonly days: number;
  readonly customers: number;
  readonly stores: number;
  readonly methods: Partial<
    Record<
      Method,
      {
        readonly brier: number;
        readonly logLoss: number;
        readonly auc: number;
        readonly calibrationError: number;
        readonly firstHundred: number;
        /** Share of the distance in log loss from S0's classes to the truth. */
        readonly closed: number;
      }
    >
  >;
}

/** How well 回厂概率 foresees on invented stores whose truth is known, beside its anchors. */
export function measureForesight(customers: number, stores: number): Foresight[] {
  return worldKinds.flatMap((kind) => {
    const measured = Array.from({ length: stores }, (_, store) =>
      measureAnchors(inventWorld(kind, customers, store + 1))
    );
    return ([90, 365] as const).map((days): Foresight => {
      const of = (method: Method) => {
        const all = measured.flatMap(({ [days]: { quality } }) => {
          const found = quality[method];
          return found ? [{ ...found, s0: quality.S0.logLoss, truth: quality.truth.logLoss }] : [];
        });
        if (all.length === 0) return [];
        const mean = (figure: (one: (typeof all)[number]) => number): number =>
          all.reduce((sum, one) => sum + figure(one), 0) / all.length;
        const figures = {
          brier: mean((one) => one.brier),
          logLoss: mean((one) => one.logLoss),
          auc: mean((one) => one.auc),
          calibrationError: mean((one) => one.calibrationError),
          firstHundred: mean((one) => one.firstHundred),
          closed: mean(({ s0, logLoss }) => s0 - logLoss) / mean(({ s0, truth }) => s0 - truth),
        };
        return [[method, figures] as const];
      };
      return { kind, days, customers, stores, methods: Object.fromEntries(methods.flatMap(of)) };
    });
  });
}
