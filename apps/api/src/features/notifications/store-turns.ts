import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** An address however it is spelled: in capitals it is the same. */
export const addressKey = (address: string): string => address.toLowerCase();

/**
 * The turns of mails to each of the addresses, newest first: up to `limit` since an instant, and as many to come. Those
 * of the mails in `but` are left out.
 */
export async function listTurns(
  tx: Tx,
  organizationId: string,
  {
    addresses,
    but,
    since,
    now,
    limit,
  }: { addresses: readonly string[]; but: readonly string[]; since: Date; now: Date; limit: number },
): Promise<ReadonlyMap<string, readonly number[]>> {
  const turns = sql`select m.turn_at from mails m where m.organization_id = ${organizationId}
    and lower(m.recipient_address) = lower(asked.address) and m.id <> all(${but}::text[])`;
  const newest = sql`order by m.turn_at desc limit ${limit}`;
  const { rows } = await sql<{ address: string; turn_at: Date }>`
    select asked.address, turn.turn_at from unnest(${addresses}::text[]) as asked (address), lateral (
      (${turns} and m.turn_at > ${now} ${newest})
      union all (${turns} and m.turn_at > ${since} and m.turn_at <= ${now} ${newest})) turn
    order by turn.turn_at desc`.execute(tx);
  const ofEach = Map.groupBy(rows, ({ address }) => address);
  return new Map([...ofEach].map(([address, own]) => [address, own.map((row) => row.turn_at.getTime())]));
}

/** Gives each of the mails its turn. */
export async function updateTurns(
  tx: Tx,
  organizationId: string,
  turns: readonly { readonly id: string; readonly at: number }[],
): Promise<void> {
  await sql`update mails m set turn_at = given.turn_at
    from unnest(${turns.map(({ id }) => id)}::text[], ${turns.map(({ at }) => new Date(at))}::timestamptz[])
      as given (id, turn_at)
    where m.organization_id = ${organizationId} and m.id = given.id`.execute(tx);
}
