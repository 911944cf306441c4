/** Waits, for tests of what office.js does in its own time. */

/** Long enough for an answer that should not come; a slow machine only makes such a test weaker, never wrong. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

/**
 * Waits until something holds.
 *
 * @throws Error if it does not hold within `seconds`.
 */
export async function until(condition: () => boolean, seconds = 10): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`does not hold after ${seconds} s: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
