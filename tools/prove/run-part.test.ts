import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Step } from './parts.ts';
import { type PartResult, runPart } from './run-part.ts';
import { exitCodeOf, formatSummary } from './summary.ts';

const reporting = fileURLToPath(new URL('../report-figure.ts', import.meta.url));
let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'astrocal-prove-test-'));
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), path.join(root, 'node_modules'));
  const report = `import { reportFigure } from '${reporting}';`;
  write(
    'counts',
    `${report} it('a', () => reportFigure('tried', { times: Number(process.env.PROOF_TIMES) }));`,
  );
  write('seed', `${report} it('a', () => reportFigure('begun', { at: process.env.ASTROCAL_PROOF_SEED }));`);
  write('fails', `${report} it('a', () => { reportFigure('tried', { times: 1 }); throw new Error('no'); });`);
  write('skips', `it('a', () => {}); it.skip('b', () => {});`);
  write('zone', `it('a', () => { if (process.env.TZ !== 'Pacific/Apia') throw new Error('elsewhere') });`);
});
afterAll(() => rmSync(root, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(path.join(root, `${name}.test.ts`), `import { it } from 'vitest';\n${text}\n`);
}

const run = (...steps: Step[]) => runIn({ quick: false }, ...steps);
const runIn = ({ quick }: { quick: boolean }, ...steps: Step[]) =>
  runPart({ id: 'P1', promise: 'It holds', steps }, { root, seed: 7, quick, output: 'ignore' });
const counts: Step = { paths: ['counts.test.ts'], sizes: { PROOF_TIMES: [50, 2] } };

test('a part that passes has the figures of all of its steps, at the size and with the seed that were asked', async () => {
  const seed: Step = { paths: ['seed.test.ts'] };
  expect(await run(counts, seed)).toMatchObject({
    outcome: 'passed',
    figures: ['tried: 50 times', 'begun: at 7'],
  });
  expect((await runIn({ quick: true }, counts)).figures).toEqual(['tried: 2 times']);
});

test('a step with settings of its own counts its tests', async () => {
  const step: Step = {
    paths: ['zone.test.ts'],
    env: { TZ: 'Pacific/Apia' },
    countsTestsAs: 'tests far away',
  };
  expect(await run(step)).toMatchObject({ outcome: 'passed', figures: ['tests far away: 1 passed'] });
});

test.each<[string, string]>([
  ['fails.test.ts', 'its tests failed'],
  ['skips.test.ts', '1 tests were skipped'],
])('a part with %s has failed and shows no figure', async (file, why) => {
  const result = await run(counts, { paths: [file] }, counts);
  expect(result).toMatchObject({ outcome: 'failed', figures: [why] });
});

test('a part whose tests are not there was not run', async () => {
  expect(await run(counts, { paths: ['nowhere/'] })).toMatchObject({
    outcome: 'not yet run',
    figures: ['there is no nowhere/'],
  });
  expect(await run()).toMatchObject({ outcome: 'not yet run' });
});

test('the summary names each part, and the exit code is 1 for a failure and for a named part that did not run', () => {
  const part = { id: 'P1', promise: 'It holds', steps: [] } as const;
  const result = (outcome: PartResult['outcome']): PartResult => ({
    part,
    outcome,
    figures: ['x: 1 y'],
    ms: 0,
  });
  const ends = (areNamed: boolean, ...all: PartResult['outcome'][]) =>
    exitCodeOf(all.map(result), { areNamed });
  expect(formatSummary([{ ...result('passed'), ms: 61_000 }]).split('\n')).toEqual([
    'P1  passed       1 min 01 s   It holds',
    '                              x: 1 y',
  ]);
  expect(ends(false, 'passed', 'not yet run')).toBe(0);
  expect(ends(true, 'passed', 'not yet run')).toBe(1);
  expect(ends(false, 'passed', 'failed')).toBe(1);
});
