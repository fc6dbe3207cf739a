import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { handleJob } from '../../jobs/definition.ts';
import { bookingMessage, findBooking, openToken, phaseOf } from '../bookings/index.ts';
import { remindJob } from './jobs.ts';
import { type BookingNews, bookingDrafts } from './mail-booking.ts';
import { postMails } from './post-mails.ts';
import { findReminders, minutesLeft } from './rules.ts';
import { findScene } from './store.ts';

/** Has the parties of bookings reminded of them, at each interval whose time is still to come. */
export async function scheduleReminders(
  { queue }: Pick<Deps, 'queue'>,
  tx: Tx,
  news: readonly Pick<BookingNews, 'booking' | 'scene' | 'at'>[],
): Promise<void> {
  const reminders = news.flatMap(({ booking, scene: { reminderIntervals }, at: now }) => {
    const { organization_id, id: booking_id, revision } = booking;
    const times = findReminders(reminderIntervals, { start: Date.parse(booking.start_time), now });
    return times.map(({ minutes, at }) => ({
      data: { organization_id, booking_id, revision, minutes },
      startAfter: new Date(at),
    }));
  });
  await queue.enqueueAll(tx, remindJob, reminders);
}

/** Reminds the party of a booking that still stands as it did when the reminder was set, and has not begun. */
export const remind = handleJob(remindJob, (deps: Deps, { data }) => {
  const { organization_id: organizationId, booking_id: id, revision, minutes } = data;
  return deps.database.inTransaction(async (tx) => {
    const row = await findBooking(tx, { id, owner: { organizationId, isTest: null } });
    const now = deps.clock.now();
    if (!row || row.revision !== revision || phaseOf(row, now) !== 'ahead') return;
    const start = row.start_at.getTime();
    const drafts = bookingDrafts({
      kind: 'booking_reminder',
      cause: `${id}:${revision}:${minutes}`,
      booking: bookingMessage(row),
      at: now,
      scene: await findScene(tx, { organizationId, eventTypeId: row.event_type_id }),
      token: openToken(row, deps.keyring),
      roles: ['invitee', 'attendee'],
      reminder: { minutes: minutesLeft(minutes, { start, now }), expiresAt: row.start_at },
    });
    await postMails(deps, tx, organizationId, drafts);
  });
});
