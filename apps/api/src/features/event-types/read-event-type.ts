import type { Kysely } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import { type Caller, isResident, mayLookFor, type Principal } from '../../lib/principal.ts';
import { type EventTypeKey, type EventTypeRecord, findEventType } from './store.ts';

/**
 * Where the event type of an id is to be looked for: in a key's own organization, for anyone else in the one that the
 * directory names. Undefined where it can be nowhere; found or not, the principal may not reach it yet.
 */
export async function locateEventType(
  { directory }: Pick<Deps, 'directory'>,
  db: Kysely<Schema>,
  { principal, id }: { principal: Principal; id: string },
): Promise<EventTypeKey | undefined> {
  if (!isId('event_type', id) || !isOfferedTo(principal, id)) return undefined;
  const organization_id = isResident(principal)
    ? principal.organizationId
    : await directory.find(db, 'event_type', id);
  return organization_id === undefined ? undefined : { organization_id, id };
}

/** An embedded session is shown the event type that it books, and no other. */
const isOfferedTo = (principal: Principal, id: string): boolean =>
  principal.kind !== 'embed' || (principal.as === 'booker' && mayLookFor(principal, id));

/** An event type that the principal may reach, read in `db`, as from a transaction; a public caller knows its id. Throws `not_found`. */
export async function readEventType(
  deps: Pick<Deps, 'database' | 'directory' | 'clock'>,
  principal: Caller,
  id: string,
  db: Kysely<Schema> = deps.database.db,
): Promise<EventTypeRecord> {
  const key = await locateEventType(deps, db, { principal, id });
  const isTest = isResident(principal) ? principal.isTest : null;
  const now = new Date(deps.clock.now());
  const row =
    key && (await findEventType(db, { id, owner: { organizationId: key.organization_id, isTest }, now }));
  if (!row) throw notFound('event_type');
  return row;
}
