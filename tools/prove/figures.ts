import { type FigureValues, formatFigure } from '../report-figure.ts';

/** What vitest says of a run, as its JSON reporter writes it. */
export interface TestCounts {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
}

/** The lines of a report as readable figures, in the order of their names; the same line only once. */
export function readFigures(report: string): readonly string[] {
  const figures = report
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { name, values } = JSON.parse(line) as { name: string; values: FigureValues };
      return formatFigure(name, values);
    });
  return [...new Set(figures)].sort();
}

/** Why a run that ended well proves nothing, or null. */
export function emptinessOf({ numPassedTests, numPendingTests }: TestCounts): string | null {
  if (numPassedTests === 0) return 'no test ran';
  if (numPendingTests > 0) return `${numPendingTests} tests were skipped`;
  return null;
}

/** `45 s`, `3 min 05 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
