import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import type { BearerAccess } from '../../lib/bearer.ts';
import { authorizeEntry } from './access.ts';
import { type EntryRecord, endEntry } from './store.ts';

/**
 * Takes an entry out of the line; one that has left it without a booking is answered as it is.
 * Throws `not_found`, `unauthorized`, and `conflict` for one that was promoted.
 */
export async function cancelEntry(deps: Deps, tx: Tx, access: BearerAccess): Promise<EntryRecord> {
  const now = new Date(deps.clock.now());
  const entry = await authorizeEntry(deps, tx, access);
  const isWaiting = entry.status === 'waiting' && entry.expires_at > now;
  const changes = { status: 'cancelled' as const, booking_id: null, updated_at: now };
  if (isWaiting && (await endEntry(tx, entry, changes)))
    return { ...entry, ...changes, position: entry.joined_position };
  // What came first is seen now: the statement waited for it.
  const current = isWaiting ? await authorizeEntry(deps, tx, access) : entry;
  if (current.status === 'promoted')
    throw new ApiError('conflict', 'A place opened and was booked for you. Cancel that booking instead.');
  return current;
}
