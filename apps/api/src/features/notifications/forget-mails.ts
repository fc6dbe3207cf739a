import { deleteOlder } from '../../db/delete-older.ts';
import type { Deps } from '../../deps.ts';

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Deletes the mails that were written more than 30 days ago, as the log forgets the messages they followed from;
 * those that are still to be sent stay. */
export async function forgetMails({ database }: Pick<Deps, 'database'>): Promise<void> {
  await deleteOlder(database.db, { table: 'mails', keepsPending: true }, keptMs);
}
