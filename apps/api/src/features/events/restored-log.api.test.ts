import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';
import { adoptRestoredLog } from './index.ts';

describe.each(['postgres', 'embedded'] as const)('a log restored from a dump (%s)', (kind) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi(kind);
  });
  afterAll(() => api.close());

  const book = async (hour: number) => {
    const body = {
      event_type_id: api.own.testEventTypeId,
      start_time: `2026-06-02T${hour}:00:00Z`,
      invitee_name: 'Alex',
      invitee_email: 'alex@example.com',
    };
    expect((await api.call('POST', '/v1/bookings', { key: api.own.testKey, body })).status).toBe(201);
  };
  const starts = async () => {
    const { body } = await api.call('GET', '/v1/events?event=booking.created', { key: api.own.testKey });
    return body.data.map(({ data }: { data: { start_time: string } }) => data.start_time.slice(11, 13));
  };

  test('is hidden until it is adopted, and then stands before what follows', async () => {
    for (const hour of [10, 12]) await book(hour);
    await sql`update events set tx_id = '9000000000000'`.execute(api.deps.database.db);
    expect(await starts()).toEqual([]);

    await adoptRestoredLog(api.deps.database);
    await book(14);
    await adoptRestoredLog(api.deps.database);
    await expect.poll(starts).toEqual(['10', '12', '14']);
    const { rows } = await sql<{ tx_id: string }>`select distinct tx_id from events order by 1`.execute(
      api.deps.database.db,
    );
    expect(rows.filter(({ tx_id }) => tx_id === '0')).toHaveLength(1);
    expect(rows).toHaveLength(2);
  });
});
