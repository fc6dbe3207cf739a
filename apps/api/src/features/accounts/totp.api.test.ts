import { examplePassword } from '@astrocal/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestAnswer, type TestApi } from '../../../test/harness/api.ts';
import { refusalOf } from '../../../test/harness/organization.ts';
import { addPerson, type SignedInPerson } from '../../../test/harness/people.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { readNewestMails } from '../notifications/index.ts';
import { codeAt } from './totp.ts';

const hour = 60 * 60_000;

let api: TestApi;
let person: SignedInPerson;
beforeAll(async () => {
  api = await createTestApi();
});
beforeEach(async () => {
  api.clock.moveBy(hour);
  person = await addPerson(api.deps, { organizationId: api.own.organizationId, role: 'admin' });
});
afterAll(() => api.close());

const cookieOf = ({ headers }: TestAnswer) => String(headers['set-cookie']).split(';')[0] ?? '';
const withCookie = (cookie: string, method: string, path: string, body?: object) =>
  api.call(method, path, { headers: { cookie, 'astrocal-mode': 'live' }, ...(body && { body }) });
const signIn = (otp?: string, password = examplePassword) =>
  api.call('POST', '/v1/auth/sign-in', {
    body: { email: person.email, password, ...(otp !== undefined && { otp }) },
  });
const unauthorized = [401, 'unauthorized'];
const nextStep = () => api.clock.moveBy(30_000);

/** Switches codes on. Returns what makes them. */
async function switchOn() {
  const begun = await withCookie(person.cookie, 'POST', '/v1/auth/totp');
  const { secret } = begun.body;
  const code = () => codeAt(secret, api.clock.now());
  const confirmed = await withCookie(person.cookie, 'POST', '/v1/auth/totp/confirm', { otp: code() });
  expect([begun.status, confirmed.status]).toEqual([200, 200]);
  nextStep();
  return { secret: secret as string, code, recoveryCodes: confirmed.body.recovery_codes as string[] };
}

describe('codes of an app', () => {
  test('are asked for once one has shown that the app has the secret', async () => {
    const begun = await withCookie(person.cookie, 'POST', '/v1/auth/totp');
    expect(begun.body.otpauth_url).toBe(
      `otpauth://totp/Astrocal:${encodeURIComponent(person.email)}?issuer=Astrocal&secret=${begun.body.secret}&algorithm=SHA1&digits=6&period=30`,
    );
    expect((await signIn()).body.user.totp).toBe(false);
    const confirm = (otp: string) => withCookie(person.cookie, 'POST', '/v1/auth/totp/confirm', { otp });
    expect(refusalOf(await confirm('not a code'))).toEqual(unauthorized);
    const other = await signIn();
    const confirmed = await confirm(codeAt(begun.body.secret, api.clock.now()));
    expect(new Set(confirmed.body.recovery_codes).size).toBe(10);
    expect((await withCookie(cookieOf(other), 'GET', '/v1/auth/session')).status).toBe(401);
    const { body } = await withCookie(person.cookie, 'GET', '/v1/auth/session');
    expect(body.user.totp).toBe(true);
    expect(refusalOf(await withCookie(person.cookie, 'POST', '/v1/auth/totp'))).toEqual([409, 'conflict']);
  });

  test('let in with the password, each once', async () => {
    const { code } = await switchOn();
    const asked = await signIn();
    expect([asked.status, asked.body, asked.headers['set-cookie']]).toEqual([
      200,
      { otp_required: true },
      undefined,
    ]);
    expect(refusalOf(await signIn(code(), 'not my password'))).toEqual(unauthorized);
    const race = await Promise.all(Array.from({ length: 5 }, () => signIn(code())));
    expect(race.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401, 401]);
    expect(refusalOf(await signIn(code()))).toEqual(unauthorized);
    nextStep();
    expect((await signIn(` ${code().slice(0, 3)} ${code().slice(3)}`)).status).toBe(200);
  });

  test('of half a minute ago or ahead are good, and no older ones', async () => {
    const { secret } = await switchOn();
    api.clock.moveBy(5 * 60_000);
    const at = (steps: number) => codeAt(secret, api.clock.now() + steps * 30_000);
    for (const steps of [-2, 2]) expect(refusalOf(await signIn(at(steps)))).toEqual(unauthorized);
    for (const steps of [-1, 0, 1]) expect((await signIn(at(steps))).status).toBe(200);
    expect(refusalOf(await signIn(at(0)))).toEqual(unauthorized); // older than the last one
  });

  test('that are lost are replaced by recovery codes, each once and however it is typed', async () => {
    const { recoveryCodes } = await switchOn();
    const [first = '', second = ''] = recoveryCodes;
    const race = await Promise.all(Array.from({ length: 3 }, () => signIn(first)));
    expect(race.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
    expect((await signIn(second.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    for (const used of [first, second, 'aaaa-aaaa-aaaa-aaaa', ''])
      expect(refusalOf(await signIn(used))).toEqual(unauthorized);
  });

  test('are guessed ten times in a quarter of an hour, and right ones cost nobody a try', async () => {
    const { code } = await switchOn();
    for (let i = 0; i < 12; i++) {
      nextStep();
      expect((await signIn(code())).status).toBe(200);
    }
    api.clock.moveBy(15 * 60_000);
    for (let i = 0; i < 10; i++) expect((await signIn('a wrong one')).status).toBe(401);
    nextStep();
    // The password is closed by then as well: neither tells which it was.
    expect([401, 429]).toContain((await signIn(code())).status);
    expect((await withCookie(person.cookie, 'GET', '/v1/auth/session')).status).toBe(200);
  });

  test('stand in the database sealed, and in no answer but the first', async () => {
    const { secret, recoveryCodes } = await switchOn();
    const rows = await api.deps.database.db.selectFrom('users').selectAll().execute();
    const { body } = await withCookie(person.cookie, 'GET', '/v1/auth/session');
    const texts = rows.map((row) => Buffer.from(row.totp_sealed ?? '').toString('latin1'));
    for (const hidden of [secret, ...recoveryCodes])
      expect([...texts, JSON.stringify(rows), JSON.stringify(body)].join()).not.toContain(hidden);
  });
});

describe('whoever signs in with codes', () => {
  async function linkFor(path: string): Promise<string> {
    await api.call('POST', `/v1/auth/${path}`, { body: { email: person.email } });
    await runDueJobs(api);
    const [newest] = await readNewestMails(api.deps, 1);
    return /token=([\w-]+)/.exec(newest?.mail.text ?? '')?.[1] ?? '';
  }
  const post = (path: string, body: object) => api.call('POST', `/v1/auth/${path}`, { body });

  test('needs one beside a link too, which is not used up by a wrong one', async () => {
    const { code } = await switchOn();
    const token = await linkFor('magic-link');
    expect((await post('verify', { token })).body).toEqual({ otp_required: true });
    expect(refusalOf(await post('verify', { token, otp: 'wrong' }))).toEqual(unauthorized);
    expect((await post('verify', { token, otp: code() })).status).toBe(200);
    const reset = await linkFor('password-reset');
    const wish = { token: reset, new_password: 'another horse' };
    expect((await post('password-reset/complete', wish)).body).toEqual({ otp_required: true });
    expect((await signIn()).body).toEqual({ otp_required: true }); // with the password of before
    nextStep();
    expect((await post('password-reset/complete', { ...wish, otp: code() })).status).toBe(200);
    nextStep();
    expect((await signIn(code(), 'another horse')).status).toBe(200);
  });

  test('proves again who they are by one, and not by the password', async () => {
    const { code } = await switchOn();
    api.clock.moveBy(10 * 60_000);
    const end = (cookie: string) => withCookie(cookie, 'DELETE', '/v1/auth/totp');
    expect(refusalOf(await end(person.cookie))).toEqual([401, 'reauthentication_required']);
    const prove = (body: object) => withCookie(person.cookie, 'POST', '/v1/auth/reauthenticate', body);
    expect(refusalOf(await prove({ password: examplePassword }))).toEqual([
      400,
      'validation_error',
      'body.otp',
    ]);
    expect(refusalOf(await prove({ otp: 'wrong' }))).toEqual(unauthorized);
    const proven = await prove({ otp: code() });
    expect(proven.status).toBe(204);
    expect((await end(cookieOf(proven))).status).toBe(204);
    expect((await signIn()).body.user.totp).toBe(false);
  });

  test('needs one beside the old password for a new one, once it was proven long ago who they are', async () => {
    const { code } = await switchOn();
    const change = (cookie: string) =>
      withCookie(cookie, 'POST', '/v1/auth/password', {
        current_password: examplePassword,
        new_password: 'another horse',
      });
    api.clock.moveBy(10 * 60_000);
    const refused = await change(person.cookie);
    expect(refusalOf(refused)).toEqual([401, 'reauthentication_required']);
    expect(refused.headers).not.toHaveProperty('set-cookie');
    const prove = { otp: code() };
    const proven = await withCookie(person.cookie, 'POST', '/v1/auth/reauthenticate', prove);
    expect((await change(cookieOf(proven))).status).toBe(204);
  });

  test('and had not proved the address is let in by its link: the app may be somebody else’s', async () => {
    await switchOn();
    const { db } = api.deps.database;
    await db.updateTable('users').set({ email_verified_at: null }).where('id', '=', person.userId).execute();
    const entered = await post('verify', { token: await linkFor('magic-link') });
    expect(entered.body.user).toMatchObject({ email_verified: true, totp: false });
    expect((await withCookie(person.cookie, 'GET', '/v1/auth/session')).status).toBe(401);
  });
});

test('without codes a password is needed to prove again who one is', async () => {
  const answer = await withCookie(person.cookie, 'POST', '/v1/auth/reauthenticate', {});
  expect(refusalOf(answer)).toEqual([400, 'validation_error', 'body.password']);
});
