import { useEffect, useState } from "react";
import type { StoreFigures, Foundation } from "../reports/figures";
import { usePane } from "./context";
import { figuresOf } from "./store";

/** What a place computes from the figures of a run, once per run. */
const kept = new WeakMap<object, WeakMap<StoreFigures, unknown>>();

/** Lets the pane draw and take a click between two computations. */
function pause(): Promise<void> {
  return new Promise((go) => setTimeout(go, 0));
}

/**
 * What `compute` makes of the figures of the latest run: `undefined` until it is there, and then the
 * last one until there is a newer. It is computed apart from drawing, the large figures below it one
 * by one, so that nothing holds up the pane for long.
 *
 * @param foundations what is made beforehand.
 * @param compute the same function each time: its results are kept by it.
 */
export function useFigures<Result extends object>(
  foundations: readonly Foundation[],
  compute: (figures: StoreFigures) => Result
): Result | undefined {
  const { state } = usePane();
  const figures = figuresOf(state);
  const [latest, setLatest] = useState<Result>();
  const known = figures && (kept.get(compute)?.get(figures) as Result | undefined);
  useEffect(() => {
    if (!figures || known !== undefined) return;
    let wanted = true;
    const work = async (): Promise<void> => {
      for (const foundation of foundations) {
        const steps = figures.making(foundation);
        do {
          await pause();
          if (!wanted) return;
        } while (!steps.next().done);
      }
      await pause();
      if (!wanted) return;
      const result = compute(figures);
      const results = kept.get(compute) ?? new WeakMap<StoreFigures, unknown>();
      kept.set(compute, results.set(figures, result));
      setLatest(() => result);
    };
    work().catch((error: unknown) => {
      // Thrown while drawing, where the boundary around the place catches it.
      setLatest(() => {
        throw error;
      });
    });
    return () => {
      wanted = false;
    };
  }, [figures, known, foundations, compute]);
  return known ?? (figures ? latest : undefined);
}
