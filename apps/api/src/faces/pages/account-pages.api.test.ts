import { examplePassword } from '@astrocal/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';
import { fromOwnPage, pageForms } from '../../../test/harness/page-forms.ts';
import { makeSetupLink } from '../../features/accounts/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const { get, submit } = pageForms(() => api.server);
const pages = [
  '/account/sign-in?invitation=x',
  '/account/sign-in',
  '/account/setup?token=x',
  '/account/reset',
  '/account/reset?token=x',
  '/account/link',
  '/account/link?token=x',
  '/account/email?token=x',
];

describe('every page of an account', () => {
  test.each(pages)('%s keeps its address to itself, and loads and frames nothing of others', async (url) => {
    const { statusCode, headers, body } = await get(url);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; .*form-action 'self'; frame-ancestors 'none'$/,
    );
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(body).not.toMatch(/<script|<style| style=| on\w+=/);
    expect(body).toContain('<form method="post">');
  });

  test.each(pages)('%s takes no form of another site', async (url) => {
    const { statusCode } = await submit(url, {}, { 'sec-fetch-site': 'same-site' });
    expect(statusCode).toBe(403);
  });
});

test('where a browser does not say whose page sent a form, it is one that has our page', async () => {
  const fields = { email: api.person.email, password: examplePassword };
  const signIn = (headers: Record<string, string>) => submit('/account/sign-in', fields, headers);
  const hidden = { origin: 'null' };
  const foreign = await signIn(hidden);
  expect([foreign.statusCode, foreign.headers['set-cookie']]).toEqual([403, undefined]);
  const form = await get('/account/sign-in');
  expect(form.headers['set-cookie']).toMatch(/; SameSite=Strict$/);
  const cookie = String(form.headers['set-cookie']).split(';')[0] ?? '';
  expect((await signIn({ ...hidden, cookie })).statusCode).toBe(303);
  expect((await get('/account/sign-in', fromOwnPage)).headers).not.toHaveProperty('set-cookie');
  expect((await signIn({ ...hidden, ...fromOwnPage })).statusCode).toBe(303);
});

test('an owner is set up, signs out and signs in again, without script', async () => {
  const token = await api.deps.database.inTransaction((tx) =>
    makeSetupLink(api.deps, tx, api.other.organizationId),
  );
  const url = `/account/setup?token=${token}`;
  // Scanners open links: nothing is used up by that.
  for (let i = 0; i < 3; i++) expect((await get(url)).statusCode).toBe(200);
  const fields = { name: '<b>Kim</b>', email: 'kim@example.com', password: 'password' };
  const refused = await submit(url, fields);
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('password: is one of the commonest passwords');
  expect(refused.body).toContain('value="&lt;b&gt;Kim&lt;/b&gt;"');
  expect(refused.body).not.toContain('value="password"');

  const done = await submit(url, { ...fields, password: 'a horse of one’s own' });
  expect([done.statusCode, done.headers.location]).toEqual([303, '../account']);
  const cookie = String(done.headers['set-cookie']).split(';')[0] ?? '';
  const account = await get('/account', { cookie });
  expect(account.body).toContain('kim@example.com');
  expect((await submit(url, fields)).statusCode).toBe(400); // a good password comes first
  expect((await submit(url, { ...fields, password: 'a horse of one’s own' })).statusCode).toBe(410);

  const out = await submit('/account/sign-out', {}, { ...fromOwnPage, cookie });
  expect(out.statusCode).toBe(303);
  expect(out.headers['set-cookie']).toContain('Max-Age=0');
  expect((await get('/account', { cookie })).headers.location).toBe('./account/sign-in');
  const back = await submit('/account/sign-in', {
    email: 'kim@example.com',
    password: 'a horse of one’s own',
  });
  expect(back.statusCode).toBe(303);
});

test('a wrong password is said over the form, with the address in its field', async () => {
  const { statusCode, body } = await submit('/account/sign-in', {
    email: api.person.email,
    password: 'not my password',
  });
  expect(statusCode).toBe(401);
  expect(body).toContain('role="alert"');
  expect(body).toContain(`value="${api.person.email}"`);
  expect(
    (await submit('/account/sign-in', { email: api.person.email, password: examplePassword })).statusCode,
  ).toBe(303);
});

test('who asks for a link is told the same whether or not there is an account', async () => {
  const told = await Promise.all(
    ['nobody@example.com', api.person.email].map((email) => submit('/account/reset', { email })),
  );
  expect(told.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect(told[0]?.body).toBe(told[1]?.body);
});

test('an address is confirmed by whoever is signed in, or signs in first and comes back', async () => {
  const url = '/account/email?token=x';
  const asked = await submit(url, {});
  expect([asked.statusCode, asked.headers.location]).toEqual([303, '../account/sign-in?email=x']);
  const fields = { email: api.person.email, password: examplePassword };
  const signedIn = await submit('/account/sign-in?email=x', fields);
  expect([signedIn.statusCode, signedIn.headers.location]).toEqual([303, '../account/email?token=x']);
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  const dead = await submit(url, {}, { ...fromOwnPage, cookie });
  expect([dead.statusCode, dead.body.includes('no longer valid')]).toEqual([410, true]);
});

test('who asks too often is told when to come back', async () => {
  const ask = (number: number) => submit('/account/link', { email: `somebody-${number}@example.com` });
  for (let number = 0; number < 30; number++) await ask(number);
  const { statusCode, headers } = await ask(30);
  expect([statusCode, Number(headers['retry-after']) > 0]).toEqual([429, true]);
});
