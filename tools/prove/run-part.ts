import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Part } from './parts.ts';
import { type RunOptions, runStep } from './run-step.ts';

export interface PartResult {
  readonly part: Part;
  readonly outcome: 'passed' | 'failed' | 'not yet run';
  /** What was counted, or in a word why nothing was. */
  readonly figures: readonly string[];
  readonly ms: number;
}

/** Runs the steps of a part one after another, up to the first that fails. */
export async function runPart(part: Part, options: RunOptions): Promise<PartResult> {
  const obstacle = obstacleOf(part, options.root);
  if (obstacle) return { part, outcome: 'not yet run', figures: [obstacle], ms: 0 };
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  const figures: string[] = [];
  for (const step of part.steps) {
    const { failure, figures: counted } = await runStep(step, options);
    if (failure) return { part, outcome: 'failed', figures: [failure], ms: elapsed() };
    figures.push(...counted);
  }
  return { part, outcome: 'passed', figures, ms: elapsed() };
}

function obstacleOf({ steps, awaits }: Part, root: string): string | null {
  if (steps.length === 0) return awaits ?? 'nothing to run';
  const missing = steps.flatMap(({ paths }) => paths).filter((each) => !existsSync(path.join(root, each)));
  return missing.length > 0 ? (awaits ?? `there is no ${missing.join(', ')}`) : null;
}
