import type { Kysely } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { unauthorizedWithoutToken } from '../../lib/api-error.ts';
import type { Keyring } from '../../lib/crypto.ts';
import { isId } from '../../lib/ids.ts';
import { type BookingKey, type BookingRecord, findBooking } from './store.ts';

/**
 * What calendars hold of a booking in place of its token: it shows the booking and changes nothing. It is the
 * organization with an HMAC of both ids, so it is stored nowhere and cannot be made without the server's key.
 */
export const viewOf = ({ organization_id, id }: BookingKey, keyring: Keyring): string =>
  `${organization_id}.${keyring.signView(nameOf({ organization_id, id }))}`;

const nameOf = ({ organization_id, id }: BookingKey): string => `${organization_id}:${id}`;

/** The booking that a view is of. Throws `unauthorized`, the same for a wrong one and an unknown id. */
export async function authorizeViewer(
  { keyring }: Pick<Deps, 'keyring'>,
  db: Kysely<Schema>,
  { id, view }: { id: string; view: string },
): Promise<BookingRecord> {
  const [organizationId = ''] = view.split('.', 1);
  const signature = view.slice(organizationId.length + 1);
  const isOurs =
    isId('booking', id) && keyring.isView(nameOf({ organization_id: organizationId, id }), signature);
  const booking = isOurs ? await findBooking(db, { id, owner: { organizationId, isTest: null } }) : undefined;
  if (!booking) throw unauthorizedWithoutToken();
  return booking;
}
