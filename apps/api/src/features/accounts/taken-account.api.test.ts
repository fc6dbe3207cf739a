import { examplePassword } from '@astrocal/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestAnswer, type TestApi } from '../../../test/harness/api.ts';
import { refusalOf } from '../../../test/harness/organization.ts';
import { addPerson, type SignedInPerson } from '../../../test/harness/people.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import type { Tx } from '../../db/database.ts';
import { mailboxOf } from '../../lib/mailbox.ts';
import { makeLink } from './links.ts';
import { takeOverAccount } from './make-account.ts';
import { openSession } from './open-session.ts';
import { hashPassword } from './password-hash.ts';
import { lockUser } from './store-users.ts';

/* Somebody knows the password of an account, and its owner takes it back: hashing takes its time, so both may meet. */

const hour = 60 * 60_000;
const newPassword = 'a better horse';

let api: TestApi;
let person: SignedInPerson;
let newHash: string;
beforeAll(async () => {
  api = await createTestApi();
  newHash = await hashPassword(newPassword);
});
beforeEach(async () => {
  api.clock.moveBy(hour); // the tries of the test before are over
  person = await addPerson(api.deps, { organizationId: api.own.organizationId, role: 'admin' });
});
afterAll(() => api.close());

const post = (path: string, body: object, headers = {}): Promise<TestAnswer> =>
  api.call('POST', `/v1/auth/${path}`, { body, headers });
const signIn = (password: string) => post('sign-in', { email: person.email, password });
const sessionsLeft = () =>
  api.deps.database.db.selectFrom('sessions').select('id').where('user_id', '=', person.userId).execute();

const isAnybodyWaiting = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(api.deps.database.db);
  return (rows[0]?.n ?? 0) > 0;
};

/** Begins something while a transaction of the account is under way, and waits for both. */
async function beginDuring<T>(underWay: (tx: Tx) => Promise<void>, begin: () => Promise<T>): Promise<T> {
  const begun = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const first = api.deps.database.inTransaction(async (tx) => {
    await underWay(tx);
    begun.resolve();
    await mayEnd.promise;
  });
  await begun.promise;
  let isDone = false;
  const second = begin().finally(() => {
    isDone = true;
  });
  await expect.poll(async () => isDone || (await isAnybodyWaiting()), { timeout: 10_000 }).toBe(true);
  mayEnd.resolve();
  await first;
  return second;
}

/** Asks for something by the old password while another one is set: it is judged before that, and done after it. */
const askDuringReset = (ask: () => Promise<TestAnswer>): Promise<TestAnswer> =>
  beginDuring(async (tx) => {
    await tx.updateTable('users').set({ password_hash: newHash }).where('id', '=', person.userId).execute();
    await tx.deleteFrom('sessions').where('user_id', '=', person.userId).execute();
  }, ask);

describe('whoever proved an old password while a new one was set', () => {
  test('is not signed in by it', async () => {
    expect(refusalOf(await askDuringReset(() => signIn(examplePassword)))).toEqual([401, 'unauthorized']);
    expect(await sessionsLeft()).toEqual([]);
  });

  test('sets none in its place', async () => {
    const change = { current_password: examplePassword, new_password: 'the horse of a thief' };
    const headers = person.headers('live');
    const answer = await askDuringReset(() => post('password', change, headers));
    expect(refusalOf(answer)).toEqual([401, 'unauthorized']);
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect((await signIn(newPassword)).status).toBe(200);
  });

  test('has proved nothing by it', async () => {
    const headers = person.headers('live');
    const answer = await askDuringReset(() => post('reauthenticate', { password: examplePassword }, headers));
    expect(refusalOf(answer)).toEqual([401, 'unauthorized']);
  });
});

describe('while codes are switched on', () => {
  const during = (ask: () => Promise<TestAnswer>): Promise<TestAnswer> =>
    beginDuring(async (tx) => {
      const on = { totp_on_at: new Date(api.clock.now()) };
      await tx.updateTable('users').set(on).where('id', '=', person.userId).execute();
      await tx.deleteFrom('sessions').where('user_id', '=', person.userId).execute();
    }, ask);

  test('nobody signs in without one', async () => {
    expect(refusalOf(await during(() => signIn(examplePassword)))).toEqual([401, 'unauthorized']);
    expect(await sessionsLeft()).toEqual([]);
  });

  test('nobody signs in by a link without one', async () => {
    const { deps } = api;
    const token = await deps.database.inTransaction((tx) =>
      makeLink(deps, tx, { kind: 'sign_in', userId: person.userId }),
    );
    expect(refusalOf(await during(() => post('verify', { token })))).toEqual([401, 'unauthorized']);
    expect(await sessionsLeft()).toEqual([]);
  });
});

test('no link goes to an address that the account gives up meanwhile', async () => {
  const { db } = api.deps.database;
  await post('password-reset', { email: person.email });
  await beginDuring(
    async (tx) => {
      await lockUser(tx, person.userId);
      const email = `new-${person.email}`;
      const change = { email, mailbox: mailboxOf(email) };
      await tx.updateTable('users').set(change).where('id', '=', person.userId).execute();
    },
    () => runDueJobs(api),
  );
  const links = await db
    .selectFrom('account_links')
    .select('kind')
    .where('user_id', '=', person.userId)
    .execute();
  expect(links).toEqual([]);
});

test('a session that opens while somebody takes the account over ends with the others', async () => {
  const { deps, own } = api;
  const visit = { address: null, userAgent: null, sessionToken: null, cookieCounts: false };
  await beginDuring(
    async (tx) => {
      await lockUser(tx, person.userId);
      await openSession(deps, tx, { userId: person.userId, actsIn: own.organizationId, visit });
    },
    () =>
      deps.database.inTransaction((tx) =>
        takeOverAccount(deps, tx, person.userId, { name: 'Kim Park', passwordHash: newHash }),
      ),
  );
  expect(await sessionsLeft()).toEqual([]);
});

test('a session that has ended elsewhere is not renewed', async () => {
  const { db } = api.deps.database;
  const headers = person.headers('live');
  expect((await api.call('GET', '/v1/auth/session', { headers })).status).toBe(200);
  await db.deleteFrom('sessions').where('id', '=', person.sessionId).execute();
  const answer = await post('reauthenticate', { password: examplePassword }, headers);
  expect(refusalOf(answer)).toEqual([401, 'unauthorized']);
  expect(answer.headers).not.toHaveProperty('set-cookie');
});

test('of several links of one account that are used at once one signs in, and none waits for another in a circle', async () => {
  const deadlocks = async () =>
    (
      await sql<{ n: number }>`select deadlocks::int as n from pg_stat_database
        where datname = current_database()`.execute(api.deps.database.db)
    ).rows[0]?.n;
  const before = await deadlocks();
  const { userId } = person;
  for (let round = 0; round < 5; round++) {
    const make = () =>
      api.deps.database.inTransaction((tx) => makeLink(api.deps, tx, { kind: 'sign_in', userId }));
    const tokens = [await make(), await make(), await make(), await make()];
    const answers = await Promise.all(tokens.map((token) => post('verify', { token })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410]);
  }
  expect(await deadlocks()).toBe(before);
});
