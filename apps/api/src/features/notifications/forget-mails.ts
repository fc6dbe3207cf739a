import { deleteOlder } from '../../db/delete-older.ts';
import type { Deps } from '../../deps.ts';

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Deletes the mails that were written more than 30 days ago, as the log forgets the messages they followed from. */
export async function forgetMails({ database, clock }: Pick<Deps, 'database' | 'clock'>): Promise<void> {
  await deleteOlder(database.db, 'mails', new Date(clock.now() - keptMs));
}
