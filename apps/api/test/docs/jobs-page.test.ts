import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AnyAttemptKind } from '../../src/attempts/kind.ts';
import { mostFaults } from '../../src/attempts/schedule.ts';
import { attempts, jobs } from '../../src/bootstrap/jobs.ts';
import type { AnyJobDefinition } from '../../src/jobs/definition.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/operations/jobs.md'), 'utf8');

/** As the page has it: `2 batches of 50`, `48, for one endpoint 6`, `4`. */
function atOnce({ concurrency = 1, groupConcurrency, batch }: AnyJobDefinition): string {
  if (batch) return `${concurrency} batches of ${batch.size}`;
  return groupConcurrency === undefined
    ? String(concurrency)
    : `${concurrency}, for one endpoint ${groupConcurrency}`;
}

const placesOf = ({ places: { total, perLane } }: AnyAttemptKind) => `${total}, for one endpoint ${perLane}`;

test('docs/operations/jobs.md lists every job, and how many of it a process runs at once', () => {
  const [table = ''] = page.split('## Retries');
  const listed = [...table.matchAll(/^\| `([a-z]+\.[a-z-]+)` \| [^|]+ \| ([^|]+) \|$/gm)];
  expect(Object.fromEntries(listed.map(([, name, count]) => [name, count]))).toEqual(
    Object.fromEntries([
      ...jobs.map((job) => [job.name, atOnce(job)]),
      ...attempts.map((kind) => [kind.name, placesOf(kind)]),
    ]),
  );
});

test('every job has the tries that docs/operations/jobs.md promises', () => {
  expect(page).toContain('up to 20 times');
  expect(mostFaults).toBe(20);
  expect(jobs.filter(({ retryLimit }) => retryLimit !== 20)).toEqual([]);
});
