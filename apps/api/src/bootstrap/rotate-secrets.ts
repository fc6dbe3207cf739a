import type { Database } from '../db/database.ts';
import { readDatabaseClock } from '../db/database-clock.ts';
import { secretKeysLock, takeLocks } from '../db/locks.ts';
import { countHashedByOthers, countSealed, sealAnew } from '../db/seal-anew.ts';
import type { HashedColumn, SealedColumn } from '../db/sealed-column.ts';
import { listProcesses, readLedger, writeLedger } from '../db/secret-keys.ts';
import { features } from '../features/index.ts';
import { storedAnswers } from '../http/idempotency.ts';
import type { KeyName, Keyring } from '../lib/crypto.ts';
import { judgeRotation, settle } from '../lib/secret-turns.ts';

/** Every column of sealed values. */
export const sealedColumns: readonly SealedColumn[] = [
  ...features.flatMap(({ sealed }) => sealed ?? []),
  storedAnswers,
];

/** Every column of hashes that are made by the secret key. */
export const hashedColumns: readonly HashedColumn[] = features.flatMap(({ hashed }) => hashed ?? []);

/** A database with the keys that a rotation turns from and to. */
export interface Turning {
  readonly database: Database;
  readonly keyring: Keyring;
}

/** How a rotation ended. */
export interface SecretRotation {
  readonly sealedAnew: number;
  /** How many processes seal by the previous key, or did while it was looked for: something may be left. */
  readonly sealers: number;
}

/**
 * Seals anew by the current key what the previous one has sealed, beside processes that serve. It goes on where one that
 * was ended has stopped. `tell` is told after each lot. Throws where the keyring has nothing to turn from.
 */
export async function rotate(
  { database, keyring }: Turning,
  tell: (sealed: SealedColumn, sealedAnew: number) => void,
): Promise<SecretRotation> {
  const refusal = judgeRotation(keyring, await readLedger(database.db));
  if (refusal !== null) throw new Error(refusal);
  const by = keyring.previous as KeyName;
  let sealedAnew = 0;
  for (;;) {
    const since = new Date(await readDatabaseClock(database.db));
    const before = sealedAnew;
    for (const sealed of sealedColumns)
      for await (const count of sealAnew({ database, keyring }, { sealed, by })) {
        sealedAnew += count;
        tell(sealed, sealedAnew);
      }
    // A value may move from a column to one that was looked through before: it is done when nothing is found in any.
    const sealers = await settleOn({ database, keyring }, { since, isDone: sealedAnew === before });
    if (sealers !== null) return { sealedAnew, sealers };
  }
}

/** The number of processes that seal by the previous key, zero once the current one alone is left; null: look again. */
async function settleOn(
  { database, keyring }: Turning,
  { since, isDone }: { since: Date; isDone: boolean },
): Promise<number | null> {
  return database.inTransaction(async (tx) => {
    await takeLocks(tx, [secretKeysLock]);
    const settled = settle(keyring, await readLedger(tx), await listProcesses(tx, since));
    if (typeof settled === 'number') return settled;
    if (!isDone) return null;
    await writeLedger(tx, settled);
    return 0;
  });
}

/** How much of a database the previous key still opens or knows; zeros where there is none. */
export async function countRemaining({ database: { db }, keyring: { current, previous } }: Turning): Promise<{
  readonly sealed: readonly { readonly sealed: SealedColumn; readonly count: number }[];
  readonly hashed: readonly { readonly hashed: HashedColumn; readonly count: number }[];
}> {
  const [sealed, hashed] = [[], []] as [
    { sealed: SealedColumn; count: number }[],
    { hashed: HashedColumn; count: number }[],
  ];
  for (const each of sealedColumns)
    sealed.push({
      sealed: each,
      count: previous ? await countSealed(db, { sealed: each, by: previous }) : 0,
    });
  for (const each of hashedColumns)
    hashed.push({ hashed: each, count: previous ? await countHashedByOthers(db, each, current) : 0 });
  return { sealed, hashed };
}
