import { ownerOf } from '../../attempts/kind.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { StoredMessage } from '../../events/record.ts';
import { isoSeconds } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import { ownerName } from '../../lib/principal.ts';
import { deliver } from './deliver.ts';
import { bodyOf } from './rules.ts';
import type { EndpointRow } from './store.ts';
import { type DeliveryRow, insertDeliveries } from './store-deliveries.ts';

/** What makes a delivery; a replay is named by its own id. */
export type Cause = 'event' | 'test' | `rpl_${string}`;

/** The delivery of a message to an endpoint, before its first attempt. */
export function newDelivery(
  endpoint: EndpointRow,
  message: StoredMessage,
  { cause, now }: { cause: Cause; now: number },
): DeliveryRow {
  return {
    organization_id: endpoint.organization_id,
    id: newId('webhook_delivery', now),
    is_test: endpoint.is_test,
    endpoint_id: endpoint.id,
    message_id: message.id,
    cause,
    event: message.event,
    body: bodyOf({ ...message, createdAt: isoSeconds(message.createdAt) }),
    status: 'pending',
    attempts: 0,
    attempts_before: 0,
    claimed_until: null,
    last_attempt_at: null,
    response_status_code: null,
    response_body: null,
    error: null,
    duration_ms: null,
    next_attempt_at: new Date(now),
    faults: 0,
    fault: null,
    given_up_at: null,
    created_at: new Date(now),
  };
}

/** Stores deliveries, which are sent after the commit; those that exist already are left alone. */
export async function queueDeliveries({ queue }: Deps, tx: Tx, rows: readonly DeliveryRow[]): Promise<void> {
  const inserted = await insertDeliveries(tx, rows);
  const owners = rows.filter(({ id }) => inserted.has(id)).map(ownerOf);
  for (const owner of new Map(owners.map((each) => [ownerName(each), each])).values())
    queue.attemptsDue(tx, deliver, owner);
}
