import { deleteWaysIn } from '../features/accounts/index.ts';
import { withDatabase } from './with-database.ts';

/**
 * Ends every session and link of all accounts: a database that was restored knows those that have been ended or used since
 * its backup. Passwords and keys stay. Returns the exit code.
 */
export const endAllSessions = (): Promise<number> =>
  withDatabase(async (database) => {
    const { sessions, links } = await database.inTransaction(deleteWaysIn);
    return `Everybody is signed out: ${sessions} sessions and ${links} links have ended.`;
  });
