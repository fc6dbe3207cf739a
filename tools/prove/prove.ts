import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Asked, readArguments, usage } from './arguments.ts';
import { formatDuration } from './figures.ts';
import { describeMachine } from './machine.ts';
import { parts } from './parts.ts';
import { type PartResult, runPart } from './run-part.ts';
import { exitCodeOf, formatSummary } from './summary.ts';
import { updatePage } from './table.ts';

// `npm run prove`: runs the proof of every promise in RELIABILITY.md at full size.

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = path.join(root, 'RELIABILITY.md');

let asked: Asked;
try {
  asked = readArguments(process.argv.slice(2));
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`);
  process.exit(2);
}
const { seed, quick, write } = asked;
const machine = await describeMachine();
const size = quick ? 'small sizes: a smoke test, no proof' : 'full size';
console.log(`Seed ${seed}, ${size}, on ${machine}.`);

const results: PartResult[] = [];
for (const part of asked.parts) {
  console.log(`\n${part.id}  ${part.promise}`);
  const result = await runPart(part, { root, seed, quick, output: 'inherit' });
  results.push(result);
  console.log(`${part.id}  ${result.outcome}`);
  // At once, so that a long run that is cut short has kept what it had proved.
  if (write && result.outcome === 'passed') writeDown(result);
}
console.log(`\n${formatSummary(results)}\n\nSeed ${seed}, ${size}, on ${machine}.`);
process.exitCode = exitCodeOf(results, asked);

function writeDown({ part, figures, ms }: PartResult): void {
  const today = new Date().toISOString().slice(0, 10);
  const seen = `${today}, seed ${seed}, ${formatDuration(ms)}\n${machine}`;
  const fresh = new Map([[part.id, { figure: figures.join('\n'), seen }]]);
  writeFileSync(page, updatePage(readFileSync(page, 'utf8'), parts, fresh));
}
