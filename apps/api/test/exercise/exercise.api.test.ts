import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetOnce } from '../../src/bootstrap/forgetting.ts';
import type { Database } from '../../src/db/database.ts';
import { features } from '../../src/features/index.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { describeAccess } from '../access/matrix.ts';
import { describePromises } from '../errors/promises.ts';
import { createTestApi, type TestApi } from '../harness/api.ts';
import { createTestOrganization, type TestOrganization } from '../harness/organization.ts';
import { runDueJobs } from '../harness/run-due-jobs.ts';
import { farewells } from './farewells/index.ts';
import { listFarewells } from './farewells/operation.ts';

// A feature as a newcomer writes it, mounted through the one list and named nowhere else.
const table = readFileSync(path.join(import.meta.dirname, 'farewells/table.sql'), 'utf8');
const made = {
  features: [...features, farewells],
  prepare: async ({ queueConnection }: Database) => {
    for (const statement of table.split(';\n').filter((text) => text.trim()))
      await queueConnection.executeSql(statement);
  },
};

describe.each(['postgres', 'embedded'] as const)('a new feature (%s)', (kind) => {
  let api: TestApi;
  let org: TestOrganization;
  beforeAll(async () => {
    api = await createTestApi(kind, {}, made);
    org = await createTestOrganization(api);
  });
  afterAll(() => api.close());

  const listed = async () => (await org.call('GET', '/v1/farewells')).body.data;

  /** A booking that was made and cancelled. */
  async function cancelled(): Promise<string> {
    const { id } = await org.booked((await org.eventType()).id, '2026-06-02T09:00:00Z');
    expect((await org.call('POST', `/v1/bookings/${id}/cancel`)).status).toBe(200);
    return id;
  }

  test('is served and documented', async () => {
    const { body } = await api.call('GET', '/v1/openapi.json');
    expect(body.paths['/v1/farewells'].get).toMatchObject({
      operationId: 'listFarewells',
      tags: ['Bookings'],
    });
    expect(await listed()).toEqual([]);
  });

  test('reacts to what it names, makes its attempts, and shows what came of them', async () => {
    const id = await cancelled();
    expect(await runDueJobs(api)).toEqual(expect.arrayContaining(['events.fan-out', 'farewells.say']));
    expect(await listed()).toMatchObject([
      { booking_id: id, status: 'said', said_at: '2026-06-01T08:00:00Z' },
    ]);
  });

  test('has its attempts made by workers, counted and told of beside the jobs', async () => {
    const { jobs: definitions, attempts } = api.joined;
    const queue = await openQueue(api.deps.database, { definitions, attempts, logger: api.deps.logger });
    await queue.startWorkers(api.deps);
    const id = await cancelled();
    await expect
      .poll(async () => (await listed()).find(({ booking_id }: { booking_id: string }) => booking_id === id))
      .toMatchObject({ status: 'said' });
    await expect.poll(() => queue.runs().get('farewells.say')).toMatchObject({ completed: 1, failed: 0 });
    expect((await queue.counts()).map(({ job }) => job)).toContain('farewells.say');
    await queue.stop();
  });

  test('owns its table, and has deleted what it keeps for a time only', async () => {
    expect(api.joined.owners.get('farewells')).toBe('farewells');
    const { db } = api.deps.database;
    const count = async () => (await db.selectFrom('farewells').select('id').execute()).length;
    expect(await count()).toBeGreaterThan(0);
    await forgetOnce(api.deps, made.features);
    // The summer of the tests is long over by the clock of the database.
    expect(await count()).toBe(0);
  });
});

describeAccess('postgres', [listFarewells], made);
describePromises([listFarewells], made);
