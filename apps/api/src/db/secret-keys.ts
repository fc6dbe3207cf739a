import { type Kysely, sql } from 'kysely';
import type { Hashes, KeyName, Keyring } from '../lib/crypto.ts';
import type { Ledger, SeenProcess } from '../lib/secret-turns.ts';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

const names = { settled: 'secret_key_fingerprint', next: 'next_secret_key_fingerprint' } as const;
const epochName = 'epoch';

/** A process is one that runs until it was not seen for so long: it says so three times meanwhile. */
const seenSeconds = 90;
/** What is older tells nothing any more. */
const keptDays = 30;

async function read(db: Kysely<Schema>, name: string): Promise<string | null> {
  const row = await db.selectFrom('installation').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}

const write = async (tx: Tx, name: string, value: string): Promise<void> => {
  await tx
    .insertInto('installation')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
};

/** The fingerprints of the secret keys by which values of this database may be sealed. */
export const readLedger = async (db: Kysely<Schema>): Promise<Ledger> => ({
  settled: await read(db, names.settled),
  next: await read(db, names.next),
});

export async function writeLedger(tx: Tx, { settled, next }: Ledger): Promise<void> {
  if (settled !== null) await write(tx, names.settled, settled);
  if (next !== null) await write(tx, names.next, next);
  else await tx.deleteFrom('installation').where('name', '=', names.next).execute();
}

/** What sessions and links were hashed with beside the key, since the database was last restored. */
export const readEpoch = async (db: Kysely<Schema>): Promise<string> => (await read(db, epochName)) ?? '';

export const writeEpoch = (tx: Tx, epoch: string): Promise<void> => write(tx, epochName, epoch);

/** The processes that were seen since an instant of the database's clock, or run now. */
export async function listProcesses(db: Kysely<Schema>, since: Date | null = null): Promise<SeenProcess[]> {
  const { rows } = await sql<SeenProcess>`
    select id, seals_by as "sealsBy", opens,
      not ended and seen_at > now() - ${seenSeconds} * interval '1 second' as "isRunning"
    from server_processes
    where seen_at >= ${since} or not ended and seen_at > now() - ${seenSeconds} * interval '1 second'`.execute(
    db,
  );
  return rows;
}

/** Keeps that a process is there now, or was until now. */
export async function seeProcess(
  tx: Tx,
  id: string,
  { keyring: { current, previous }, ended }: { keyring: Keyring; ended: boolean },
): Promise<void> {
  const opens = [current, ...(previous ? [previous] : [])].map(({ fingerprint }) => fingerprint);
  await sql`
    insert into server_processes (id, seals_by, opens, seen_at, ended)
    values (${id}, ${current.fingerprint}, ${opens}::text[], clock_timestamp(), ${ended})
    on conflict (id) do update set seen_at = clock_timestamp(), ended = ${ended}`.execute(tx);
  await sql`delete from server_processes where seen_at < now() - ${keptDays} * interval '1 day'`.execute(tx);
}

/** Where the database of one process is its own, no other can be there. */
export const forgetProcesses = async (tx: Tx): Promise<void> => {
  await tx.deleteFrom('server_processes').execute();
};

/**
 * By which key the hash of a credential is to be kept from now on; null where it is to stay. While one secret key takes
 * the place of another, what is used is hashed by the new one: not by processes that have the old one first.
 */
export async function newHashOf(
  db: Kysely<Schema>,
  keyring: Keyring,
  { hashes: [current], kept }: { hashes: Hashes; kept: Uint8Array },
): Promise<{ readonly hash: Buffer; readonly hashedBy: number } | null> {
  if (current.equals(kept)) return null;
  const { next } = await readLedger(db);
  const { id, fingerprint }: KeyName = keyring.current;
  return next === null || next === fingerprint ? { hash: current, hashedBy: id } : null;
}
