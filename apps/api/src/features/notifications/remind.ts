import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { defineJob } from '../../jobs/definition.ts';
import { bookingMessage, findBooking, openToken, phaseOf } from '../bookings/index.ts';
import { mailBooking } from './mail-booking.ts';
import { findReminders, minutesLeft } from './rules.ts';
import { findScene } from './store.ts';

interface Reminder {
  readonly organizationId: string;
  readonly bookingId: string;
  /** The revision that the reminder is of: one that has moved since is reminded of anew. */
  readonly revision: number;
  readonly minutes: number;
}

/** Has the party of a booking reminded of it, at each interval whose time is still to come. */
export async function scheduleReminders(
  { queue }: Pick<Deps, 'queue'>,
  tx: Tx,
  {
    booking,
    intervals,
    at,
  }: { booking: Static<typeof BookingMessage>; intervals: readonly number[]; at: Date },
): Promise<void> {
  const { organization_id: organizationId, id: bookingId, revision } = booking;
  const times = findReminders(intervals, { start: Date.parse(booking.start_time), now: at.getTime() });
  for (const { minutes, at } of times)
    await queue.enqueue(
      tx,
      'notifications.remind',
      { organizationId, bookingId, revision, minutes },
      { startAfter: new Date(at) },
    );
}

/** Reminds the party of a booking that still stands as it did when the reminder was set, and has not begun. */
export const remind = defineJob<Reminder, Deps>()({
  name: 'notifications.remind',
  retryLimit: 20,
  retryDelayMaxSeconds: 300,
  concurrency: 2,
  handle: (deps, { data: { organizationId, bookingId, revision, minutes } }) =>
    deps.database.inTransaction(async (tx) => {
      const row = await findBooking(tx, { id: bookingId, owner: { organizationId, isTest: null } });
      const now = deps.clock.now();
      if (!row || row.revision !== revision || phaseOf(row, now) !== 'ahead') return;
      const start = row.start_at.getTime();
      await mailBooking(deps, tx, {
        kind: 'booking_reminder',
        cause: `${bookingId}:${revision}:${minutes}`,
        booking: bookingMessage(row),
        at: now,
        scene: await findScene(tx, { organizationId, eventTypeId: row.event_type_id }),
        token: openToken(row, deps.keyring),
        roles: ['invitee', 'attendee'],
        reminder: { minutes: minutesLeft(minutes, { start, now }), expiresAt: row.start_at },
      });
    }),
});
