import { type EmbedSessionCreate, metadataSize } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { StoredReach } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { ApiError, invalid, notFound } from '../../lib/api-error.ts';
import { randomToken } from '../../lib/crypto.ts';
import { newId } from '../../lib/ids.ts';
import { may } from '../../lib/may.ts';
import type { Insider } from '../../lib/principal.ts';
import { requiredLine } from '../../lib/text.ts';
import { authorizeBooking, metadataOfBooker } from '../bookings/index.ts';
import { listHostIds, readEventType } from '../event-types/index.ts';
import { isActiveMember, keepMembers } from '../members/index.ts';
import { endOf, formatToken, parseOrigins, parseReach, permissionsFor, type WantedReach } from './rules.ts';
import { type EmbedSessionRow, insertEmbedSession } from './store.ts';

/** What a session is for, and of a booking when the meeting ends, epoch milliseconds. */
interface FoundReach {
  readonly reach: StoredReach;
  readonly bookingEnd: number | null;
}

/**
 * Makes an embedded session and returns its record with the token, which is stored nowhere. Throws `validation_error`,
 * `not_found` for what it is for, `forbidden` where `by` lacks what it would reach, `host_unavailable`, and `conflict` for
 * an inactive member and a booking that was over a day ago.
 */
export async function createEmbedSession(
  deps: Deps,
  tx: Tx,
  by: Insider,
  body: Static<typeof EmbedSessionCreate>,
): Promise<{ row: EmbedSessionRow; token: string }> {
  const wanted = parseReach(body);
  const allowed_origins = [...parseOrigins(body.allowed_origins ?? [])];
  const lacking = permissionsFor(wanted).filter((each) => !may(by, each, by));
  if (lacking.length > 0)
    throw new ApiError(
      'forbidden',
      `This key can’t give a session what it lacks itself: ${lacking.join(', ')}.`,
    );
  const { reach, bookingEnd } = await findReach(deps, tx, by, wanted);
  const now = deps.clock.now();
  const makerEnd = by.kind === 'key' ? by.expiresAt : null;
  const end = endOf(body, { now, bookingEnd, makerEnd });
  if (end <= now) throw new ApiError('conflict', 'The booking was over more than a day ago.');
  const token = formatToken(by.isTest ? 'test' : 'live', randomToken());
  const row = {
    organization_id: by.organizationId,
    id: newId('embed_session', now),
    is_test: by.isTest,
    token_hash: deps.keyring.hashSecret('embed_session', token),
    hashed_by: deps.keyring.current.id,
    reach,
    allowed_origins,
    made_by: by.id,
    created_at: new Date(now),
    expires_at: new Date(end),
    ended_at: null,
  };
  await insertEmbedSession(tx, { ...row, reach: JSON.stringify(reach) });
  return { row, token };
}

async function findReach(deps: Deps, tx: Tx, by: Insider, wanted: WantedReach): Promise<FoundReach> {
  if (wanted.kind === 'booking') {
    const booking = await authorizeBooking(
      deps,
      tx,
      { principal: by, id: wanted.booking_id },
      'bookings.read',
    );
    return { reach: { kind: 'booking', booking_id: booking.id }, bookingEnd: booking.end_at.getTime() };
  }
  if (wanted.kind === 'host') return { reach: await hostReach(tx, by, wanted), bookingEnd: null };
  return { reach: await bookerReach(deps, tx, by, wanted), bookingEnd: null };
}

async function hostReach(
  tx: Tx,
  by: Insider,
  { member_id: id, read_only }: Extract<WantedReach, { kind: 'host' }>,
): Promise<StoredReach> {
  await keepMembers(tx, by, [id]);
  if (!(await isActiveMember(tx, { organizationId: by.organizationId, id })))
    throw new ApiError('conflict', 'The member is inactive.');
  return { kind: 'host', member_id: id, read_only };
}

async function bookerReach(
  deps: Deps,
  tx: Tx,
  by: Insider,
  { event_type_id, host_id, attendee, metadata }: Extract<WantedReach, { kind: 'booker' }>,
): Promise<StoredReach> {
  const eventType = await readEventType(deps, by, event_type_id, tx);
  if (!eventType.active) throw notFound('event_type');
  if (host_id !== null && !(await listHostIds(tx, eventType)).includes(host_id))
    throw new ApiError('host_unavailable');
  const who = attendee
    ? {
        name: requiredLine('body.attendee.name', attendee.name),
        email: attendee.email,
        timezone: attendee.timezone ?? null,
        external_id: attendee.external_id ?? null,
      }
    : null;
  const settled = Object.keys(metadataOfBooker({ attendee: who, metadata }));
  if (settled.length > metadataSize.pairs)
    throw invalid({
      path: 'body.metadata',
      message: `must have at most ${metadataSize.pairs} names with the attendee's external_id, which bookings carry, too`,
    });
  return { kind: 'booker', event_type_id: eventType.id, host_id, attendee: who, metadata };
}
