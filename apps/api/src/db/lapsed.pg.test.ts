import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../test/harness/databases.ts';
import { isGone, phaseOf } from '../features/bookings/life.ts';
import { hasLapsed, holdsItsTime } from './lapsed.ts';

const now = new Date('2026-06-02T09:00:00Z');
const around = [-1000, 0, 1000].map((ms) => new Date(now.getTime() + ms));
const statuses = ['confirmed', 'rescheduled', 'pending_payment', 'cancelled'] as const;

test('the conditions say of every row what the life of a booking says', async () => {
  const { database, close } = await createTestDatabase('postgres');
  let lapsed = 0;
  for (const status of statuses)
    for (const payment_expires_at of [null, ...around])
      for (const start_at of around) {
        const { rows } = await sql<{ lapsed: boolean | null; holds: boolean | null }>`
          select ${hasLapsed('b', now)} as lapsed, ${holdsItsTime('b', now)} as holds
          from (select ${status}::text as status, ${payment_expires_at}::timestamptz as payment_expires_at) b`.execute(
          database.db,
        );
        const phase = phaseOf({ status, payment_expires_at, start_at, end_at: start_at }, now.getTime());
        if (phase === 'lapsed') lapsed++;
        const row = { lapsed: rows[0]?.lapsed ?? false, holds: rows[0]?.holds ?? false };
        const isEverPaid = status !== 'pending_payment' || payment_expires_at !== null; // every unpaid row has its end
        if (isEverPaid)
          expect(row, `${status} ${payment_expires_at}`).toEqual({
            lapsed: phase === 'lapsed',
            holds: !isGone(phase),
          });
      }
  expect(lapsed).toBeGreaterThan(0);
  await close();
});
