import { type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatFigure } from '../report-figure.ts';
import { emptinessOf, readFigures, type TestCounts } from './figures.ts';
import type { Step } from './parts.ts';

export interface RunOptions {
  /** The repository's folder. */
  readonly root: string;
  readonly seed: number;
  readonly quick: boolean;
  /** What becomes of what vitest says. */
  readonly output: 'inherit' | 'ignore';
}

export interface StepResult {
  /** Why the step proves nothing, or null. */
  readonly failure: string | null;
  readonly figures: readonly string[];
}

/** Runs vitest on the files of a step, one file after another, and collects what its tests reported. */
export async function runStep(step: Step, options: RunOptions): Promise<StepResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'astrocal-prove-'));
  const [report, counts] = [path.join(folder, 'report.jsonl'), path.join(folder, 'counts.json')];
  try {
    const settings = { ...step.env, ...sizesOf(step, options) };
    console.log(
      `\n$ ${[...Object.entries(settings).map((pair) => pair.join('=')), 'npx vitest run'].join(' ')} \\`,
    );
    console.log(step.paths.map((each) => `    ${each}`).join(' \\\n'));
    const code = await runVitest([`--outputFile.json=${counts}`, ...step.paths], {
      cwd: options.root,
      env: { ...process.env, ...settings, ASTROCAL_PROOF_REPORT: report },
      stdio: options.output,
    });
    if (code !== 0) return { failure: 'its tests failed', figures: [] };
    const tests: TestCounts = JSON.parse(readFileSync(counts, 'utf8'));
    return {
      failure: emptinessOf(tests),
      figures: step.countsTestsAs
        ? [formatFigure(step.countsTestsAs, { passed: tests.numPassedTests })]
        : readFigures(existsSync(report) ? readFileSync(report, 'utf8') : ''),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sizesOf({ sizes = {} }: Step, { quick, seed }: RunOptions): Record<string, string> {
  const chosen = Object.entries(sizes).map(([name, [full, small]]) => [name, String(quick ? small : full)]);
  return { ASTROCAL_PROOF_SEED: String(seed), ...Object.fromEntries(chosen) };
}

/** Short while all is well; what fails is shown in full. Proofs take all the machine has, so one file at a time. */
const manner = ['--no-file-parallelism', '--silent=passed-only', '--reporter=dot', '--reporter=json'];

function runVitest(args: readonly string[], options: SpawnOptions & { cwd: string }): Promise<number | null> {
  const vitest = path.join(options.cwd, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...manner, ...args], options);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
