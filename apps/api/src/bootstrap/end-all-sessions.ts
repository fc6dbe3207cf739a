import { deleteWaysIn } from '../features/accounts/index.ts';
import { endAllEmbedSessions } from '../features/embed-sessions/index.ts';
import { withDatabase } from './with-database.ts';

/**
 * Ends every session, embedded ones too, and every link of an account: a database that was restored knows those that have been ended or used since
 * its backup. Passwords and keys stay. Returns the exit code.
 */
export const endAllSessions = (): Promise<number> =>
  withDatabase(async (database) => {
    const { sessions, links } = await database.inTransaction(deleteWaysIn);
    const embedded = await endAllEmbedSessions(database.db);
    return `Everybody is signed out: ${sessions} sessions, ${embedded} embedded sessions and ${links} links have ended.`;
  });
