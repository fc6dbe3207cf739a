import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';

/**
 * Makes a log that was restored from a dump readable. Its rows name transactions of the server that they come from;
 * where those are ahead of this server's, they would stay hidden until it catches up, and new rows would sort before
 * them. Every row that a snapshot shows was committed before it, so one whose transaction is not can only be restored:
 * it goes to the beginning, where rows are in the order of their ids. The last row of each log tells first whether
 * there are any: every start asks, and would otherwise read all of them.
 */
export async function adoptRestoredLog({ db }: Pick<Database, 'db'>): Promise<void> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from organizations o cross join (values (true), (false)) modes (is_test)
      cross join lateral (
        select tx_id from events e where e.organization_id = o.id and e.is_test = modes.is_test
        order by tx_id desc, id desc limit 1) last
      where last.tx_id >= pg_snapshot_xmax(pg_current_snapshot())) as found`.execute(db);
  if (!rows[0]?.found) return;
  await sql`update events set tx_id = '0' where tx_id >= pg_snapshot_xmax(pg_current_snapshot())`.execute(db);
}
