import type { MessageEvent } from '@astrocal/contract';
import type { Selectable } from 'kysely';
import { defineAttempts } from '../../attempts/kind.ts';
import type { EventTable } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { type StoredMessage, telling } from '../../events/record.ts';
import { togetherByDeps } from '../../lib/together.ts';
import { tellMessages } from './tell-messages.ts';

/** A transaction is over soon, however much follows from each message, and on the embedded database nobody waits long. */
const messagesAtOnce = 100;

/** Messages that come while others are told are told together. */
const tellTogether = togetherByDeps(tellMessages, { max: messagesAtOnce });

/** Tells every reaction of every message of the log, once it is committed. */
export const tell = defineAttempts<Selectable<EventTable>, Deps>({
  ...telling,
  table: 'events',
  lane: 'event',
  // What fails is a fault of ours, which the engine of attempts has its own times for.
  schedule: { delaysMs: [], jitter: 0, longestHintMs: 0 },
  places: {
    total: 2 * messagesAtOnce,
    perOwner: 2 * messagesAtOnce,
    test: 2 * messagesAtOnce,
    perLane: messagesAtOnce,
    unproven: 2 * messagesAtOnce,
    unprovenPerOwner: 20,
    claimedPerPlace: 1,
  },
  values: {},
  reason: 'error',
  async perform(deps, row) {
    const fault = await tellTogether(deps, messageOf(row));
    if (fault !== null) throw fault;
    return { is: 'done', status: 'told', values: {} };
  },
});

/** The message that a row of the log is. */
export const messageOf = (row: Selectable<EventTable>): StoredMessage => ({
  organizationId: row.organization_id,
  id: row.id,
  isTest: row.is_test,
  event: row.event as MessageEvent,
  data: row.data as object,
  createdAt: row.created_at,
  isSilent: row.silent,
});
