import { examplePassword } from '@astrocal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';
import { fromOwnPage, pageForms } from '../../../test/harness/page-forms.ts';
import { addPerson, type SignedInPerson } from '../../../test/harness/people.ts';
import { codeAt } from '../../features/accounts/totp.ts';

let api: TestApi;
let person: SignedInPerson;
beforeAll(async () => {
  api = await createTestApi();
  person = await addPerson(api.deps, { organizationId: api.own.organizationId, role: 'admin' });
});
afterAll(() => api.close());

const { get, submit } = pageForms(() => api.server);
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';

test('codes are switched on, used and switched off without script', async () => {
  const url = '/account/totp';
  expect((await get(url)).headers.location).toBe('../account/sign-in');
  let { cookie } = person;
  expect((await get(url, { cookie })).body).toContain('value="begin"');
  expect((await submit(url, { step: 'begin' }, { cookie, 'sec-fetch-site': 'same-site' })).statusCode).toBe(
    403,
  );

  // Somebody who signed in long ago proves first who they are.
  api.clock.moveBy(10 * 60_000);
  const asked = await submit(url, { step: 'begin' }, { ...fromOwnPage, cookie });
  expect([asked.statusCode, asked.body.includes('name="password"')]).toEqual([401, true]);
  const wrong = await submit(url, { step: 'begin', password: 'not my password' }, { ...fromOwnPage, cookie });
  expect([wrong.statusCode, wrong.body.includes('name="password"')]).toEqual([401, true]);
  const begun = await submit(url, { step: 'begin', password: examplePassword }, { ...fromOwnPage, cookie });
  cookie = cookieOf(begun);
  expect(begun.headers['content-security-policy']).toMatch(/^default-src 'none'/);
  expect(begun.body).toMatch(/<svg viewBox="0 0 \d+ \d+"[^>]*><path d="[^"<>]*"/);
  expect(begun.body).not.toMatch(/<script|<style| style=| on\w+=/);
  const [, secret = ''] = /<code>([A-Z2-7]{32})<\/code>/.exec(begun.body) ?? [];
  const code = () => codeAt(secret, api.clock.now());

  const mistyped = await submit(url, { step: 'confirm', otp: 'wrong' }, { ...fromOwnPage, cookie });
  expect([mistyped.statusCode, mistyped.body.includes('name="otp"')]).toEqual([401, true]);
  const done = await submit(url, { step: 'confirm', otp: code() }, { ...fromOwnPage, cookie });
  expect(done.body.match(/<li><code>[a-z2-7-]{19}<\/code>/g)).toHaveLength(10);
  expect((await get(url, { cookie })).body).toContain('value="end"');

  api.clock.moveBy(30_000);
  const fields = { email: person.email, password: examplePassword };
  const first = await submit('/account/sign-in', fields);
  expect([first.statusCode, first.headers['set-cookie']]).toEqual([200, undefined]);
  expect(first.body).toMatch(/autocomplete="one-time-code"/);
  expect(first.body).not.toContain(examplePassword);
  const second = await submit('/account/sign-in', { ...fields, otp: 'wrong' });
  expect([second.statusCode, second.body.includes('one-time-code')]).toEqual([401, true]);
  const entered = await submit('/account/sign-in', { ...fields, otp: code() });
  expect(entered.statusCode).toBe(303);

  api.clock.moveBy(10 * 60_000);
  cookie = cookieOf(entered);
  const needs = await submit(url, { step: 'end' }, { ...fromOwnPage, cookie });
  expect([needs.statusCode, needs.body.includes('name="otp"')]).toEqual([401, true]);
  const off = await submit(url, { step: 'end', otp: code() }, { ...fromOwnPage, cookie });
  expect([off.statusCode, off.body.includes('value="begin"')]).toEqual([200, true]);
  expect((await submit('/account/sign-in', fields)).statusCode).toBe(303);
});
