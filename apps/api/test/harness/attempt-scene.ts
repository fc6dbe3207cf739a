import { sql } from 'kysely';
import { afterEach, beforeEach } from 'vitest';
import { type ClaimedOf, claimDue, type Wanted } from '../../src/attempts/claim.ts';
import { type AttemptKind, type AttemptRow, defineAttempts, type Result } from '../../src/attempts/kind.ts';
import type { Database } from '../../src/db/database.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import type { Owner } from '../../src/lib/principal.ts';
import { createTestClock, type TestClock } from './api.ts';
import type { TestDatabase } from './databases.ts';

/** A row of the kind of attempts that tests make. */
export interface TestAttemptRow extends AttemptRow {
  readonly lane: string;
  readonly said: string | null;
}

/** What it is given: `perform` is what the test wants to happen. */
export interface TestAttemptDeps {
  readonly clock: TestClock;
  readonly database: Database;
  perform(row: TestAttemptRow, signal: AbortSignal): Promise<Result> | Result;
}

/** Few places, so that each limit is met. */
export const kind: AttemptKind<TestAttemptRow, TestAttemptDeps> = defineAttempts<
  TestAttemptRow,
  TestAttemptDeps
>({
  name: 'test.attempt',
  table: 'test_attempts',
  lane: 'lane',
  schedule: { delaysMs: [5_000, 60_000], jitter: 0, longestHintMs: 3_600_000 },
  places: {
    total: 8,
    perOwner: 6,
    test: 4,
    perLane: 2,
    unproven: 6,
    unprovenPerOwner: 3,
    claimedPerPlace: 2,
  },
  values: { said: 'text' },
  reason: 'said',
  async perform({ perform }, row, signal) {
    return perform(row, signal);
  },
});
/** The same, where a lane goes in order. */
export const ordered: AttemptKind<TestAttemptRow, TestAttemptDeps> = {
  ...kind,
  isOrdered: true,
  places: { ...kind.places, perLane: 1, claimedPerPlace: 1 },
};

const table = `create table test_attempts (
  organization_id text collate "C" not null, id text collate "C" not null, is_test boolean not null, lane text not null,
  status text not null default 'pending', attempts integer not null default 0,
  next_attempt_at timestamptz, claimed_until timestamptz,
  faults integer not null default 0, fault text, given_up_at timestamptz, said text,
  primary key (organization_id, id));
create index on test_attempts (organization_id, is_test, next_attempt_at, id) where next_attempt_at is not null`;

export const logger = { info: () => undefined, warn: () => undefined, error: console.error };
/** The outcome of an attempt that was made. */
export const done = (said = ''): Result => ({ is: 'done', status: 'success', values: { said } });
export const a: Owner = { organizationId: 'org_a', isTest: false };
export const b: Owner = { organizationId: 'org_b', isTest: false };

/** How long a test waits at most for what happens soon. */
export const soon = { timeout: 20_000 };

/** A database with a table of attempts, empty for each test, and a clock that stands still. */
export function attemptScene(openDatabase: () => Promise<TestDatabase>) {
  let opened: TestDatabase | undefined;
  let clock = createTestClock();
  let end = Promise.withResolvers<void>();
  const running: Awaited<ReturnType<typeof openQueue>>[] = [];
  const database = (): Database => {
    if (!opened) throw new Error('The database is opened before the first test.');
    return opened.database;
  };

  beforeEach(async () => {
    if (!opened) {
      opened = await openDatabase();
      await database().queueConnection.executeSql(table);
    }
    await sql`truncate test_attempts`.execute(database().db);
    clock = createTestClock();
    end = Promise.withResolvers();
  });

  async function stopAll(): Promise<void> {
    for (const each of running.splice(0)) await each.stop();
  }
  afterEach(async () => {
    end.resolve();
    await stopAll();
  });

  /** So many due attempts of the owner in the lane, named after it and numbered. */
  async function insert(owner: Owner, lane: string, count = 1): Promise<string[]> {
    const mode = owner.isTest ? 'test' : 'live';
    const ids = Array.from(
      { length: count },
      (_, index) => `${owner.organizationId} ${mode} ${lane} ${String(index).padStart(3, '0')}`,
    );
    await sql`insert into test_attempts (organization_id, is_test, id, lane, next_attempt_at)
      select ${owner.organizationId}, ${owner.isTest}, id, ${lane}, ${new Date(clock.now())}
      from unnest(${ids}::text[]) as id`.execute(database().db);
    return ids;
  }

  /** A process that makes attempts, on a database of its own unless told. */
  async function work(
    perform: TestAttemptDeps['perform'],
    { on = database(), of = kind }: { on?: Database; of?: typeof kind } = {},
  ) {
    const queue = await openQueue(on, { definitions: [], attempts: [of], logger });
    running.push(queue);
    const deps: TestAttemptDeps = { clock, database: on, perform };
    await queue.startWorkers(deps as never);
    return queue;
  }

  /** Claims what is due of one owner, as a worker of some process would. */
  async function claimOf(of: typeof kind, asked: Wanted): Promise<ClaimedOf> {
    const now = clock.now();
    const [claimed] = await claimDue(database().queueConnection, of, { asked: [asked], now });
    return claimed as ClaimedOf;
  }

  const rows = async () =>
    (
      await sql<
        TestAttemptRow & { fault: string | null; given_up_at: Date | null }
      >`select * from test_attempts order by id`.execute(database().db)
    ).rows;
  const statuses = async () => (await rows()).map(({ status, attempts }) => `${status} ${attempts}`);
  const deps = (perform: TestAttemptDeps['perform']): TestAttemptDeps => ({
    clock,
    database: database(),
    perform,
  });

  return {
    get database() {
      return database();
    },
    get url() {
      return opened?.url;
    },
    get clock() {
      return clock;
    },
    /** Ends what hangs. */
    get end() {
      return end;
    },
    insert,
    work,
    claimOf,
    rows,
    statuses,
    deps,
    /** Stops what makes attempts. */
    stopAll,
  };
}
