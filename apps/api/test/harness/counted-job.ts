import { sql } from 'kysely';
import type { Database } from '../../src/db/database.ts';
import { defineJob } from './define-job.ts';

/** Notes that it was begun, and has an effect that is there once however often it runs. */
export const counted = defineJob<{ number: number }, { database: Database }>()({
  name: 'test.counted',
  retryLimit: 20,
  concurrency: 4,
  async handle({ database }, { data: { number } }) {
    await sql`insert into counted_runs (number, process) values (${number}, ${process.pid})`.execute(
      database.db,
    );
    await database.inTransaction((tx) =>
      sql`insert into counted_effects values (${number}) on conflict do nothing`.execute(tx),
    );
  },
});

/** Makes the tables that the job writes to. */
export async function prepareCounting(database: Database): Promise<void> {
  await sql`create table counted_effects (number int primary key)`.execute(database.db);
  await sql`create table counted_runs
    (number int not null, process int not null, at timestamptz not null default clock_timestamp())`.execute(
    database.db,
  );
}
