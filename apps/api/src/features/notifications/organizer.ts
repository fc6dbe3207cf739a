import type { Kysely } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import type { Mailbox, MailSettings } from '../../providers/mail.ts';
import type { BookingKey } from '../bookings/index.ts';
import { findOrganizer, insertOrganizers } from './store-organizers.ts';

type Sender = Pick<Deps, 'mail'>;

/** An organization that writes; its own name for that goes before the one of the configuration. */
interface Sending {
  readonly organizationName: string;
  readonly senderName?: string | null;
}

/** Whom mail of an organization is from. */
export const senderOf = (
  { from }: Pick<MailSettings, 'from'>,
  { organizationName, senderName }: Sending,
): Mailbox => ({ name: senderName ?? from.name ?? organizationName, address: from.address });

/**
 * Who organizes the meetings for calendars, by their bookings: whoever sends the mail, and of a booking for good who
 * sent its first invite. Calendars take a change from the organizer only (RFC 5546 section 2.1.3), so a new sender must
 * not change it.
 */
export async function keepOrganizers(
  { mail }: Sender,
  tx: Tx,
  organizationId: string,
  invites: readonly (Sending & { readonly bookingId: string })[],
): Promise<ReadonlyMap<string, Mailbox>> {
  if (invites.length === 0) return new Map();
  const organizers = new Map(invites.map((each) => [each.bookingId, senderOf(mail, each)]));
  return insertOrganizers(tx, organizationId, organizers);
}

/** The same for a file to download, which promises nothing yet. */
export const readOrganizer = async (
  { mail }: Sender,
  db: Kysely<Schema>,
  booking: BookingKey,
  scene: Sending,
): Promise<Mailbox> => (await findOrganizer(db, booking)) ?? senderOf(mail, scene);
