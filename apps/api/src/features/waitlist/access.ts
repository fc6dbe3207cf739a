import type { Kysely } from 'kysely';
import { locateByToken } from '../../db/everywhere.ts';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { authorizeBearer, type BearerAccess } from '../../lib/bearer.ts';
import { isId } from '../../lib/ids.ts';
import { listHostIds } from '../event-types/index.ts';
import { type EntryRecord, findEntry } from './store.ts';
import { openEntryToken } from './token.ts';

/** The entry, for a key of its organization and mode, a host of its event type, or the bearer of its token. */
export const authorizeEntry = (
  { keyring, clock }: Pick<Deps, 'keyring' | 'clock'>,
  db: Kysely<Schema>,
  access: BearerAccess,
): Promise<EntryRecord> =>
  authorizeBearer(access, {
    noun: 'waitlist_entry',
    find: async (owner) =>
      isId('waitlist_entry', access.id)
        ? findEntry(db, { id: access.id, owner, now: new Date(clock.now()) })
        : undefined,
    locate: (token) => locateByToken(db, { id: access.id, token }),
    tokenOf: (entry) => openEntryToken(entry, keyring),
    permission: 'waitlist.read',
    concernOf: async ({ organization_id, is_test, event_type_id }) => ({
      organizationId: organization_id,
      isTest: is_test,
      memberIds: await listHostIds(db, { organization_id, id: event_type_id }),
    }),
  });
