import type { BookingMessage } from '@astrocal/contract';
import { findZone } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import type { Deps } from '../../deps.ts';
import {
  authorizeBooking,
  authorizeViewer,
  bookingMessage,
  isGone,
  isUnpaid,
  lastChangesOf,
  type Phase,
  phaseOf,
  viewOf,
} from '../../features/bookings/index.ts';
import { findOffer, type Offer } from '../../features/event-types/index.ts';
import { readOrganizer } from '../../features/notifications/index.ts';
import { tokenHolder } from '../../lib/principal.ts';
import { viewLink } from '../../wording/addresses.ts';
import { calendarInvite } from '../../wording/calendar-invite.ts';
import type { LastChanges } from '../../wording/change-until.ts';
import { createReader, type Reader, readerZone } from '../../wording/reader-time.ts';

/** A booking as the bearer of its token sees it, or whoever has the link that shows it. */
export interface BookingView {
  readonly booking: Static<typeof BookingMessage>;
  readonly phase: Phase;
  readonly offer: Offer;
  /** Until when it can be moved and cancelled here. */
  readonly lastChanges: LastChanges;
  /** How the times are told. */
  readonly reader: Reader;
  /** Null for whoever may only look. */
  readonly token: string | null;
  readonly now: number;
}

/** One that can be changed, too. */
export type Manageable = BookingView & { readonly token: string };

export const isManageable = (view: BookingView): view is Manageable => view.token !== null;

export interface Bearer {
  readonly id: string;
  readonly token: string | undefined;
}

/** Who looks at a page: how their browser says that dates are written, and the zone that they chose, if any. */
export interface Visitor {
  readonly locale: string;
  readonly timezone?: string | undefined;
}

/** The bearer of a booking's token; an API key is no way to a page. */
export const bearerAccess = ({ id, token }: Bearer) => ({ principal: tokenHolder(token), id });

/** The booking, its times in the visitor's chosen zone or else in the invitee's. Throws `unauthorized`. */
export async function viewBooking(
  deps: Deps,
  bearer: Bearer & { readonly view?: string | undefined },
  { locale, timezone = '' }: Visitor,
): Promise<BookingView> {
  const { id, token, view } = bearer;
  const { db } = deps.database;
  const record =
    token === undefined && view !== undefined
      ? await authorizeViewer(deps, db, { id, view })
      : await authorizeBooking(deps, db, bearerAccess(bearer));
  const now = deps.clock.now();
  const offer = await offerOf(deps, record);
  return {
    booking: bookingMessage(record),
    phase: phaseOf(record, now),
    offer,
    lastChanges: lastChangesOf(offer, record.start_at),
    reader: createReader(findZone(timezone) ?? readerZone(record.invitee_timezone), { locale }),
    token: token ?? null,
    now,
  };
}

/** The booking as a calendar file: what its mails carry, but as something to add and not as an invitation. Throws `unauthorized`. */
export async function writeCalendarFile(
  deps: Deps,
  bearer: Bearer,
): Promise<{ method: string; content: string }> {
  const record = await authorizeBooking(deps, deps.database.db, bearerAccess(bearer));
  const now = deps.clock.now();
  const method = isGone(phaseOf(record, now)) ? 'CANCEL' : 'PUBLISH';
  const offer = await offerOf(deps, record);
  const content = calendarInvite(method, {
    booking: bookingMessage(record),
    isTentative: isUnpaid(record.status),
    organizer: await readOrganizer(deps, deps.database.db, record, offer),
    reader: null,
    zone: readerZone(offer.timezone),
    stampedAt: now,
    url: viewLink(deps.publicUrl, { id: record.id, view: viewOf(record, deps.keyring) }),
  });
  return { method, content };
}

/** The event type of something that was booked: it is there even when it was deleted. */
export async function offerOf(
  { database }: Pick<Deps, 'database'>,
  { organization_id, event_type_id: id }: { organization_id: string; event_type_id: string },
): Promise<Offer> {
  const offer = await findOffer(database.db, { organization_id, id });
  if (!offer) throw new Error(`The event type ${id} of something that was booked is not there.`);
  return offer;
}
