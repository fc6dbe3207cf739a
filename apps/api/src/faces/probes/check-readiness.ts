import { checkDatabase } from '../../db/readiness.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';

/** Throws `unavailable` when the process cannot serve requests; the cause is logged. */
export async function checkReadiness({ database, queue, logger, isClockWrong }: Deps): Promise<void> {
  try {
    await checkDatabase(database);
    await queue.check();
    if (isClockWrong?.()) throw new Error('The clock is too far from that of the database.');
  } catch (error) {
    logger.warn({ err: error }, 'The process is not ready.');
    throw new ApiError('unavailable', 'The server isn’t ready yet. Try again in a moment.');
  }
}
