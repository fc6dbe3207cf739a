import type { Reporter, SerializedError, TestModule, TestRunEndReason } from 'vitest/node';

/**
 * Ends the output with what failed, a line each (`Failed: slots.test.ts > finds none on a holiday`), and one line to
 * read at a glance or by a script: `12 passed, 0 failed`.
 * What kept tests from running counts as failed: a file that could not be loaded, an error outside any test.
 */
export default class TotalReporter implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    const { passed, failed, skipped } = countTests(modules, unhandledErrors);
    // A run that fails without a test to blame, in its global setup say, is a failure all the same.
    const told = reason === 'passed' ? failed : Math.max(failed, 1);
    for (const name of namesOfFailed(modules)) console.log(`Failed: ${name}`);
    console.log(`${passed} passed, ${told} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  }
}

function countTests(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]) {
  const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) count[test.result().state]++;
    count.failed += module.errors().length;
    for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
  }
  return { ...count, failed: count.failed + count.pending }; // pending at the end: the run was cut short
}

function* namesOfFailed(modules: readonly TestModule[]): Generator<string> {
  for (const module of modules) {
    const file = module.relativeModuleId;
    if (module.errors().length > 0) yield file;
    for (const suite of module.children.allSuites())
      if (suite.errors().length > 0) yield `${file} > ${suite.fullName}`;
    for (const test of module.children.allTests('failed')) yield `${file} > ${test.fullName}`;
  }
}
