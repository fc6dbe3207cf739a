import type { Permission } from '@astrocal/contract';
import type { Kysely } from 'kysely';
import { locateByToken } from '../../db/everywhere.ts';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { authorizeBearer, type BearerAccess } from '../../lib/bearer.ts';
import { isId } from '../../lib/ids.ts';
import { may } from '../../lib/may.ts';
import { type Caller, isInsider } from '../../lib/principal.ts';
import { listHostIds } from '../event-types/index.ts';
import { type BookingRecord, eventTypeOf, findBooking, hostIdsOf } from './store.ts';
import { openToken } from './token.ts';

/**
 * The booking, for a key or member of its organization and mode or the bearer of its token. It is its hosts' own; who
 * hosts its event type may read it too (docs/authentication.md).
 */
export const authorizeBooking = (
  { keyring }: Pick<Deps, 'keyring'>,
  db: Kysely<Schema>,
  access: BearerAccess,
  permission: Permission = 'bookings.change',
): Promise<BookingRecord> =>
  authorizeBearer(access, {
    noun: 'booking',
    find: async (owner) =>
      isId('booking', access.id) ? findBooking(db, { id: access.id, owner }) : undefined,
    locate: (token) => locateByToken(db, { id: access.id, token }),
    tokenOf: (booking) => openToken(booking, keyring),
    permission,
    async concernOf(booking) {
      const readers = permission === 'bookings.read' ? await listHostIds(db, eventTypeOf(booking)) : [];
      return { ...ownerOf(booking), memberIds: [...hostIdsOf(booking), ...readers] };
    },
  });

const ownerOf = ({ organization_id: organizationId, is_test: isTest }: BookingRecord) => ({
  organizationId,
  isTest,
});

/** Whether the caller is told the token of the booking: an insider who may do what its bearer may. */
export const isToldToken = (principal: Caller, booking: BookingRecord): boolean =>
  isInsider(principal) &&
  may(principal, 'bookings.change', { ...ownerOf(booking), memberIds: hostIdsOf(booking) });
