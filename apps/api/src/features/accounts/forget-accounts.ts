import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { deleteAllLinks, deleteEndedLinks } from './store-links.ts';
import { deleteAllSessions, deleteEndedSessions } from './store-sessions.ts';

/** Deletes the sessions and links that are over. */
export async function forgetAccounts({ database }: Pick<Deps, 'database'>): Promise<void> {
  await deleteEndedSessions(database.db);
  await deleteEndedLinks(database.db);
}

/** Deletes every session and link of all accounts. Returns how many there were. */
export const deleteWaysIn = async (tx: Tx): Promise<{ sessions: number; links: number }> => ({
  sessions: await deleteAllSessions(tx),
  links: await deleteAllLinks(tx),
});
