import path from "node:path";
import { declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from "@stryker-mutator/api/core";
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
  type CompleteDryRunResult,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from "@stryker-mutator/api/test-runner";
import { domainTestFiles } from "./domainTests";
import { loadTests, runTest, type LoadedTest } from "./testFiles";

/**
 * Asks the domain's tests and the golden cases about every mutant, in one process that loads them once
 * (see {@link loadTests}). A mutant is switched on by its number; what runs only while files load cannot
 * be switched, hence `ignoreStatic` in stryker.config.mjs.
 */
class DomainRunner implements TestRunner {
  private tests: LoadedTest[] = [];
  /** How {@link tests} are loaded. */
  private counting = false;
  /** Per test how many mutants of each file it has noticed: those that did are asked first. */
  private readonly noticed = new Map<string, Map<string, number>>();
  private readonly milliseconds = new Map<string, number>();

  /** Mutants are on only while tests run, so nothing of one stays behind that a reload would remove. */
  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    this.load(false);
  }

  private load(counting: boolean): void {
    this.tests = loadTests(testFiles(), counting);
    this.counting = counting;
    const ids = new Set(this.tests.map(({ id }) => id));
    if (ids.size !== this.tests.length) {
      throw new Error("Two tests of one name cannot be told apart");
    }
  }

  async dryRun(): Promise<DryRunResult> {
    this.load(true);
    const context = contextOf();
    const tests: TestResult[] = [];
    for (const test of this.tests) {
      context.currentTestId = test.id;
      tests.push(await this.ask(test));
    }
    context.currentTestId = undefined;
    return {
      status: DryRunStatus.Complete,
      tests,
      ...(context.mutantCoverage && { mutantCoverage: context.mutantCoverage }),
    };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, disableBail, hitLimit, testFilter } = options;
    if (this.counting) this.load(false);
    const context = contextOf();
    const wanted = testFilter && new Set(testFilter);
    const tests = this.tests.filter(({ id }) => wanted?.has(id) ?? true);
    const noticed = this.noticed.get(activeMutant.fileName) ?? new Map<string, number>();
    this.noticed.set(activeMutant.fileName, noticed);
    const worth = ({ id, file }: LoadedTest): number =>
      (nearness(file, activeMutant.fileName) + (noticed.get(id) ?? 0)) /
      (5 + (this.milliseconds.get(id) ?? 0));
    tests.sort((a, b) => worth(b) - worth(a));

    context.hitLimit = hitLimit;
    context.hitCount = hitLimit === undefined ? undefined : 0;
    context.activeMutant = activeMutant.id;
    const results: TestResult[] = [];
    const { user: start } = process.cpuUsage();
    for (const test of tests) {
      if (process.cpuUsage().user - start > PATIENCE * 1000) break;
      const result = await this.ask(test);
      results.push(result);
      if (result.status === TestStatus.Failed) {
        noticed.set(test.id, (noticed.get(test.id) ?? 0) + 1);
        if (!disableBail) break;
      }
    }
    context.activeMutant = undefined;
    const complete: CompleteDryRunResult = { status: DryRunStatus.Complete, tests: results };
    return toMutantRunResult(
      determineHitLimitReached(context.hitCount, context.hitLimit) ?? complete,
      disableBail
    );
  }

  private async ask(test: LoadedTest): Promise<TestResult> {
    const { milliseconds, failure } = await runTest(test);
    this.milliseconds.set(test.id, milliseconds);
    const about = {
      id: test.id,
      name: test.id,
      fileName: test.file,
      timeSpentMs: milliseconds,
    };
    return failure === undefined
      ? { ...about, status: TestStatus.Success }
      : { ...about, status: TestStatus.Failed, failureMessage: failure };
  }
}

/** What the changed code reads: which change is on, and where it writes what ran. */
function contextOf(): InstrumenterContext {
  const globals = globalThis as unknown as Record<string, InstrumenterContext>;
  return (globals[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});
}

/**
 * Milliseconds of computing after which a mutant counts as survived; the tests most likely to notice it
 * are asked first. What every test runs through would cost more time than all else together.
 */
const PATIENCE = Number(process.env.MUTATE_PATIENCE ?? 1500);

/** How much a test file has to do with a file of the domain, by their names. */
function nearness(testFile: string, mutatedFile: string): number {
  const file = path.basename(mutatedFile, ".ts");
  const folder = path.basename(path.dirname(mutatedFile));
  if (path.basename(testFile, ".test.ts") === file) return 20;
  return path.basename(path.dirname(testFile)) === folder ? 2 : 1;
}

/** All test files; `MUTATE_TESTS=a.test.ts,b.test.ts` names some. */
const testFiles = (): string[] => process.env.MUTATE_TESTS?.split(",") ?? domainTestFiles();

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, "domain", () => new DomainRunner()),
];
