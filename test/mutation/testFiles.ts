import Module, { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import path from "node:path";
import { expect } from "expect";
import type * as FastCheck from "fast-check";
import { bind } from "jest-each";
import { register } from "tsx/cjs/api";

/**
 * Jest's own `expect` and `each` under the smallest possible runner: files are loaded once, tests can be
 * run again and again in one process. That is what makes thousands of mutants a matter of minutes: jest
 * itself sets up a world of modules for every file and every run.
 */

type Body = () => unknown;

/** One test; hooks of the blocks around it run before it, those of `beforeAll` too. */
export interface LoadedTest {
  /** Names of the blocks and its own. */
  readonly id: string;
  readonly file: string;
  readonly run: () => Promise<void>;
}

export interface TestRun {
  readonly milliseconds: number;
  /** Absent: passed. */
  readonly failure?: string;
}

/** Runs a test and tells how it ended. */
export async function runTest(test: LoadedTest): Promise<TestRun> {
  const start = performance.now();
  try {
    await test.run();
    return { milliseconds: performance.now() - start };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { milliseconds: performance.now() - start, failure };
  }
}

/**
 * Loads test files that speak jest's `describe`, `it`, `test`, `beforeAll`, `beforeEach` and `expect`,
 * and what they test, anew on each call.
 *
 * A hook runs for every test: what a rule gives in a hook must count for the test that looks at it.
 *
 * @param counting whether the changed code counts what runs; it takes ten times as long then
 */
export function loadTests(files: readonly string[], counting: boolean): LoadedTest[] {
  const unregister = register();
  const restoreCompile = counting ? undefined : compileWithoutCounters();
  const load = createRequire(path.join(process.cwd(), "package.json"));
  forgetModules(load);
  const tests: LoadedTest[] = [];
  const names: string[] = [];
  const hooks: Body[][] = [[]];
  let file = "";

  const describe = (name: string, body: () => void): void => {
    names.push(name);
    hooks.push([]);
    body();
    hooks.pop();
    names.pop();
  };
  const it = (name: string, body: Body): void => {
    const before = hooks.flat();
    tests.push({
      id: [...names, name].join(" › "),
      file,
      run: async () => {
        for (const hook of before) await hook();
        await body();
      },
    });
  };
  const before = (hook: Body): void => void hooks[hooks.length - 1].push(hook);
  const testOf = Object.assign(it, { each: bind(it) });
  Object.assign(globalThis, {
    describe: Object.assign(describe, { each: bind(describe, false) }),
    it: testOf,
    test: testOf,
    beforeAll: before,
    beforeEach: before,
    expect,
  });
  tryFewStores(load);
  const remembered = watchWeakMaps();
  for (file of files) {
    hooks[0] = [() => remembered.forEach((map) => map.forget())];
    load(path.resolve(file));
  }
  globalThis.WeakMap = BuiltInWeakMap;
  restoreCompile?.();
  unregister();
  return tests;
}

/** Unloads the project's own modules. */
function forgetModules({ cache }: NodeJS.Require): void {
  for (const file of Object.keys(cache)) {
    if (!file.includes(`${path.sep}node_modules${path.sep}`)) delete cache[file];
  }
}

/** Calls by which Stryker's instrumented code counts that a mutant was reached. */
const counterCalls = /stryCov_9fa48\((?:"\d+",?\s*)+\)/g;

interface Compiler {
  _compile: (this: NodeJS.Module, code: string, ...rest: unknown[]) => unknown;
}

/** Takes the counters out of what is loaded, until the function that it gives is called. */
function compileWithoutCounters(): () => void {
  const compiler = Module.prototype as unknown as Compiler;
  const compile = compiler._compile;
  compiler._compile = function (code, ...rest) {
    return compile.call(this, code.replace(counterCalls, "0"), ...rest);
  };
  return () => {
    compiler._compile = compile;
  };
}

const BuiltInWeakMap = WeakMap;

/** A weak map that can be emptied. */
class ForgetfulMap<Key extends WeakKey, Value> {
  private map = new BuiltInWeakMap<Key, Value>();

  forget(): void {
    this.map = new BuiltInWeakMap();
  }
  get(key: Key): Value | undefined {
    return this.map.get(key);
  }
  set(key: Key, value: Value): this {
    this.map.set(key, value);
    return this;
  }
  has(key: Key): boolean {
    return this.map.has(key);
  }
  delete(key: Key): boolean {
    return this.map.delete(key);
  }
}

/**
 * What a module remembers about a store must not pass from one mutant to the next. Gives the weak maps
 * that modules make while they load.
 */
function watchWeakMaps(): ForgetfulMap<WeakKey, unknown>[] {
  const maps: ForgetfulMap<WeakKey, unknown>[] = [];
  const Watched = class<Key extends WeakKey, Value> extends ForgetfulMap<Key, Value> {
    constructor() {
      super();
      maps.push(this as unknown as ForgetfulMap<WeakKey, unknown>);
    }
  };
  globalThis.WeakMap = Watched as unknown as WeakMapConstructor;
  return maps;
}

/**
 * How property tests run when each of thousands of mutants is tried: always on the same stores, so that
 * a score can be compared with the last one; on fewer of them; and without looking for the smallest
 * store that fails.
 */
const SEED = 20_260_630;
const RUNS = 15;

function tryFewStores(load: NodeJS.Require): void {
  const { default: fc } = load("fast-check") as typeof FastCheck;
  fc.configureGlobal({ seed: SEED, endOnFailure: true });
  const assert: typeof fc.assert = (property, parameters) =>
    fc.assert(property, {
      ...parameters,
      numRuns: Math.min(parameters?.numRuns ?? RUNS, RUNS),
    }) as never;
  const module = load.cache[load.resolve("fast-check")];
  if (module === undefined) throw new Error("fast-check is not where it is required from");
  module.exports = { __esModule: true, default: { ...fc, assert } };
}
