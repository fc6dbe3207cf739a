import { once } from 'node:events';
import { existsSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { decideAssignment, decideSlot } from '@astrocal/scheduling';
import type { FastifyInstance } from 'fastify';
import { type AppOptions, buildApp, buildWorkerApp } from '../app.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openEmbeddedDatabase } from '../db/embedded.ts';
import { isUnmade } from '../db/embedded-directory.ts';
import { takeLocks } from '../db/locks.ts';
import { migrate } from '../db/migrate.ts';
import { createOrganizationDirectory } from '../db/organization-directory.ts';
import { openPostgres } from '../db/postgres.ts';
import type { Deps } from '../deps.ts';
import { features } from '../features/index.ts';
import { joinFeatures } from '../features/join-features.ts';
import { openQueue, type Queue } from '../jobs/queue.ts';
import { machineZone, systemClock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { MailSettings } from '../providers/mail.ts';
import { createOutbound, type Outbound } from '../providers/outbound/index.ts';
import { createSmtpSender } from '../providers/smtp/smtp-sender.ts';
import { version } from '../version.ts';
import { bootstrap } from './bootstrap.ts';
import { credentialsFile } from './credentials.ts';
import { databaseDirectory, keepPrivate } from './data-directory.ts';
import { forgetRegularly } from './forgetting.ts';
import { openKeyring, tellOfProcess } from './secret-key.ts';
import { keepSetupLink } from './setup-link.ts';
import { warnOfSurprises } from './surprises.ts';
import { type ClockWatch, watchClock } from './watch-clock.ts';
import { welcome } from './welcome.ts';

/** Connections to PostgreSQL for requests; further requests wait their turn. */
const requestConnections = 20;

/** What has to be closed again, in the order in which it was opened. */
export interface Running {
  readonly database: Database;
  readonly clockWatch: ClockWatch;
  readonly queue: Queue<Deps>;
  readonly mail: MailSettings;
  readonly outbound: Outbound;
  /** Null in a process that only answers requests. */
  readonly stopForgetting: (() => Promise<void>) | null;
  /** Tells that this process and its secret keys are gone. */
  readonly endTelling: () => Promise<void>;
  readonly server: FastifyInstance;
}

/** Starts the roles that the configuration names and prints where they are. Throws what kept it from starting. */
export async function start(config: Config, logger: Logger): Promise<Running> {
  await keepPrivate(config.dataDir, logger);
  const database = await openDatabase(config, logger);
  let endTelling = async () => {};
  try {
    // Before anything is made: keys of a first start that then fails would never have been shown.
    await tryPort(config);
    await migrate(database);
    const keyring = await openKeyring(database, config);
    endTelling = await tellOfProcess({ database, keyring, logger, refused: endThisProcess });
    const clockWatch = await watchClock({ database, clock: systemClock, logger });
    const { jobs, attempts, between } = joinFeatures(features);
    const queue = await openQueue(database, { definitions: jobs, attempts, logger });
    const mail = openMail(config, logger);
    const outbound = createOutbound({ allow: config.outboundAllow });
    const deps: Deps = {
      database,
      directory: createOrganizationDirectory(),
      queue,
      ...between,
      clock: systemClock,
      isClockWrong: clockWatch.isWrong,
      keyring,
      logger,
      guards: { lock: takeLocks, decideSlot, decideAssignment },
      mail,
      outbound,
      publicUrl: config.publicUrl,
      mostMembers: config.mostMembers,
      version,
    };
    const created = await bootstrap(deps, { ...config, timezone: machineZone() });
    await warnOfSurprises(deps, config);
    const server = await serve(deps, config);
    const works = config.roles.includes('worker');
    if (works)
      await clockWatch.whileRight({ begin: () => queue.startWorkers(deps), end: () => queue.stopWorkers() });
    const stopForgetting = works ? forgetRegularly(deps) : null;
    const setupLink = config.roles.includes('http') ? await keepSetupLink(deps, config) : null;
    tell(config, logger, await welcome(deps, config, { created, setupLink }));
    return { database, clockWatch, queue, mail, outbound, stopForgetting, endTelling, server };
  } catch (error) {
    await endTelling();
    await database.close();
    throw error;
  }
}

/** As whoever stops it would: what is in flight is finished first. */
const endThisProcess = () => process.kill(process.pid, 'SIGTERM');

async function openDatabase(config: Config, logger: Logger): Promise<Database> {
  const { databaseUrl: url, databasePooler: pooler, databaseIsSpread: isSpread, dataDir } = config;
  if (url !== null) return openPostgres({ url, poolSize: requestConnections, pooler, isSpread, logger });
  const directory = databaseDirectory(dataDir);
  if (await isUnmade(directory)) {
    refuseLostDatabase(dataDir, directory);
    tell(config, logger, 'Making the embedded database: this first start takes some seconds.');
  }
  return openEmbeddedDatabase({ dataDir: directory, logger });
}

/** Keys are kept after their organization is: where they are alone, its database was there and is gone. */
function refuseLostDatabase(dataDir: string, directory: string): void {
  const file = path.resolve(credentialsFile(dataDir));
  if (!existsSync(file)) return;
  throw new Error(
    `${file} holds the keys of a database, and there is none in ${directory}. Nothing was made. Restore a backup or ` +
      'set DATABASE_URL to where it is; to begin anew, move the file away.',
  );
}

/** What a start says: to whoever typed the command, or as a line of the log where only lines are read. */
function tell({ production }: Config, logger: Logger, text: string): void {
  if (production) for (const line of text.split('\n').filter(Boolean)) logger.info(line);
  else console.log(text);
}

function openMail({ mail: { smtpUrl, from, ceiling }, production }: Config, logger: Logger): MailSettings {
  if (smtpUrl === null && production)
    logger.warn('ASTROCAL_SMTP_URL is not set: mail is kept in the database and not sent.');
  return { sender: smtpUrl === null ? null : createSmtpSender({ url: smtpUrl }), from, ceiling };
}

/** Fails as listening there would. */
async function tryPort({ port, host }: Config): Promise<void> {
  const probe = net.createServer().listen({ port, host });
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}

async function serve(deps: Deps, config: Config): Promise<FastifyInstance> {
  const { port, host, roles, trustProxy, limits, developerAccess, embedOrigins, mcpHosts } = config;
  const build = roles.includes('http') ? buildApp : buildWorkerApp;
  const server = await build(deps, {
    trustProxy,
    limits,
    metrics: metricsAccess(config),
    devMail: developerAccess,
    embedOrigins,
    mcpHosts,
  });
  await server.listen({ port, host });
  return server;
}

/** Figures tell how much business is done: nobody reads them by accident. */
const metricsAccess = ({ metricsToken, developerAccess }: Config): NonNullable<AppOptions['metrics']> =>
  metricsToken === null ? developerAccess : { token: metricsToken };

/** Finishes what is in flight: requests first, then jobs, then the database. */
export async function stop({
  server,
  clockWatch,
  queue,
  mail,
  outbound,
  stopForgetting,
  endTelling,
  database,
}: Running): Promise<void> {
  clockWatch?.stop();
  await server?.close();
  await stopForgetting?.();
  await queue.stop();
  mail.sender?.close();
  await outbound.close();
  await endTelling();
  await database.close();
}
