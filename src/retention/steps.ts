/** What a computation in steps gives, without a pause between them. */
export function inOneGo<Result>(steps: Generator<undefined, Result, undefined>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
