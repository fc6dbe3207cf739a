import { examplePassword } from '@astrocal/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestAnswer, type TestApi } from '../../../test/harness/api.ts';
import { refusalOf } from '../../../test/harness/organization.ts';
import { addPerson, type SignedInPerson } from '../../../test/harness/people.ts';
import { buildApp } from '../../app.ts';

const hour = 60 * 60_000;
const day = 24 * hour;

let api: TestApi;
let person: SignedInPerson;
beforeAll(async () => {
  api = await createTestApi();
});
beforeEach(async () => {
  api.clock.moveBy(hour); // the tries of the test before are over
  person = await addPerson(api.deps, { organizationId: api.own.organizationId, role: 'admin' });
});
afterAll(() => api.close());

const signIn = (email = person.email, password = examplePassword, headers = {}): Promise<TestAnswer> =>
  api.call('POST', '/v1/auth/sign-in', { body: { email, password }, headers });
const withCookie = (cookie: string, method = 'GET', path = '/v1/auth/session', body?: object) =>
  api.call(method, path, { headers: { cookie, 'astrocal-mode': 'test' }, ...(body && { body }) });
const cookieOf = ({ headers }: TestAnswer) => String(headers['set-cookie']).split(';')[0] ?? '';

describe('signing in', () => {
  test('opens a session that says who, where and what they may', async () => {
    const answer = await signIn(person.email.toUpperCase());
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      user: expect.objectContaining({ id: person.userId, email: person.email, email_verified: true }),
      organizations: [
        { id: api.own.organizationId, name: 'Own', slug: 'own', role: 'admin', member_id: person.memberId },
      ],
    });
    expect(answer.headers['set-cookie']).toMatch(/^astrocal_session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { body } = await withCookie(cookieOf(answer));
    expect(body).toMatchObject({ member: { id: person.memberId, role: 'admin' }, mode: 'test' });
    expect(body.permissions).toContain('event_types.write');
  });

  test('replaces a cookie that somebody planted', async () => {
    const planted = await addPerson(api.deps, { organizationId: api.own.organizationId, role: 'member' });
    const answer = await signIn(undefined, undefined, { cookie: planted.cookie });
    expect(cookieOf(answer)).not.toBe(planted.cookie);
    expect((await withCookie(planted.cookie)).status).toBe(401);
    expect((await withCookie(cookieOf(answer))).body.user.id).toBe(person.userId);
  });

  test('is refused to a page of another site', async () => {
    for (const site of ['cross-site', 'same-site'])
      expect(refusalOf(await signIn(undefined, undefined, { 'sec-fetch-site': site }))).toEqual([
        403,
        'forbidden',
      ]);
    expect((await signIn(undefined, undefined, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await signIn(undefined, undefined, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  test('tells an unknown address and a wrong password by one answer', async () => {
    const seen = [await signIn('nobody@example.com'), await signIn(undefined, 'not my password')];
    const [unknown, wrong] = seen.map(({ status, headers, body }) => {
      const { 'request-id': _id, date: _date, ...others } = headers;
      const { request_id: _same, ...error } = body.error;
      return { status, headers: others, error };
    });
    expect(unknown).toEqual(wrong);
    expect(unknown).toMatchObject({ status: 401, error: { code: 'unauthorized' } });
  });

  test('hashes nothing of a password that is too long', async () => {
    expect(refusalOf(await signIn(undefined, 'x'.repeat(129)))).toEqual([
      400,
      'validation_error',
      'body.password',
    ]);
    expect((await signIn(undefined, 'x'.repeat(1_000_000))).status).toBe(413);
  });

  test('opens nothing for whoever is a member nowhere any more', async () => {
    await sql`update members set user_id = null where id = ${person.memberId}`.execute(api.deps.database.db);
    expect((await signIn()).status).toBe(401);
  });
});

describe('guessing', () => {
  test('ends for an account after ten tries from anywhere; who is signed in stays so', async () => {
    for (let i = 0; i < 10; i++) expect((await signIn(undefined, `guess number ${i}`)).status).toBe(401);
    expect((await signIn()).status).toBe(401);
    expect((await withCookie(person.cookie)).status).toBe(200);
    api.clock.moveBy(15 * 60_000);
    expect((await signIn()).status).toBe(200);
  });

  test('right passwords cost nobody a try', async () => {
    for (let i = 0; i < 12; i++) expect((await signIn()).status).toBe(200);
  });

  test('ends for an address that sprays over many accounts', async () => {
    for (let i = 0; i < 30; i++) await signIn(`somebody-${i}@example.com`);
    const refused = await signIn('somebody-else@example.com');
    expect(refusalOf(refused)).toEqual([429, 'rate_limit_exceeded']);
    expect(refused.body.error).toMatchObject({ limit: 30, window: '15m' });
  });
});

describe('a session', () => {
  test('is over once signed out, in every process within a second', async () => {
    const elsewhere = await buildApp(api.deps);
    const headers = { cookie: person.cookie, 'astrocal-mode': 'test' };
    const ask = async () => (await elsewhere.inject({ url: '/v1/auth/session', headers })).statusCode;
    expect(await ask()).toBe(200);
    const out = await withCookie(person.cookie, 'POST', '/v1/auth/sign-out');
    expect([out.status, out.headers['set-cookie']]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await withCookie(person.cookie)).status).toBe(401);
    await expect.poll(ask, { timeout: 10_000, interval: 20 }).toBe(401);
  });

  test('ends after 7 days without use, and after 30 in all', async () => {
    const cookie = cookieOf(await signIn());
    const at = async (ms: number) => {
      api.clock.moveBy(ms);
      const fresh = await buildApp(api.deps); // one that remembers nothing
      const headers = { cookie, 'astrocal-mode': 'live' };
      const { statusCode } = await fresh.inject({ url: '/v1/auth/session', headers });
      const last = async () =>
        (
          await sql<{
            at: Date;
          }>`select max(last_seen_at) as at from sessions where user_id = ${person.userId}`.execute(
            api.deps.database.db,
          )
        ).rows[0]?.at.getTime();
      if (statusCode === 200) await expect.poll(last).toBe(api.clock.now());
      return statusCode;
    };
    for (let week = 1; week <= 4; week++) expect(await at(7 * day - 1000)).toBe(200);
    expect(await at(3 * day)).toBe(401);
    const other = cookieOf(await signIn());
    api.clock.moveBy(7 * day);
    expect((await withCookie(other)).status).toBe(401);
  });

  test('is worth nothing to whoever reads its row', async () => {
    const rows = await api.deps.database.db.selectFrom('sessions').selectAll().execute();
    for (const { token_hash } of rows)
      for (const encoding of ['base64url', 'hex', 'latin1'] as const) {
        const text = Buffer.from(token_hash)
          .toString(encoding)
          .replaceAll(/[^\w-]/g, 'x')
          .slice(0, 43);
        expect((await withCookie(`astrocal_session=${text}`)).status).toBe(401);
      }
  });

  test('is listed, and ended one by one or all but the one that asks', async () => {
    const cookie = cookieOf(await signIn());
    await signIn();
    const list = async () => (await withCookie(cookie, 'GET', '/v1/auth/sessions')).body.data;
    const [latest, own, first] = await list();
    expect([latest, own, first].map(({ is_current }) => is_current)).toEqual([false, true, false]);
    expect((await withCookie(cookie, 'DELETE', `/v1/auth/sessions/${latest.id}`)).status).toBe(204);
    expect((await withCookie(cookie, 'DELETE', `/v1/auth/sessions/${latest.id}`)).status).toBe(404);
    const foreign = `/v1/auth/sessions/${api.person.sessionId}`;
    expect((await withCookie(cookie, 'DELETE', foreign)).status).toBe(404);
    expect((await withCookie(cookie, 'DELETE', '/v1/auth/sessions')).status).toBe(204);
    expect((await list()).map(({ id }: { id: string }) => id)).toEqual([own.id]);
    expect((await withCookie(person.cookie)).status).toBe(401);
  });
});

test('a session that is over for want of use is listed no more', async () => {
  await signIn();
  api.clock.moveBy(6 * day);
  const cookie = cookieOf(await signIn());
  const listed = async () => (await withCookie(cookie, 'GET', '/v1/auth/sessions')).body.data.length;
  expect(await listed()).toBe(3);
  api.clock.moveBy(day);
  expect(await listed()).toBe(1);
});

describe('proving again', () => {
  const makeKey = (cookie: string, mode: string) =>
    withCookie(cookie, 'POST', '/v1/api-keys', { name: 'Made by a person', mode });

  test('is asked for live keys ten minutes after signing in, and gives the session a new cookie', async () => {
    const old = cookieOf(await signIn());
    expect((await makeKey(old, 'live')).status).toBe(201);
    api.clock.moveBy(10 * 60_000);
    expect(refusalOf(await makeKey(old, 'live'))).toEqual([401, 'reauthentication_required']);
    expect((await makeKey(old, 'test')).status).toBe(201);
    const path = '/v1/auth/reauthenticate';
    expect((await withCookie(old, 'POST', path, { password: 'not my password' })).status).toBe(401);
    const proven = await withCookie(old, 'POST', path, { password: examplePassword });
    expect(proven.status).toBe(204);
    expect((await withCookie(old)).status).toBe(401);
    expect((await makeKey(cookieOf(proven), 'live')).status).toBe(201);
  });

  test('a new password ends every other session, and the old cookie of this one', async () => {
    const cookie = cookieOf(await signIn());
    const change = (current_password: string, new_password: string) =>
      withCookie(cookie, 'POST', '/v1/auth/password', { current_password, new_password });
    expect(refusalOf(await change(examplePassword, 'password'))).toEqual([
      400,
      'validation_error',
      'body.new_password',
    ]);
    expect((await change('not my password', 'another horse')).status).toBe(401);
    const changed = await change(examplePassword, 'another horse');
    expect(changed.status).toBe(204);
    for (const dead of [cookie, person.cookie]) expect((await withCookie(dead)).status).toBe(401);
    expect((await withCookie(cookieOf(changed))).status).toBe(200);
    expect((await signIn()).status).toBe(401);
    expect((await signIn(undefined, 'another horse')).status).toBe(200);
  });
});
