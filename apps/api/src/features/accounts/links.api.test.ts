import { examplePassword } from '@astrocal/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestAnswer, type TestApi } from '../../../test/harness/api.ts';
import {
  createTestOrganization,
  refusalOf,
  type TestOrganization,
} from '../../../test/harness/organization.ts';
import { addPerson, type SignedInPerson } from '../../../test/harness/people.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { readNewestMails } from '../notifications/index.ts';
import { makeSetupLink } from './index.ts';

const hour = 60 * 60_000;

let api: TestApi;
let org: TestOrganization;
beforeAll(async () => {
  api = await createTestApi();
});
beforeEach(async () => {
  api.clock.moveBy(2 * hour);
  org = await createTestOrganization(api);
});
afterAll(() => api.close());

const post = (path: string, body: object, headers = {}): Promise<TestAnswer> =>
  api.call('POST', `/v1/auth/${path}`, { body, headers });
const cookieOf = ({ headers }: TestAnswer) => String(headers['set-cookie']).split(';')[0] ?? '';
const whoIs = (cookie: string) =>
  api.call('GET', '/v1/auth/session', { headers: { cookie, 'astrocal-mode': 'live' } });
const expired = [410, 'link_expired'];

describe('the setup link', () => {
  const setupToken = async () => {
    const token = await api.deps.database.inTransaction((tx) =>
      makeSetupLink(api.deps, tx, org.organizationId),
    );
    return token ?? '';
  };
  let owners = 0;
  const owner = () => ({
    name: 'Alex Owner',
    email: `Alex-${++owners}@Example.com`,
    password: 'correct horse battery',
  });

  test('gives the owner an account and signs them in, and is used up', async () => {
    const token = await setupToken();
    const account = owner();
    const answer = await post('setup', { token, ...account });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        user: { name: 'Alex Owner', email: account.email, email_verified: false },
        organizations: [{ id: org.organizationId, role: 'owner' }],
      },
    });
    expect((await whoIs(cookieOf(answer))).body.member.role).toBe('owner');
    const { data } = (await org.call('GET', '/v1/members')).body;
    expect(data).toMatchObject([{ name: 'Alex Owner', email: account.email, role: 'owner' }]);
    expect(refusalOf(await post('setup', { token, ...owner() }))).toEqual(expired);
    expect(await setupToken()).toBe('');
  });

  test('works for one of many who use it at once, and for nobody with another one after that', async () => {
    const [token, another] = [await setupToken(), await setupToken()];
    const race = await Promise.all(Array.from({ length: 6 }, () => post('setup', { token, ...owner() })));
    expect(race.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410, 410, 410]);
    expect(refusalOf(await post('setup', { token: another, ...owner() }))).toEqual(expired);
  });

  test('is over after 24 hours; what is none costs no hash', async () => {
    const token = await setupToken();
    api.clock.moveBy(24 * hour);
    expect(refusalOf(await post('setup', { token, ...owner() }))).toEqual(expired);
    for (const guess of ['', 'x', 'A'.repeat(43)])
      expect(refusalOf(await post('setup', { token: guess, ...owner() }))).toEqual(expired);
  });

  test('stays good when it was filled in wrongly', async () => {
    const token = await setupToken();
    const account = owner();
    const weak = await post('setup', { token, ...account, password: 'password' });
    expect(refusalOf(weak)).toEqual([400, 'validation_error', 'body.password']);
    const taken = await post('setup', { token, ...account, email: api.person.email });
    expect(refusalOf(taken)).toEqual([409, 'conflict']);
    const other = { name: 'Sam Rivera', email: 'of-another-member@example.com' };
    expect((await api.call('POST', '/v1/members', { key: org.liveKey, body: other })).status).toBe(201);
    const ofOther = await post('setup', { token, ...account, email: other.email });
    expect(refusalOf(ofOther)).toEqual([409, 'conflict']);
    expect((await post('setup', { token, ...account })).status).toBe(200);
  });
});

describe('a link in a mail', () => {
  let person: SignedInPerson;
  beforeEach(async () => {
    person = await addPerson(api.deps, { organizationId: org.organizationId, role: 'admin' });
  });

  /** The tokens of the links that an address was sent, the latest first. */
  async function tokensTo(address: string): Promise<string[]> {
    await runDueJobs(api);
    const mails = await readNewestMails(api.deps, 50);
    return mails
      .filter(({ row, mail }) => row.kind === 'account_link' && mail.to.address === address)
      .map(({ mail }) => /token=([\w-]+)/.exec(mail.text)?.[1] ?? '');
  }

  test('signs in once, and every other link of the account is used up with it', async () => {
    expect((await post('magic-link', { email: person.email.toUpperCase() })).status).toBe(202);
    expect((await post('password-reset', { email: person.email })).status).toBe(202);
    const [reset = '', token = ''] = await tokensTo(person.email);
    const entered = await post('verify', { token });
    expect(entered.status).toBe(200);
    expect((await whoIs(cookieOf(entered))).body.user.id).toBe(person.userId);
    expect((await whoIs(person.cookie)).status).toBe(200);
    expect(refusalOf(await post('verify', { token }))).toEqual(expired);
    const again = { token: reset, new_password: 'another horse' };
    expect(refusalOf(await post('password-reset/complete', again))).toEqual(expired);
  });

  test('sets a new password, and ends every session', async () => {
    await post('password-reset', { email: person.email });
    const [token = ''] = await tokensTo(person.email);
    expect(refusalOf(await post('verify', { token }))).toEqual(expired); // it is for a password
    const done = await post('password-reset/complete', { token, new_password: 'another horse' });
    expect(done.status).toBe(200);
    expect((await whoIs(person.cookie)).status).toBe(401);
    expect((await whoIs(cookieOf(done))).status).toBe(200);
    const signIn = (password: string) => post('sign-in', { email: person.email, password });
    expect((await signIn(examplePassword)).status).toBe(401);
    expect((await signIn('another horse')).status).toBe(200);
  });

  test('takes the account from whoever set it up with somebody else’s address', async () => {
    const { db } = api.deps.database;
    await db.updateTable('users').set({ email_verified_at: null }).where('id', '=', person.userId).execute();
    await post('magic-link', { email: person.email });
    const [token = ''] = await tokensTo(person.email);
    const entered = await post('verify', { token });
    expect(entered.body.user.email_verified).toBe(true);
    expect((await whoIs(person.cookie)).status).toBe(401);
    expect((await post('sign-in', { email: person.email, password: examplePassword })).status).toBe(401);
  });

  test('is sent to nobody who has no account, and the answer does not tell', async () => {
    const answers = [
      await post('magic-link', { email: 'nobody@example.com' }),
      await post('magic-link', { email: person.email }),
    ].map(({ status, body, headers }) => {
      const { 'request-id': _id, date: _date, ...others } = headers;
      return { status, body, others };
    });
    expect(answers[0]).toEqual(answers[1]);
    expect(await tokensTo('nobody@example.com')).toEqual([]);
  });

  test('is sent three times an hour; asking more often is answered like that too', async () => {
    for (let i = 0; i < 5; i++) expect((await post('magic-link', { email: person.email })).status).toBe(202);
    expect(await tokensTo(person.email)).toHaveLength(3);
    api.clock.moveBy(hour);
    await post('magic-link', { email: person.email });
    expect(await tokensTo(person.email)).toHaveLength(4);
  });

  test('is over after its time', async () => {
    await post('magic-link', { email: person.email });
    const [token = ''] = await tokensTo(person.email);
    api.clock.moveBy(15 * 60_000);
    expect(refusalOf(await post('verify', { token }))).toEqual(expired);
  });

  test('is read by nobody else in the organization', async () => {
    await post('magic-link', { email: person.email });
    await runDueJobs(api);
    const { body } = await api.call('GET', '/v1/mails', { key: org.liveKey });
    expect(body.data).toEqual([]);
    const [newest] = await readNewestMails(api.deps, 1);
    expect(newest?.row.kind).toBe('account_link');
    expect((await api.call('GET', `/v1/mails/${newest?.row.id}`, { key: org.liveKey })).status).toBe(404);
  });

  test('leads to the address that people know, whatever name the request has', async () => {
    await post(
      'magic-link',
      { email: person.email },
      { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    );
    await runDueJobs(api);
    const [newest] = await readNewestMails(api.deps, 1);
    expect(newest?.mail.text).toContain('http://astrocal.test/account/link?token=');
    expect(newest?.mail.text).not.toContain('evil.example');
  });
});
