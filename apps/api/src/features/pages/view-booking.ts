import type { BookingMessage } from '@astrocal/contract';
import { findZone, type Zone } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import type { Deps } from '../../deps.ts';
import { type BookingRecord, bookingMessage, hasLapsed, openBooking } from '../bookings/index.ts';
import { bookingLinks, calendarInvite, readerZone } from '../notifications/index.ts';
import { type BookingPhase, findPhase } from './rules.ts';
import { findOffer, type Offer } from './store.ts';

/** A booking as the bearer of its token sees it. */
export interface BookingView {
  readonly booking: Static<typeof BookingMessage>;
  readonly phase: BookingPhase;
  readonly offer: Offer;
  /** Whose clock the times are told by. */
  readonly zone: Zone;
  readonly token: string;
  readonly now: number;
}

export interface Bearer {
  readonly id: string;
  readonly token: string | undefined;
}

/** The bearer of a booking's token; an API key is no way to a page. */
export const bearerAccess = ({ id, token }: Bearer) => ({ actor: { kind: 'public' }, id, token }) as const;

/** The booking, its times in `timezone` or else in the invitee's zone. Throws `unauthorized`. */
export async function viewBooking(
  deps: Deps,
  bearer: Bearer,
  { timezone }: { timezone: string | undefined },
): Promise<BookingView> {
  const record = await openBooking(deps, deps.database.db, bearerAccess(bearer));
  const now = deps.clock.now();
  return {
    booking: bookingMessage(record),
    phase: phaseOf(record, now),
    offer: await offerOf(deps, record.event_type_id),
    zone: findZone(timezone ?? '') ?? readerZone(record.invitee_timezone),
    token: bearer.token ?? '',
    now,
  };
}

/** The booking as a calendar file: what its mails carry, but as something to add and not as an invitation. Throws `unauthorized`. */
export async function writeCalendarFile(
  deps: Deps,
  bearer: Bearer,
): Promise<{ method: string; content: string }> {
  const record = await openBooking(deps, deps.database.db, bearerAccess(bearer));
  const now = deps.clock.now();
  const phase = phaseOf(record, now);
  const method = phase === 'cancelled' || phase === 'lapsed' ? 'CANCEL' : 'PUBLISH';
  const { timezone } = await offerOf(deps, record.event_type_id);
  const { view } = bookingLinks(deps.publicUrl, { id: record.id, token: bearer.token ?? '' });
  const facts = { booking: bookingMessage(record), zone: readerZone(timezone), stampedAt: now, url: view };
  return { method, content: calendarInvite(method, facts) };
}

const phaseOf = (record: BookingRecord, now: number): BookingPhase =>
  findPhase(
    {
      status: record.status,
      hasLapsed: hasLapsed(record, now),
      start: record.start_at.getTime(),
      end: record.end_at.getTime(),
    },
    now,
  );

/** The event type of something that was booked: it is there even when it was deleted. */
export async function offerOf({ database }: Pick<Deps, 'database'>, eventTypeId: string): Promise<Offer> {
  const offer = await findOffer(database.db, eventTypeId);
  if (!offer) throw new Error(`The event type ${eventTypeId} of something that was booked is not there.`);
  return offer;
}
