import { mailsLock, takeLocks } from '../../db/locks.ts';
import type { Deps } from '../../deps.ts';
import { togetherByDeps } from '../../lib/together.ts';
import { ceilingSpanMs, findTurns } from './rules-ceiling.ts';
import type { MailRow } from './store.ts';
import { addressKey, listTurns, updateTurns } from './store-turns.ts';

type Asking = Pick<MailRow, 'organization_id' | 'id' | 'recipient_address'>;

/**
 * Gives a mail that is about to be handed over its turn. Returns null where that is now, and else the instant, epoch
 * milliseconds: its address has had as many as an hour allows. The turn is kept in a transaction that whoever else sends for the organization
 * waits for, so of an hour no more turns are taken than the ceiling allows, in however many processes. It counts also
 * where the mail server does not take the mail.
 */
export const takeTurn = togetherByDeps(takeTurns, { max: 100 });

async function takeTurns(deps: Deps, mails: readonly Asking[]): Promise<(number | null)[]> {
  const { ceiling } = deps.mail;
  if (ceiling === null) return mails.map(() => null);
  const turns = new Map<string, number | null>();
  const ofEach = Map.groupBy(mails, ({ organization_id }) => organization_id);
  for (const [organizationId, own] of ofEach)
    for (const { id, turn } of await takeTurnsOf(deps, own, { organizationId, ceiling })) turns.set(id, turn);
  return mails.map(({ id }) => turns.get(id) as number | null);
}

function takeTurnsOf(
  { database, clock }: Deps,
  mails: readonly Asking[],
  { organizationId, ceiling }: { organizationId: string; ceiling: number },
): Promise<{ id: string; turn: number | null }[]> {
  return database.inTransaction(async (tx) => {
    await takeLocks(tx, [mailsLock(organizationId)]);
    const now = clock.now();
    const asking = mails.map(({ recipient_address }) => addressKey(recipient_address));
    const addresses = [...new Set(asking)];
    const but = mails.map(({ id }) => id);
    const turnsOf = await listTurns(tx, organizationId, {
      addresses,
      but,
      since: new Date(now - ceilingSpanMs),
      now: new Date(now),
      limit: ceiling,
    });
    const turns = findTurns(asking, { turnsOf, now, ceiling });
    const given = mails.map(({ id }, index) => ({ id, at: turns[index] as number }));
    await updateTurns(tx, organizationId, given);
    return given.map(({ id, at }) => ({ id, turn: at > now ? at : null }));
  });
}
