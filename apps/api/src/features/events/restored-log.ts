import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';

/**
 * Makes a log that was restored from a dump readable. Its rows name transactions of the server that they come from;
 * where those are ahead of this server's, they would stay hidden until it catches up, and new rows would sort before
 * them. Every row that a snapshot shows was committed before it, so one whose transaction is not can only be restored:
 * it goes to the beginning, where rows are in the order of their ids.
 */
export async function adoptRestoredLog({ db }: Pick<Database, 'db'>): Promise<void> {
  await sql`update events set tx_id = '0' where tx_id >= pg_snapshot_xmax(pg_current_snapshot())`.execute(db);
}
