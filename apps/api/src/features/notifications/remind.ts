import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { handleJob } from '../../jobs/definition.ts';
import { bookingMessage, findBooking, openToken, phaseOf } from '../bookings/index.ts';
import { remindJob } from './jobs.ts';
import { mailBooking } from './mail-booking.ts';
import { findReminders, minutesLeft } from './rules.ts';
import { findScene } from './store.ts';

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
  const { organization_id, id: booking_id, revision } = booking;
  const times = findReminders(intervals, { start: Date.parse(booking.start_time), now: at.getTime() });
  for (const { minutes, at } of times)
    await queue.enqueue(
      tx,
      remindJob,
      { organization_id, booking_id, revision, minutes },
      { startAfter: new Date(at) },
    );
}

/** Reminds the party of a booking that still stands as it did when the reminder was set, and has not begun. */
export const remind = handleJob(remindJob, (deps: Deps, { data }) => {
  const { organization_id: organizationId, booking_id: id, revision, minutes } = data;
  return deps.database.inTransaction(async (tx) => {
    const row = await findBooking(tx, { id, owner: null });
    const now = deps.clock.now();
    if (!row || row.revision !== revision || phaseOf(row, now) !== 'ahead') return;
    const start = row.start_at.getTime();
    await mailBooking(deps, tx, {
      kind: 'booking_reminder',
      cause: `${id}:${revision}:${minutes}`,
      booking: bookingMessage(row),
      at: now,
      scene: await findScene(tx, { organizationId, eventTypeId: row.event_type_id }),
      token: openToken(row, deps.keyring),
      roles: ['invitee', 'attendee'],
      reminder: { minutes: minutesLeft(minutes, { start, now }), expiresAt: row.start_at },
    });
  });
});
