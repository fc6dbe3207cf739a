import { exampleEmail } from '@astrocal/contract';
import { decideAssignment, decideSlot } from '@astrocal/scheduling';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { createFirstOrganization } from '../../src/bootstrap/bootstrap.ts';
import type { Credentials } from '../../src/bootstrap/credentials.ts';
import type { Database } from '../../src/db/database.ts';
import { takeLocks } from '../../src/db/locks.ts';
import { createOrganizationDirectory } from '../../src/db/organization-directory.ts';
import type { Deps } from '../../src/deps.ts';
import type { Feature } from '../../src/features/feature.ts';
import { features } from '../../src/features/index.ts';
import { type JoinedFeatures, joinFeatures } from '../../src/features/join-features.ts';
import { findOwner } from '../../src/features/members/index.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { createKeyring } from '../../src/lib/crypto.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { createOutbound } from '../../src/providers/outbound/index.ts';
import { asApplication } from '../places/application.ts';
import { createTestDatabase, type DatabaseKind, type TestDatabase } from './databases.ts';
import { addAccount, type SignedInPerson, signInPerson } from './people.ts';
import { testSecretKey } from './secret-key.ts';

/** A clock that stands still until a test moves it. */
export interface TestClock {
  now(): number;
  /** To an ISO instant, or by milliseconds. */
  moveTo(instant: string): void;
  moveBy(ms: number): void;
}

/** A Monday, 08:00 UTC. */
export const testStart = '2026-06-01T08:00:00Z';

export function createTestClock(start: string = testStart): TestClock {
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

export interface CallOptions {
  /** An API key; none unless told. */
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where it comes from; 127.0.0.1 unless told. */
  readonly address?: string;
}

/** An answer; `body` is the parsed JSON, undefined where there is none. */
export interface TestAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely; what they find is asserted
  readonly body: any;
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>;
}

/** A whole API on a database of its own, without a socket. */
export interface TestApi {
  readonly server: FastifyInstance;
  readonly deps: Deps;
  readonly clock: TestClock;
  /** The first organization. */
  readonly own: Credentials;
  /** Its owner, who is signed in, with the address and password of the contract's examples. */
  readonly person: SignedInPerson;
  /** Another one on the same server. */
  readonly other: Credentials;
  readonly test: TestDatabase;
  /** The features that it is made of. */
  readonly joined: JoinedFeatures;
  readonly made: TestFeatures;
  call(method: string, path: string, options?: CallOptions): Promise<TestAnswer>;
  close(): Promise<void>;
}

const organization = (name: string) => ({
  name,
  slug: name.toLowerCase(),
  owner: { name: `${name} Owner`, email: `owner@${name.toLowerCase()}.example` },
});

/** Of what an API is made where it is made of more than the product. */
export interface TestFeatures {
  readonly features?: readonly Feature[];
  /** Makes the tables of those that no migration knows. */
  prepare?(database: Database): Promise<void>;
}

export async function createTestApi(
  kind: DatabaseKind = 'postgres',
  overrides: Partial<Pick<Deps, 'guards' | 'logger' | 'mail' | 'outbound' | 'isClockWrong'>> = {},
  { features: all = features, prepare, on }: TestFeatures & { readonly on?: TestDatabase } = {},
): Promise<TestApi> {
  const test = on ?? (await createTestDatabase(kind));
  const { database } = test;
  await prepare?.(database);
  const logger = createLogger('silent');
  const joined = joinFeatures(all);
  const queue = await openQueue(database, { definitions: joined.jobs, attempts: joined.attempts, logger });
  const clock = createTestClock();
  // Receivers of tests listen on loopback, and every name leads nowhere.
  const outbound = createOutbound({ allow: ['127.0.0.1/32'], resolve: async () => [] });
  const deps: Deps = {
    database,
    directory: createOrganizationDirectory(),
    queue,
    ...joined.between,
    clock,
    keyring: createKeyring(testSecretKey),
    logger,
    guards: { lock: takeLocks, decideSlot, decideAssignment },
    outbound,
    mail: { sender: null, from: { name: null, address: 'bookings@astrocal.test' }, ceiling: 30 },
    publicUrl: 'http://astrocal.test',
    version: '0.0.0-test',
    ...overrides,
  };
  const found = (name: string) =>
    database.inTransaction((tx) => createFirstOrganization(deps, tx, organization(name)));
  const own = await found('Own');
  const person = await signInOwner(deps, own.organizationId);
  const other = await found('Other');
  const server = await buildApp(deps, { features: all });
  await server.ready();
  return {
    server,
    deps,
    clock,
    own,
    person,
    other,
    test,
    joined,
    made: { features: all, ...(prepare && { prepare }) },
    call: (method, path, options) => call(server, { method, path, ...options }),
    async close() {
      await server.close();
      await queue.stop();
      await outbound.close();
      await test.close();
    },
  };
}

async function signInOwner(deps: Deps, organizationId: string): Promise<SignedInPerson> {
  const { id: memberId } = await findOwner(deps.database.db, organizationId);
  const email = exampleEmail;
  const userId = await addAccount(deps, { organizationId, memberId, email });
  return signInPerson(deps, { organizationId, memberId, userId, email });
}

async function call(
  server: FastifyInstance,
  { method, path, key, body, headers = {}, address }: CallOptions & { method: string; path: string },
): Promise<TestAnswer> {
  const response = await asApplication(() =>
    server.inject({
      method: method as 'GET',
      url: path,
      ...(address !== undefined && { remoteAddress: address }),
      headers: { ...(key !== undefined && { authorization: `Bearer ${key}` }), ...headers },
      ...(body !== undefined && { payload: body as object }),
    }),
  );
  return {
    status: response.statusCode,
    body: response.body === '' ? undefined : JSON.parse(response.body),
    headers: response.headers,
  };
}
