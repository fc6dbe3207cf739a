import { formatDuration } from './figures.ts';
import type { PartResult } from './run-part.ts';

/** What stands at the end of a run: each part, how it ended, and what it counted. */
export function formatSummary(results: readonly PartResult[]): string {
  return results
    .flatMap(({ part, outcome, figures, ms }) => [
      `${part.id.padEnd(4)}${outcome.padEnd(12)} ${(ms > 0 ? formatDuration(ms) : '').padEnd(13)}${part.promise}`,
      ...figures.map((figure) => `${' '.repeat(30)}${figure}`),
    ])
    .join('\n');
}

/** 1 when a part failed, or when one that was asked for by name did not run. */
export function exitCodeOf(results: readonly PartResult[], { areNamed }: { areNamed: boolean }): 0 | 1 {
  const isBad = ({ outcome }: PartResult) => outcome === 'failed' || (areNamed && outcome === 'not yet run');
  return results.some(isBad) ? 1 : 0;
}
