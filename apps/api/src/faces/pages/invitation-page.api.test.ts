import { examplePassword } from '@astrocal/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';
import { createTestOrganization, type TestOrganization } from '../../../test/harness/organization.ts';
import { fromOwnPage, pageForms } from '../../../test/harness/page-forms.ts';
import { addPerson, type SignedInPerson } from '../../../test/harness/people.ts';

let api: TestApi;
let org: TestOrganization;
let owner: SignedInPerson;
let invitees = 0;
beforeAll(async () => {
  api = await createTestApi();
});
beforeEach(async () => {
  org = await createTestOrganization(api);
  owner = await addPerson(api.deps, { organizationId: org.organizationId, role: 'owner' });
});
afterAll(() => api.close());

const { get, submit } = pageForms(() => api.server);
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';

/** The address of the page, from the root of the server. */
async function invited(email = `invited-${++invitees}@example.com`, name = '<b>Kim</b>'): Promise<string> {
  const { body } = await api.call('POST', '/v1/invitations', {
    headers: owner.headers('live'),
    body: { email, role: 'member', name },
  });
  const { pathname, search } = new URL(body.link);
  return `${pathname}${search}`;
}

test('somebody new sets name and password, joins, and is signed in', async () => {
  const url = await invited();
  for (let i = 0; i < 3; i++) expect((await get(url)).statusCode).toBe(200); // scanners
  const { headers, body } = await get(url);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'$/);
  expect(body).not.toMatch(/<script|<style| style=| on\w+=|<b>Kim/);
  expect(body).toContain('value="&lt;b&gt;Kim&lt;/b&gt;"');

  const weak = await submit(url, { name: 'Kim Lee', password: 'password' });
  expect(weak.statusCode).toBe(400);
  expect(weak.body).toContain('password: is one of the commonest passwords');
  expect(weak.body).toContain('value="Kim Lee"');
  expect((await submit(url, {}, { 'sec-fetch-site': 'same-site' })).statusCode).toBe(403);

  const done = await submit(url, { name: 'Kim Lee', password: 'a horse of one’s own' });
  expect([done.statusCode, done.headers.location]).toEqual([303, '../account']);
  expect((await get('/account', { cookie: cookieOf(done) })).body).toContain('Kim Lee');
  const again = await get(url);
  expect([again.statusCode, again.body.includes('no longer valid')]).toEqual([410, true]);
});

test('somebody with an account signs in first, comes back, and joins', async () => {
  const other = await createTestOrganization(api);
  const person = await addPerson(api.deps, { organizationId: other.organizationId, role: 'admin' });
  const url = await invited(person.email);
  const [, way = ''] = /href="\.\.\/(account\/sign-in\?[^"]*)"/.exec((await get(url)).body) ?? [];
  const signedIn = await submit(`/${way}`, { email: person.email, password: examplePassword });
  expect([signedIn.statusCode, signedIn.headers.location]).toEqual([303, `..${url}`]);
  const cookie = cookieOf(signedIn);
  expect((await get(url, { cookie })).body).toContain('<button class="button main">Join</button>');
  const joined = await submit(url, {}, { ...fromOwnPage, cookie });
  expect([joined.statusCode, joined.headers.location]).toEqual([303, '../account']);
  const { body } = await api.call('GET', '/v1/organization', { key: org.liveKey });
  expect((await get('/account', { cookie })).body).toContain(body.name);
});

test('somebody else is told whom it is for, and joins nothing', async () => {
  const url = await invited();
  const { cookie } = owner;
  const { body } = await get(url, { cookie });
  expect(body).toContain(`You are signed in as <bdi>${owner.email}</bdi>`);
  expect(body).toContain('action="../account/sign-out"');
  expect((await submit(url, {}, { ...fromOwnPage, cookie })).statusCode).toBe(403);
  expect((await get(url)).statusCode).toBe(200);
});

test('the way back from signing in leads nowhere but to an invitation', async () => {
  for (const invitation of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '../../x',
    '\t//evil',
  ]) {
    const url = `/account/sign-in?${new URLSearchParams({ invitation })}`;
    const { headers } = await submit(url, { email: owner.email, password: examplePassword });
    const at = new URL(String(headers.location), 'http://astrocal.test/account/sign-in');
    expect([at.origin, at.pathname]).toEqual(['http://astrocal.test', '/account/invitation']);
  }
});
