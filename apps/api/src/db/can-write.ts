import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Whoever asks without a key asks the database at most this often. */
const believedMs = 2_000;

const asked = new WeakMap<Database, { readonly answer: Promise<void>; readonly until: number }>();

/**
 * Throws what keeps the database from writing: a full disk, a server that only reads. The answer is believed for two
 * seconds.
 */
export function canWrite(database: Database): Promise<void> {
  const now = performance.now();
  const known = asked.get(database);
  if (known && known.until > now) return known.answer;
  const answer = write(database);
  asked.set(database, { answer, until: now + believedMs });
  return answer;
}

/**
 * A row alone would prove little: there is room for it in files that are there. So a sort is given too little memory,
 * and has to write some 200 kB to a new file, which is gone again with the statement and is in no log.
 */
const write = (database: Database): Promise<void> =>
  database.inTransaction(async (tx) => {
    await sql`set local work_mem = '64kB'`.execute(tx);
    await sql`select count(*) from (
      select i, repeat(md5(i::text), 8) as text from generate_series(1, 600) i order by text offset 0) sorted
    `.execute(tx);
    await tx
      .insertInto('installation')
      .values({ name: 'last_write', value: '' })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: '' }))
      .execute();
  });
