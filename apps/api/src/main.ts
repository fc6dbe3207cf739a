import path from 'node:path';
import { decideSlot } from '@astrocal/scheduling';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { bootstrap } from './bootstrap/bootstrap.ts';
import { credentialsFile, readCredentials } from './bootstrap/credentials.ts';
import { checkSecretKey, developmentSecretKey } from './bootstrap/secret-key.ts';
import { findNextSlot, welcomeText } from './bootstrap/welcome.ts';
import { type Config, readConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { openEmbeddedDatabase } from './db/embedded.ts';
import { takeLocks } from './db/locks.ts';
import { migrate } from './db/migrate.ts';
import { openPostgres } from './db/postgres.ts';
import type { AppJob, Deps } from './deps.ts';
import { expireUnpaid } from './features/bookings/index.ts';
import { openQueue, type Queue } from './jobs/queue.ts';
import { systemClock } from './lib/clock.ts';
import { createKeyring } from './lib/crypto.ts';
import { createLogger, type Logger } from './lib/logger.ts';
import { version } from './version.ts';

/** Connections to PostgreSQL for requests; further requests wait their turn. */
const requestConnections = 20;

const jobs: readonly AppJob[] = [expireUnpaid];

/** Everything that has to be closed again, in the order in which it was opened. */
interface Running {
  readonly database: Database;
  readonly queue: Queue<AppJob>;
  readonly server: FastifyInstance | null;
}

async function start(config: Config, logger: Logger): Promise<Running> {
  for (const name of config.withoutEffect)
    logger.warn(`${name} is set, but has no effect in this release yet.`);
  const database = await openDatabase(config, logger);
  try {
    await migrate(database);
    const keyring = createKeyring(config.secretKey ?? (await developmentSecretKey(config.dataDir)));
    await checkSecretKey(database, keyring);
    const queue = await openQueue(database, { definitions: jobs, logger });
    const deps: Deps = {
      database,
      queue,
      clock: systemClock,
      keyring,
      logger,
      guards: { lock: takeLocks, decideSlot },
      publicUrl: config.publicUrl,
      version,
    };
    const created = await bootstrap(deps, { organization: config.organization, dataDir: config.dataDir });
    if (config.roles.includes('worker')) await queue.startWorkers(deps);
    const server = config.roles.includes('http') ? await serve(deps, config) : null;
    await welcome(deps, config, { created, server });
    return { database, queue, server };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function openDatabase({ databaseUrl, dataDir }: Config, logger: Logger): Promise<Database> | Database {
  if (databaseUrl !== null) return openPostgres({ url: databaseUrl, poolSize: requestConnections, logger });
  return openEmbeddedDatabase({ dataDir: path.resolve(dataDir, 'database'), logger });
}

async function serve(deps: Deps, { port, host, trustProxy }: Config): Promise<FastifyInstance> {
  const server = await buildApp(deps, { trustProxy });
  await server.listen({ port, host });
  return server;
}

async function welcome(
  deps: Deps,
  config: Config,
  { created, server }: { created: Awaited<ReturnType<typeof bootstrap>>; server: FastifyInstance | null },
): Promise<void> {
  if (!server) {
    console.log('Astrocal works on the job queue.');
    return;
  }
  const credentials = created ?? (await readCredentials(config.dataDir));
  console.log(
    welcomeText({
      url: config.publicUrl,
      database: config.databaseUrl === null ? 'embedded database' : 'PostgreSQL',
      credentials,
      isFirstStart: created !== null,
      credentialsFile: path.resolve(credentialsFile(config.dataDir)),
      nextSlot: credentials && (await findNextSlot(deps, credentials.testEventTypeId)),
    }),
  );
}

/** Finishes what is in flight: requests first, then jobs, then the database. */
async function stop({ server, queue, database }: Running): Promise<void> {
  await server?.close();
  await queue.stop();
  await database.close();
}

/** A fault at start is told in one sentence; its stack is for those who ask for it. */
function fail(error: unknown): never {
  const { message, stack, cause } = error as Error;
  console.error(`\nAstrocal did not start. ${message}`);
  if (cause instanceof Error) console.error(`Because: ${cause.message}`);
  if (process.env.ASTROCAL_LOG_LEVEL === 'debug') console.error(stack);
  process.exit(1);
}

try {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const running = await start(config, logger);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      logger.info({ signal }, 'Stopping: what is in flight is finished first.');
      stop(running).then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'Stopping failed.');
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  fail(error);
}
