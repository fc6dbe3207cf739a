import { CompiledQuery } from 'kysely';
import type { Tx } from '../db/database.ts';
import { beforeCommit, type Statement, send } from '../db/transactions.ts';
import { lotsOf } from '../lib/lots.ts';
import type { Principal } from '../lib/principal.ts';
import type { StoredMessage } from './message.ts';

/** A message with who made it true. */
export interface NewMessage extends StoredMessage {
  readonly by: Pick<Principal, 'kind' | 'id'>;
}

/** What transactions that are open will append, in the order in which it became true. */
const waiting = new WeakMap<Tx, NewMessage[]>();

/**
 * Appends messages to the log when `tx` commits. Their numbers are taken then, by the last statements: whoever takes
 * them holds the head of that log until its commit, so that the order of numbers is the order of commits.
 */
export function append(tx: Tx, messages: readonly NewMessage[]): void {
  const already = waiting.get(tx);
  if (already) {
    already.push(...messages);
    return;
  }
  const gathered = [...messages];
  waiting.set(tx, gathered);
  beforeCommit(tx, () => {
    for (const ofOneLog of logsOf(gathered))
      for (const lot of lotsOf(ofOneLog)) send(tx, insertNumbered(lot));
  });
}

/** One list for each log, in an order that all transactions share: two that write to two logs never wait crosswise. */
function logsOf(messages: readonly NewMessage[]): NewMessage[][] {
  const logs = Map.groupBy(messages, ({ organizationId, isTest }) => `${organizationId} ${isTest}`);
  return [...logs.keys()].sort().map((log) => logs.get(log) as NewMessage[]);
}

const text = `with head as (
    insert into event_heads as h (organization_id, is_test, last) values ($1, $2, $3)
    on conflict (organization_id, is_test) do update set last = h.last + excluded.last returning last
  ) insert into events (organization_id, is_test, number, id, event, data, created_at, next_attempt_at, by_kind, by_id, silent)
  select $1, $2, head.last - $3 + row.place, row.id, row.event, row.data::jsonb, row.created_at, row.created_at,
    row.by_kind, row.by_id, row.silent
  from head, unnest($4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[], $10::boolean[])
    with ordinality as row (id, event, data, created_at, by_kind, by_id, silent, place)`;

function insertNumbered(messages: readonly NewMessage[]): Statement {
  const [{ organizationId, isTest } = { organizationId: '', isTest: false }] = messages;
  const query = CompiledQuery.raw(text, [
    organizationId,
    isTest,
    messages.length,
    messages.map(({ id }) => id),
    messages.map(({ event }) => event),
    messages.map(({ data }) => JSON.stringify(data)),
    messages.map(({ createdAt }) => createdAt),
    messages.map(({ by }) => by.kind),
    messages.map(({ by }) => by.id),
    messages.map(({ isSilent = false }) => isSilent),
  ]);
  return { compile: () => query };
}
