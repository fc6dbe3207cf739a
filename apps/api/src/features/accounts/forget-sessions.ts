import type { Deps } from '../../deps.ts';
import { deleteEndedSessions } from './store-sessions.ts';

/** Deletes the sessions that are over. */
export const forgetSessions = ({ database }: Pick<Deps, 'database'>): Promise<void> =>
  deleteEndedSessions(database.db);
