import { deleteOlder } from '../../../src/db/delete-older.ts';
import type { Deps } from '../../../src/deps.ts';

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Deletes what was written more than 30 days ago and is not still to be said. */
export const forgetFarewells = ({ database }: Pick<Deps, 'database'>): Promise<void> =>
  deleteOlder(database.db, { table: 'farewells', keepsPending: true }, keptMs);
