import type { Deps } from '../../deps.ts';
import { deleteEndedLinks } from './store-links.ts';
import { deleteEndedSessions } from './store-sessions.ts';

/** Deletes the sessions and links that are over. */
export async function forgetAccounts({ database }: Pick<Deps, 'database'>): Promise<void> {
  await deleteEndedSessions(database.db);
  await deleteEndedLinks(database.db);
}
