import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Ends the output with one line to read at a glance or by a script: `12 passed, 0 failed`.
 * What kept tests from running counts as failed: a file that could not be loaded, an error outside any test.
 */
export default class TotalReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    console.log(totalLine(modules, unhandledErrors));
  }
}

function totalLine(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): string {
  const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) count[test.result().state]++;
    count.failed += module.errors().length;
    for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
  }
  count.failed += unhandledErrors.length + count.pending; // pending at the end: the run was cut short
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  return `${count.passed} passed, ${count.failed} failed${skipped}`;
}
