import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps, Reaction } from '../../deps.ts';
import type { StoredMessage } from '../../events/record.ts';
import { type BookingRecord, findBooking, openToken, wasNeverCertain } from '../bookings/index.ts';
import { mailBooking } from './mail-booking.ts';
import { mailWaitlistExpired, mailWaitlistPromoted } from './mail-waitlist.ts';
import { scheduleReminders } from './remind.ts';
import { type BookingMailKind, hadBegun, mailKinds } from './rules.ts';
import { findScene, isPromotion, type Scene } from './store.ts';

type Booking = Static<typeof BookingMessage>;

/** Writes the mails that follow from a message, and has people reminded of what is certain. */
export const notify: Reaction = async (deps, tx, message) => {
  if (message.event === 'waitlist.promoted') return mailWaitlistPromoted(deps, tx, message);
  if (message.event === 'waitlist.expired') return mailWaitlistExpired(deps, tx, message);
  const kind = mailKinds[message.event];
  if (kind) await notifyOfBooking(deps, tx, message, kind);
};

async function notifyOfBooking(
  deps: Deps,
  tx: Tx,
  message: StoredMessage,
  kind: BookingMailKind,
): Promise<void> {
  const booking = message.data as Booking;
  const row = await findBooking(tx, { id: booking.id, owner: message });
  if (!row) throw new Error(`Message ${message.id} is about a booking that is not there.`);
  if (wasNeverCertain(booking.status, row) || hadBegun(booking)) return;
  const scene = await findScene(tx, {
    organizationId: message.organizationId,
    eventTypeId: booking.event_type_id,
  });
  const written = await mailBooking(deps, tx, {
    kind,
    cause: message.id,
    booking,
    at: message.createdAt.getTime(),
    scene,
    token: openToken(row, deps.keyring),
    roles: (await hearsOfPromotion(tx, { kind, row, scene })) ? ['host'] : ['invitee', 'attendee', 'host'],
  });
  if (written > 0 && kind !== 'booking_cancelled')
    await scheduleReminders(deps, tx, { booking, intervals: scene.reminderIntervals, at: message.createdAt });
}

/** Who was in line for the booking has a better mail than its confirmation, unless it had to be paid first. */
async function hearsOfPromotion(
  tx: Tx,
  { kind, row, scene }: { kind: BookingMailKind; row: BookingRecord; scene: Scene },
): Promise<boolean> {
  if (kind !== 'booking_confirmed' || !scene.hasWaitlist || row.price_amount !== null) return false;
  return isPromotion(tx, row);
}
