import { examplePassword } from '@astrocal/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestAnswer, type TestApi } from '../../../test/harness/api.ts';
import { refusalOf } from '../../../test/harness/organization.ts';
import { addPerson, type SignedInPerson } from '../../../test/harness/people.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { readNewestMails } from '../notifications/index.ts';

const hour = 60 * 60_000;

let api: TestApi;
let person: SignedInPerson;
let addresses = 0;
beforeAll(async () => {
  api = await createTestApi();
});
beforeEach(async () => {
  api.clock.moveBy(hour);
  person = await addPerson(api.deps, { organizationId: api.own.organizationId, role: 'member' });
});
afterAll(() => api.close());

const newAddress = () => `New-${++addresses}@Example.com`;
const cookieOf = ({ headers }: TestAnswer) => String(headers['set-cookie']).split(';')[0] ?? '';
const withCookie = (cookie: string, method: string, path: string, body?: object) =>
  api.call(method, path, { headers: { cookie, 'astrocal-mode': 'live' }, ...(body && { body }) });
const wish = (email: string, cookie = person.cookie) =>
  withCookie(cookie, 'PATCH', '/v1/auth/user', { email });
const confirm = (token: string, cookie = person.cookie) =>
  withCookie(cookie, 'POST', '/v1/auth/email', { token });
const whoIs = (cookie: string) => withCookie(cookie, 'GET', '/v1/auth/session');
const signIn = (email: string) =>
  api.call('POST', '/v1/auth/sign-in', { body: { email, password: examplePassword } });

async function mailsTo(address: string) {
  await runDueJobs(api);
  const mails = await readNewestMails(api.deps, 50);
  return mails.map(({ mail }) => mail).filter(({ to }) => to.address === address);
}
const tokenTo = async (address: string): Promise<string> =>
  /token=([\w-]+)/.exec((await mailsTo(address))[0]?.text ?? '')?.[1] ?? '';
const expired = [410, 'link_expired'];

describe('another address', () => {
  test('is that of the account once its link is confirmed, and both addresses were told', async () => {
    const email = newAddress();
    const wished = await wish(email);
    expect(wished).toMatchObject({ status: 200, body: { email: person.email } });
    const token = await tokenTo(email);
    const [told] = await mailsTo(person.email);
    expect(told?.subject).toBe('Your email address is to change');
    expect(told?.text).toContain(email);
    expect(told?.text).not.toContain('token=');
    expect((await signIn(email)).status).toBe(401);

    const elsewhere = cookieOf(await signIn(person.email));
    await api.call('POST', '/v1/auth/magic-link', { body: { email: person.email } });
    const signInToken = await tokenTo(person.email);
    const confirmed = await confirm(token);
    expect(confirmed).toMatchObject({ status: 200, body: { email, email_verified: true } });
    for (const dead of [person.cookie, elsewhere]) expect((await whoIs(dead)).status).toBe(401);
    expect((await whoIs(cookieOf(confirmed))).body.user.email).toBe(email);
    expect((await signIn(person.email)).status).toBe(401);
    expect((await signIn(email.toLowerCase())).status).toBe(200);
    expect(refusalOf(await confirm(token, cookieOf(confirmed)))).toEqual(expired);
    const byOldLink = await api.call('POST', '/v1/auth/verify', { body: { token: signInToken } });
    expect(refusalOf(byOldLink)).toEqual(expired);
  });

  test('is confirmed by nobody but the person, so that one who mistypes it loses nothing', async () => {
    const email = newAddress();
    await wish(email);
    const token = await tokenTo(email);
    const stranger = await addPerson(api.deps, { organizationId: api.own.organizationId, role: 'member' });
    expect(refusalOf(await confirm(token, stranger.cookie))).toEqual(expired);
    const withoutSession = await api.call('POST', '/v1/auth/email', { body: { token } });
    expect(withoutSession.status).toBe(401);
    for (const path of ['verify', 'password-reset/complete'])
      expect(
        refusalOf(
          await api.call('POST', `/v1/auth/${path}`, {
            body: { token, ...(path !== 'verify' && { new_password: 'another horse' }) },
          }),
        ),
      ).toEqual(expired);
    expect((await confirm(token)).status).toBe(200);
  });

  test('that somebody has is answered like any other, and its owner hears nothing', async () => {
    const other = await addPerson(api.deps, { organizationId: api.other.organizationId, role: 'member' });
    const answers = [await wish(newAddress()), await wish(other.email.toUpperCase())].map(
      ({ status, headers, body }) => {
        const { 'request-id': _id, date: _date, ...others } = headers;
        return { status, body, others };
      },
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(await mailsTo(other.email.toUpperCase())).toEqual([]);
  });

  test('that somebody took meanwhile is 409', async () => {
    const email = newAddress();
    await wish(email);
    const token = await tokenTo(email);
    const other = await addPerson(api.deps, { organizationId: api.own.organizationId, role: 'member' });
    await wish(email, other.cookie);
    expect((await confirm(await tokenTo(email), other.cookie)).status).toBe(200);
    expect(refusalOf(await confirm(token))).toEqual([409, 'conflict']);
  });

  test('of the last wish alone can be confirmed, and within 24 hours', async () => {
    const [first, second] = [newAddress(), newAddress()];
    await wish(first);
    const old = await tokenTo(first);
    await wish(second);
    const token = await tokenTo(second);
    expect(refusalOf(await confirm(old))).toEqual(expired);
    api.clock.moveBy(24 * hour);
    expect(refusalOf(await confirm(token))).toEqual(expired);
  });

  test('needs a proof, and is wished for five times an hour', async () => {
    for (let i = 0; i < 5; i++) expect((await wish(newAddress())).status).toBe(200);
    expect(refusalOf(await wish(newAddress()))).toEqual([429, 'rate_limit_exceeded']);
    api.clock.moveBy(hour);
    expect(refusalOf(await wish(newAddress()))).toEqual([401, 'reauthentication_required']);
    expect((await withCookie(person.cookie, 'PATCH', '/v1/auth/user', { name: 'Kim' })).status).toBe(200);
  });
});

test('the address that one has is verified by the same way', async () => {
  const { db } = api.deps.database;
  await db.updateTable('users').set({ email_verified_at: null }).where('id', '=', person.userId).execute();
  await wish(person.email);
  expect(await mailsTo(person.email)).toHaveLength(1);
  const confirmed = await confirm(await tokenTo(person.email));
  expect(confirmed.body).toMatchObject({ email: person.email, email_verified: true });
});
