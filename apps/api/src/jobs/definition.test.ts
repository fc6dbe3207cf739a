import { Type } from 'typebox';
import { expect, it } from 'vitest';
import { declareJob, handleJob, type Job, storedData } from './definition.ts';
import { rowKeyData } from './row-key.ts';

const declared = declareJob({
  name: 'test.end',
  data: rowKeyData,
  formerNames: { organizationId: 'organization_id', bookingId: 'id' },
  retryLimit: 0,
});
const key = { organization_id: 'org_1', id: 'bkg_1' };
const former = { organizationId: 'org_1', bookingId: 'bkg_1' };
const jobOf = (data: object): Job => ({ id: 'job-7', data, signal: new AbortController().signal });
const { handle, batch } = handleJob(declared, async (ended: string[], { data }) => void ended.push(data.id), {
  size: 2,
  handle: async (ended, jobs) => void ended.push(...jobs.map(({ data }) => data.id)),
});

it('a job is given its data, in our spelling or in that of release 0.1.0', async () => {
  const ended: string[] = [];
  for (const data of [key, former, storedData(declared, key)]) await handle(ended, jobOf(data));
  await batch?.handle(ended, [jobOf(key), jobOf(former)]);
  expect(ended).toEqual(Array(5).fill('bkg_1'));
});

it('data is stored so that a process of release 0.1.0 does the job too', () => {
  expect(storedData(declared, key)).toEqual({ ...key, ...former });
  expect(storedData(declareJob({ name: 'n', data: Type.Object({}), retryLimit: 0 }), key)).toEqual(key);
});

it('a job with the data of another is refused by a sentence, and nothing is done', async () => {
  const ended: string[] = [];
  const foreign = jobOf({ organization_id: 'org_1', id: 7, at: 'secret' });
  await expect(handle(ended, foreign)).rejects.toThrow(
    'Job job-7 is not what "test.end" does: its data/id must be string.',
  );
  await expect(handle(ended, jobOf({}))).rejects.toThrow('its data must have required properties');
  await expect(batch?.handle(ended, [jobOf(key), foreign])).rejects.toThrow('Job job-7 is not');
  expect(ended).toEqual([]);
});
