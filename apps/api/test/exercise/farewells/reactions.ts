import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Reaction } from '../../../src/deps.ts';
import { newInternalId } from '../../../src/lib/ids.ts';
import { sayFarewell } from './say.ts';
import { insertFarewells } from './store.ts';

/** Writes a farewell for each booking that was cancelled. Told twice, it finds the one that is there. */
export const bidFarewell: Reaction = async ({ clock, queue }, tx, messages) => {
  const now = clock.now();
  const rows = messages.map(({ organizationId, isTest, data }) => ({
    organization_id: organizationId,
    id: newInternalId('fwl', now),
    is_test: isTest,
    booking_id: (data as Static<typeof BookingMessage>).id,
    status: 'pending' as const,
    said_at: null,
    note: null,
    next_attempt_at: new Date(now),
    created_at: new Date(now),
  }));
  await insertFarewells(tx, rows);
  for (const isTest of new Set(rows.map(({ is_test }) => is_test)))
    queue.attemptsDue(tx, sayFarewell, { organizationId: messages[0].organizationId, isTest });
};
