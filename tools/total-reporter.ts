import type { Reporter, SerializedError, TestModule, TestRunEndReason } from 'vitest/node';

/**
 * Ends the output with one line to read at a glance or by a script: `12 passed, 0 failed`.
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
