import { openApiDocument, operations } from '@astrocal/contract';
import { zoneDataVersion } from '@astrocal/scheduling';
import { sql } from 'kysely';
import { pendingMigrations } from '../../db/migrate.ts';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { ApiError } from '../../lib/api-error.ts';

export function mountService(mount: Mount, deps: Deps): void {
  mount(operations.getHealth, async () => ({
    status: 200,
    body: { status: 'ok', version: deps.version, zone_data: zoneDataVersion },
  }));

  mount(operations.getReady, async () => {
    await checkReadiness(deps);
    return {
      status: 200,
      body: { status: 'ready', checks: { database: 'ok', migrations: 'ok', queue: 'ok' } },
    };
  });

  const document = JSON.stringify(openApiDocument({ serverUrl: deps.publicUrl, version: deps.version }));
  mount(operations.getOpenApi, async () => ({ status: 200, text: document }));
}

/** Throws `unavailable` when the process cannot serve requests; the cause is logged. */
async function checkReadiness({ database, queue, logger }: Deps): Promise<void> {
  try {
    await sql`select 1`.execute(database.db);
    const pending = await pendingMigrations(database);
    if (pending.length > 0) throw new Error(`Migrations are pending: ${pending.join(', ')}.`);
    await queue.check();
  } catch (error) {
    logger.warn({ err: error }, 'The process is not ready.');
    throw new ApiError('unavailable', 'The server is not ready.');
  }
}
