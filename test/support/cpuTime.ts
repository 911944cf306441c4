/**
 * Milliseconds of processor time that this process has taken since `process.cpuUsage()` gave `startedAt`.
 * A clock would count what other processes do at the same moment.
 */
export function cpuTimeSince(startedAt: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(startedAt);
  return (user + system) / 1000;
}

/** Milliseconds of processor time that `work` takes in this process. */
export async function cpuTimeOf(work: () => unknown): Promise<number> {
  const startedAt = process.cpuUsage();
  await work();
  return cpuTimeSince(startedAt);
}
