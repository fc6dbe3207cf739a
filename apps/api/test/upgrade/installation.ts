import { decideAssignment, decideSlot } from '@astrocal/scheduling';
import { buildApp } from '../../src/app.ts';
import { bootstrap } from '../../src/bootstrap/bootstrap.ts';
import { checkSecretKey } from '../../src/bootstrap/secret-key.ts';
import type { Database } from '../../src/db/database.ts';
import { openEmbeddedDatabase } from '../../src/db/embedded.ts';
import { takeLocks } from '../../src/db/locks.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createOrganizationDirectory } from '../../src/db/organization-directory.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import type { Deps } from '../../src/deps.ts';
import { features } from '../../src/features/index.ts';
import { joinFeatures } from '../../src/features/join-features.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { createKeyring } from '../../src/lib/crypto.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { createOutbound } from '../../src/providers/outbound/index.ts';
import type { MailServer } from '../harness/mail-server.ts';
import type { Receiver } from '../harness/receiver.ts';
import { runDueJobs } from '../harness/run-due-jobs.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely; what they find is asserted
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly replayed: boolean;
}

/** What a request is made of; `text` is a body as it stands, for numbers that JavaScript does not know. */
export interface Ask {
  readonly key?: string | undefined;
  readonly body?: object;
  readonly text?: string;
  readonly idempotencyKey?: string;
}

/** A whole server without a socket, on a database that stays when it is closed, at a time that stands still. */
export interface Installation {
  readonly deps: Deps;
  readonly clock: { now(): number; moveTo(instant: string): void; moveBy(ms: number): void };
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  /** Runs what is due by the clock, as workers would; the names of the jobs that ran. */
  runDueJobs(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Place {
  readonly database: 'postgres' | 'embedded';
  /** Of PostgreSQL. */
  readonly url?: string;
  /** Where the keys are kept, and the embedded database. */
  readonly dataDir: string;
  readonly secretKey: string;
  readonly at: string;
  /** Everything that is sent to a webhook goes there, at the path that its URL says. */
  readonly receiver: Receiver;
  readonly mailServer: MailServer;
}

export const organization = {
  name: 'Northwind Studio',
  slug: 'northwind',
  owner: { name: 'Sam Rivera', email: 'sam@northwind.example' },
};

/** Starts as `start` does, with the same steps in the same order, but for the clock and for what lies outside. */
export async function openInstallation(place: Place): Promise<Installation> {
  const logger = createLogger('silent');
  const database = await openDatabase(place);
  await migrate(database);
  const keyring = createKeyring(place.secretKey);
  await checkSecretKey(database, keyring);
  const { jobs, attempts, between } = joinFeatures(features);
  const queue = await openQueue(database, { definitions: jobs, attempts, logger });
  const clock = standingClock(place.at);
  const outbound = createOutbound({ allow: ['127.0.0.1/32'] });
  const deps: Deps = {
    database,
    directory: createOrganizationDirectory(),
    queue,
    ...between,
    clock,
    keyring,
    logger,
    guards: { lock: takeLocks, decideSlot, decideAssignment },
    mail: place.mailServer.settings,
    outbound: {
      judgeUrl: outbound.judgeUrl,
      fetchFile: outbound.fetchFile,
      send: (request) =>
        outbound.send({
          ...request,
          url: new URL(new URL(request.url).pathname, place.receiver.url).href,
        }),
    },
    publicUrl: 'https://book.northwind.example',
    version: '0.0.0-test',
  };
  await bootstrap(deps, { organization, dataDir: place.dataDir });
  const server = await buildApp(deps);
  await server.ready();
  return {
    deps,
    clock,
    runDueJobs: () => runDueJobs({ deps, clock }),
    async ask(method, path, { key, body, text, idempotencyKey } = {}) {
      const payload = text ?? (body && JSON.stringify(body));
      const answer = await server.inject({
        method: method as 'GET',
        url: path,
        headers: {
          ...(payload !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        },
        ...(payload !== undefined && { payload }),
      });
      return {
        status: answer.statusCode,
        body: answer.body === '' ? null : JSON.parse(answer.body),
        replayed: answer.headers['idempotent-replayed'] === 'true',
      };
    },
    async close() {
      await server.close();
      await queue.stop();
      await outbound.close();
      await database.close();
    },
  };
}

function openDatabase({ database, url, dataDir }: Place): Promise<Database> | Database {
  if (database === 'embedded')
    return openEmbeddedDatabase({ dataDir: `${dataDir}/database`, logger: console });
  return openPostgres({ url: url as string, poolSize: 5, logger: console });
}

function standingClock(start: string): Installation['clock'] {
  let now = Date.parse(start);
  return {
    now: () => now,
    moveTo: (instant) => {
      now = Date.parse(instant);
    },
    moveBy: (ms) => {
      now += ms;
    },
  };
}
