import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../src/db/database.ts';
import { parseFilter } from '../src/features/bookings/list-filter.ts';
import { listBookings } from '../src/features/bookings/store-lists.ts';
import { listEventLog } from '../src/features/events/store.ts';
import { createTestApi, type TestApi } from './harness/api.ts';

const many = 5_000;
const limit = 20;

let api: TestApi;
const owner = () => ({ organizationId: api.own.organizationId, isTest: true });
const run = (statement: RawBuilder<unknown>) => statement.execute(api.deps.database.db);

beforeAll(async () => {
  api = await createTestApi();
  const { organizationId, testEventTypeId } = api.own;
  await run(sql`
    insert into events (organization_id, id, is_test, event, data, number, created_at)
    select ${organizationId}, 'msg_' || lpad(i::text, 26, '0'), true,
      case when i % 1000 = 0 then 'booking.rescheduled' else 'booking.created' end, '{}', i, now()
    from generate_series(1, ${sql.lit(many)}) i`);
  const hour = sql`timestamptz '2026-07-01' + i * interval '1 hour'`;
  await run(sql`
    insert into allocations (organization_id, id, subject_id, is_test, kind, event_type_id, slot_start, slot_end, reserved,
      capacity, spots_taken, created_at)
    select e.organization_id, 'alc_' || lpad(i::text, 26, '0'), h.member_id, e.is_test, 'booking', e.id, ${hour}, ${hour},
      tstzrange(${hour}, ${hour} + interval '30 minutes'), 1, 1, now()
    from event_types e join event_type_hosts h on h.event_type_id = e.id, generate_series(1, ${sql.lit(many)}) i
    where e.id = ${testEventTypeId}`);
  await run(sql`
    insert into bookings (organization_id, id, is_test, event_type_id, host_id, allocation_id, status, start_at, end_at,
      invitee_name, invitee_email, invitee_timezone, attendees, attendee_count, metadata, cancel_token_sealed, revision,
      created_at, updated_at)
    select organization_id, 'bkg_' || substr(id, 5), is_test, event_type_id, subject_id, id,
      case when id like '%000' then 'rescheduled' else 'confirmed' end, slot_start, slot_end,
      'Alex Johnson', 'alex@example.com', 'UTC', '[]', 1, '{}', '', 0, created_at, created_at
    from allocations`);
  await run(sql`analyze`);
});
afterAll(() => api.close());

/** How many rows of the table the reading touched, shown or not, by the plan that serves any organization and mode. */
const rowsTouched = (table: string, read: (tx: Tx) => Promise<readonly unknown[]>) =>
  api.deps.database.inTransaction(async (tx) => {
    const counted = async () => {
      const { rows } = await sql<{ touched: number }>`
        select seq_tup_read + idx_tup_fetch as touched from pg_stat_xact_user_tables
        where relname = ${table}`.execute(tx);
      return rows[0]?.touched ?? Number.NaN;
    };
    await sql`set local plan_cache_mode = force_generic_plan`.execute(tx);
    const before = await counted();
    const shown = (await read(tx)).length;
    return { shown, touched: (await counted()) - before };
  });

describe('the event log', () => {
  const page = (event: string | null, startingAfter: string | null) =>
    rowsTouched('events', (tx) => listEventLog(tx, owner(), { event, cursor: { startingAfter, limit } }));
  const message = (number: number) => `msg_${String(number).padStart(26, '0')}`;

  test('is read from the place of the cursor, not from its beginning', async () => {
    const { shown, touched } = await page(null, message(many - 100));
    expect(shown).toBe(limit + 1);
    expect(touched).toBeLessThan(2 * limit + 10);
  });

  test('is not read as a whole for an event that is rare', async () => {
    const { shown, touched } = await page('booking.rescheduled', null);
    expect(shown).toBe(many / 1000);
    expect(touched).toBeLessThan(limit);
  });
});

describe('the list of bookings', () => {
  const page = (query: Parameters<typeof parseFilter>[0], isTest: boolean) =>
    rowsTouched('bookings', (tx) =>
      listBookings(tx, { ...owner(), isTest }, parseFilter(query), { startingAfter: null, limit }),
    );

  test('is read in its order', async () => {
    expect(await page({}, true)).toEqual({ shown: limit + 1, touched: limit + 1 });
  });

  test('does not pass over those of the other mode', async () => {
    expect(await page({}, false)).toEqual({ shown: 0, touched: 0 });
  });

  test('is not read as a whole for a status that is rare', async () => {
    const { shown, touched } = await page({ status: 'rescheduled' }, true);
    expect(shown).toBe(many / 1000);
    expect(touched).toBeLessThan(limit);
  });
});
