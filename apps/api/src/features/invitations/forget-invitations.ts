import { deleteOlder } from '../../db/delete-older.ts';
import type { Deps } from '../../deps.ts';

/** Those that ended are listed for so long: they can be sent again. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Deletes the invitations that ended more than 30 days ago. */
export const forgetInvitations = ({ database }: Pick<Deps, 'database'>): Promise<void> =>
  deleteOlder(database.db, { table: 'invitations', agesSince: 'expires_at' }, keptMs);
