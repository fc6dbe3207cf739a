import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Messages } from '../../deps.ts';
import type { StoredMessage } from '../../events/record.ts';
import { type BookingRecord, findBookings } from '../bookings/index.ts';
import type { Entry } from './mail-waitlist.ts';
import { findPromotions, findScenes, type Scene } from './store.ts';

/** How things stand now that messages tell of: what their mails tell beside them. */
export interface Backdrop {
  readonly bookings: ReadonlyMap<string, BookingRecord>;
  readonly scenes: ReadonlyMap<string, Scene>;
  /** The bookings that somebody waited for and got. */
  readonly promotions: ReadonlySet<string>;
}

/** Reads it for messages of one organization about bookings and waitlist entries. */
export async function findBackdrop(tx: Tx, messages: Messages): Promise<Backdrop> {
  const [{ organizationId }] = messages;
  const [scenes, bookings] = await Promise.all([
    findScenes(tx, organizationId, unique(messages.map(eventTypeOf))),
    findBookings(tx, organizationId, unique(messages.flatMap(bookingOf))),
  ]);
  const waited = bookings.filter(({ event_type_id: id }) => scenes.get(id)?.hasWaitlist).map(({ id }) => id);
  return {
    scenes,
    bookings: new Map(bookings.map((each) => [each.id, each])),
    promotions: waited.length > 0 ? await findPromotions(tx, organizationId, waited) : new Set(),
  };
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

const eventTypeOf = ({ data }: StoredMessage): string =>
  (data as Static<typeof BookingMessage> | Entry).event_type_id;

const bookingOf = ({ event, data }: StoredMessage): string[] =>
  event.startsWith('booking.')
    ? [(data as Static<typeof BookingMessage>).id]
    : [(data as Entry).booking_id ?? []].flat();
