import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AnyAttemptKind } from '../../src/attempts/kind.ts';
import { mostFaults } from '../../src/attempts/schedule.ts';
import { features } from '../../src/features/index.ts';
import { joinFeatures } from '../../src/features/join-features.ts';
import type { JobDefinition } from '../../src/jobs/definition.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/operations/jobs.md'), 'utf8');

const { jobs, attempts } = joinFeatures(features);

/** As the page has it: `2 batches of 50`, `240, for one endpoint 6`, `2`. */
const atOnce = ({ concurrency = 1, batch }: JobDefinition<never>): string =>
  batch ? `${concurrency} batches of ${batch.size}` : String(concurrency);

const placesOf = ({ isOrdered, lane, places: { total, perLane, perOwner } }: AnyAttemptKind) =>
  isOrdered
    ? `${total}, for one organization ${perOwner}`
    : `${total}, for one ${lane.replace(/_id$/, '')} ${perLane}`;

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
