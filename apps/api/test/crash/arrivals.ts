import { expect } from 'vitest';
import { readMails } from '../harness/mail-server.ts';
import { findFaults, type Tables } from '../harness/reconcile.ts';
import type { Outside } from './outside.ts';

/** How much has arrived, and how much of it more than once. */
export interface Arrivals {
  readonly webhooks: number;
  readonly mails: number;
  readonly twice: number;
}

interface StoredDelivery {
  readonly endpoint_id: string;
  readonly message_id: string;
  readonly body: string;
}

interface StoredMail {
  readonly id: string;
  readonly message_id_header: string;
  readonly recipient_address: string;
  readonly status: string;
}

/** What is still on its way, and what will not arrive any more. */
export const onItsWay = `
  select 'delivery ' || id as what from webhook_deliveries where status <> 'success'
  union all select 'mail ' || id from mails where status not in ('sent', 'superseded')
  union all select 'message ' || id from events where next_attempt_at is not null
  union all select name || ' ' || data from pgboss.job
    where name in ('waitlist.promote', 'notifications.waitlist-joined')
      and state <> 'completed'
  limit 5`;

/** A mail about a move waits for another one, by the clock: here none follows. */
export const endHolds = `
  update mails set next_attempt_at = now() where kind = 'booking_rescheduled' and attempts = 0
    and next_attempt_at > now() and claimed_until is null`;

/**
 * Call it when nothing is on its way: each committed change has arrived at everyone it concerns, under the ids that
 * the tables know, in the same words each time, and nothing else has arrived.
 */
export async function expectArrived(outside: Outside, tables: Tables): Promise<Arrivals> {
  // With no job left, what the log tells has its deliveries and mails.
  expect(await tables.query(onItsWay)).toEqual([]);
  expect(await findFaults(tables)).toEqual([]);
  expect(outside.unbelievable).toEqual([]);

  const deliveries = await tables.query<StoredDelivery>(
    'select endpoint_id, message_id, body from webhook_deliveries',
  );
  const messages = outside.messages.map(({ endpointId, messageId, body }) => ({
    id: `${endpointId} ${messageId}`,
    text: body,
  }));
  expectSame(
    new Map(deliveries.map(({ endpoint_id, message_id, body }) => [`${endpoint_id} ${message_id}`, body])),
    messages,
  );

  // One that a newer state of its booking has superseded did not have to arrive; it may have been on its way already.
  const written = await tables.query<StoredMail>(
    'select id, message_id_header, recipient_address, status from mails',
  );
  const arrivedIds = new Set((await readMails(outside.mails)).map(({ messageId }) => messageId));
  const stored = written.filter(
    ({ status, message_id_header }) => status === 'sent' || arrivedIds.has(message_id_header),
  );
  const mails = (await readMails(outside.mails)).map(({ messageId = '', recipients, subject, text }) => ({
    id: messageId,
    text: recipients.join(),
    content: `${subject}\n${text}`,
  }));
  expectSame(
    new Map(stored.map(({ message_id_header, recipient_address }) => [message_id_header, recipient_address])),
    mails,
  );
  expect(new Set(mails.map(({ id, content }) => `${id}\n${content}`)).size).toBe(stored.length);

  return {
    webhooks: deliveries.length,
    mails: stored.length,
    twice: messages.length - deliveries.length + mails.length - stored.length,
  };
}

/** Everything that was stored has arrived at least once as it was stored, and nothing else. */
function expectSame(
  stored: ReadonlyMap<string, string>,
  arrived: readonly { readonly id: string; readonly text: string }[],
): void {
  const ids = new Set(arrived.map(({ id }) => id));
  expect([...stored.keys()].filter((id) => !ids.has(id))).toEqual([]);
  expect(arrived.filter(({ id, text }) => stored.get(id) !== text)).toEqual([]);
}
