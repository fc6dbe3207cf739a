import type { Deps } from '../../deps.ts';
import { notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import { type Caller, ownerOf } from '../../lib/principal.ts';
import { type EventTypeRecord, findEventType } from './store.ts';

/** An event type that the principal may reach; a public caller knows its id. Throws `not_found`. */
export async function readEventType(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  principal: Caller,
  id: string,
): Promise<EventTypeRecord> {
  if (!isId('event_type', id)) throw notFound('event_type');
  const owner = ownerOf(principal);
  const row = await findEventType(database.db, { id, owner, now: new Date(clock.now()) });
  if (!row) throw notFound('event_type');
  return row;
}
