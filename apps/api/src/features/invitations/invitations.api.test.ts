import type { Role } from '@astrocal/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestAnswer, type TestApi } from '../../../test/harness/api.ts';
import {
  createTestOrganization,
  refusalOf,
  type TestOrganization,
} from '../../../test/harness/organization.ts';
import { addPerson, type SignedInPerson } from '../../../test/harness/people.ts';
import { buildApp } from '../../app.ts';
import type { MailSettings } from '../../providers/mail.ts';
import { readNewestMails } from '../notifications/index.ts';

const day = 24 * 60 * 60_000;
/** A server that mails: nobody but the reader of the mailbox has the link then. */
const sender: MailSettings['sender'] = {
  send: async () => ({ ok: true, response: '250 OK' }),
  close: () => {},
};

let api: TestApi;
let org: TestOrganization;
let admin: SignedInPerson;
let organizationName: string;
let invitees = 0;
beforeAll(async () => {
  api = await createTestApi('postgres', {
    mail: { sender, from: { name: null, address: 'bookings@astrocal.test' }, ceiling: 30 },
  });
});
beforeEach(async () => {
  org = await createTestOrganization(api);
  admin = await addPerson(api.deps, { organizationId: org.organizationId, role: 'admin' });
  organizationName = (await api.call('GET', '/v1/organization', { key: org.liveKey })).body.name;
});
afterAll(() => api.close());

const newAddress = () => `Invited-${++invitees}@Example.com`;
const kim = { name: 'Kim Lee', password: 'a horse of one’s own' };
const expired = [410, 'link_expired'];
const forbidden = [403, 'forbidden'];

const asPerson = (by: SignedInPerson, method: string, path: string, body?: object) =>
  api.call(method, path, { headers: by.headers('live'), ...(body && { body }) });
const invite = (by: SignedInPerson, body: object) => asPerson(by, 'POST', '/v1/invitations', body);
const accept = (token: string, more: object = kim, headers = {}): Promise<TestAnswer> =>
  api.call('POST', '/v1/invitations/accept', { body: { token, ...more }, headers });
const lookUp = (token: string) => api.call('POST', '/v1/invitations/lookup', { body: { token } });
const cookieOf = ({ headers }: TestAnswer) => String(headers['set-cookie']).split(';')[0] ?? '';
const whoIs = (cookie: string) =>
  api.call('GET', '/v1/auth/session', { headers: { cookie, 'astrocal-mode': 'live' } });
const members = async () => (await api.call('GET', '/v1/members', { key: org.liveKey })).body.data;

/** The token of the latest mail to an address. */
async function tokenTo(address: string): Promise<string> {
  const mails = await readNewestMails(api.deps, 20);
  const newest = mails.find(({ mail }) => mail.to.address === address);
  return /token=([\w-]+)/.exec(newest?.mail.text ?? '')?.[1] ?? '';
}

/** Invites, and reads the link where it was sent. */
async function invited(role: Role = 'member', by = admin, email = newAddress()) {
  const { status, body } = await invite(by, { email, role });
  expect(status).toBe(201);
  return { id: body.id as string, email, token: await tokenTo(email) };
}

describe('an invitation', () => {
  test('reaches its address by mail alone, and makes an account and a member of whoever uses it', async () => {
    const email = newAddress();
    const made = await invite(admin, { email, role: 'member', name: 'Kim' });
    expect(made).toMatchObject({
      status: 201,
      body: { email, role: 'member', name: 'Kim', invited_by: admin.memberId, link: null },
    });
    const [mail] = await readNewestMails(api.deps, 1);
    expect(mail?.mail).toMatchObject({ to: { address: email }, subject: `Join ${organizationName}` });
    expect(mail?.mail.text).toContain('Kim Park invites you');
    const token = await tokenTo(email);
    expect((await lookUp(token)).body).toEqual({
      organization_name: organizationName,
      email,
      role: 'member',
      name: 'Kim',
      has_account: false,
    });
    const joined = await accept(token);
    expect(joined).toMatchObject({
      status: 200,
      body: {
        user: { name: 'Kim Lee', email, email_verified: true },
        organizations: [{ id: org.organizationId, role: 'member' }],
      },
    });
    expect((await whoIs(cookieOf(joined))).body).toMatchObject({
      member: { role: 'member' },
      organization: { id: org.organizationId },
    });
    expect(await members()).toContainEqual(
      expect.objectContaining({ email, name: 'Kim Lee', role: 'member' }),
    );
    const { body } = await api.call('GET', '/v1/events?limit=100', { key: org.liveKey });
    const told = body.data.filter(({ event }: { event: string }) => event === 'member.joined');
    expect(told.at(-1)?.data).toMatchObject({ email, user_id: joined.body.user.id });
    expect((await asPerson(admin, 'GET', '/v1/invitations')).body.data).toEqual([]);
  });

  test('works once, and for one of eight who use it at once', async () => {
    const { token } = await invited();
    const race = await Promise.all(Array.from({ length: 8 }, () => accept(token)));
    expect(race.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(410)]);
    expect(refusalOf(await accept(token))).toEqual(expired);
    expect(refusalOf(await lookUp(token))).toEqual(expired);
    expect(await members()).toHaveLength(3);
  });

  test('is over after 7 days; what was taken back, or never was, is answered like that too', async () => {
    const [late, back] = [await invited(), await invited()];
    expect((await asPerson(admin, 'DELETE', `/v1/invitations/${back.id}`)).status).toBe(204);
    const answers = [await lookUp(back.token), await lookUp('A'.repeat(43)), await accept(back.token)];
    api.clock.moveBy(7 * day);
    answers.push(await lookUp(late.token), await accept(late.token));
    const told = answers.map(({ status, body: { error }, headers }) => {
      const { 'request-id': _id, date: _date, ...others } = headers;
      const { request_id: _same, ...rest } = error;
      return { status, rest, others };
    });
    for (const each of told) expect(each).toEqual(told[0]);
    expect(told[0]).toMatchObject({ status: 410, rest: { code: 'link_expired' } });
  });

  test('is sent again with a new link, and the one before is dead', async () => {
    const { id, email, token } = await invited();
    api.clock.moveBy(8 * day);
    const admin2 = await addPerson(api.deps, { organizationId: org.organizationId, role: 'admin' });
    const again = await asPerson(admin2, 'POST', `/v1/invitations/${id}/resend`);
    expect(again).toMatchObject({ status: 200, body: { id, invited_by: admin2.memberId, link: null } });
    expect(refusalOf(await accept(token))).toEqual(expired);
    expect((await accept(await tokenTo(email))).status).toBe(200);
  });

  test('opened by scanners uses nothing up, and says nothing that a field of the request could raise', async () => {
    const { token } = await invited();
    for (let i = 0; i < 3; i++) expect((await lookUp(token)).status).toBe(200);
    expect(refusalOf(await accept(token, { ...kim, role: 'owner' }))).toEqual([
      400,
      'validation_error',
      'body.role',
    ]);
    expect(refusalOf(await accept(token, { name: 'Kim' }))).toEqual([
      400,
      'validation_error',
      'body.password',
    ]);
    expect(refusalOf(await accept(token, { ...kim, password: 'password' }))).toEqual([
      400,
      'validation_error',
      'body.password',
    ]);
    expect((await accept(token)).body.organizations).toMatchObject([{ role: 'member' }]);
  });

  test('is refused to a page of another site', async () => {
    const { token } = await invited();
    expect(refusalOf(await accept(token, kim, { 'sec-fetch-site': 'same-site' }))).toEqual(forbidden);
    expect((await accept(token)).status).toBe(200);
  });

  test('is in the database as a hash alone', async () => {
    const { token } = await invited();
    const rows = await api.deps.database.db.selectFrom('account_links').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('who invites', () => {
  test('gives no role above their own, by whatever way', async () => {
    expect(refusalOf(await invite(admin, { email: newAddress(), role: 'owner' }))).toEqual(forbidden);
    for (const role of ['owner', 'admin'])
      expect(
        refusalOf(
          await api.call('POST', '/v1/invitations', {
            key: org.liveKey,
            body: { email: newAddress(), role },
          }),
        ),
      ).toEqual(forbidden);
    const member = await addPerson(api.deps, { organizationId: org.organizationId, role: 'member' });
    expect(refusalOf(await invite(member, { email: newAddress(), role: 'member' }))).toEqual(forbidden);
    const owner = await addPerson(api.deps, { organizationId: org.organizationId, role: 'owner' });
    const { id } = await invited('owner', owner);
    for (const [method, path] of [
      ['DELETE', `/v1/invitations/${id}`],
      ['POST', `/v1/invitations/${id}/resend`],
    ] as const)
      expect(refusalOf(await asPerson(admin, method, path))).toEqual(forbidden);
  });

  test('with a test key is nobody', async () => {
    const body = { email: newAddress(), role: 'member' };
    const answer = await api.call('POST', '/v1/invitations', { key: org.testKey, body });
    expect(refusalOf(answer)).toEqual(forbidden);
    expect((await api.call('POST', '/v1/invitations', { key: org.liveKey, body })).status).toBe(201);
  });

  test('and lost the power meanwhile takes the invitation with it', async () => {
    const owner = await addPerson(api.deps, { organizationId: org.organizationId, role: 'owner' });
    const second = await addPerson(api.deps, { organizationId: org.organizationId, role: 'owner' });
    const [asOwner, asAdmin] = [await invited('owner', second), await invited('admin', second)];
    const demote = (role: Role) => asPerson(owner, 'PATCH', `/v1/members/${second.memberId}`, { role });
    expect((await demote('admin')).status).toBe(200);
    expect(refusalOf(await accept(asOwner.token))).toEqual(expired);
    expect((await lookUp(asAdmin.token)).status).toBe(200);
    expect((await demote('member')).status).toBe(200);
    expect(refusalOf(await accept(asAdmin.token))).toEqual(expired);
    const gone = await invited();
    expect((await asPerson(owner, 'DELETE', `/v1/members/${admin.memberId}`)).status).toBe(200);
    expect(refusalOf(await accept(gone.token))).toEqual(expired);
  });

  test('with a key that was revoked does too', async () => {
    const { body: made } = await api.call('POST', '/v1/api-keys', {
      key: org.liveKey,
      body: { name: 'Onboarding' },
    });
    const email = newAddress();
    await api.call('POST', '/v1/invitations', { key: made.key, body: { email, role: 'member' } });
    const token = await tokenTo(email);
    expect((await lookUp(token)).status).toBe(200);
    await api.call('DELETE', `/v1/api-keys/${made.id}`, { key: org.liveKey });
    expect(refusalOf(await accept(token))).toEqual(expired);
  });

  test('proves who they are before anybody joins as more than a member', async () => {
    api.clock.moveBy(10 * 60_000);
    expect(refusalOf(await invite(admin, { email: newAddress(), role: 'admin' }))).toEqual([
      401,
      'reauthentication_required',
    ]);
    expect((await invite(admin, { email: newAddress(), role: 'member' })).status).toBe(201);
  });
});

describe('whoever is invited', () => {
  test('twice, or is a member, is 409', async () => {
    const { email } = await invited();
    for (const taken of [email.toLowerCase(), admin.email.toUpperCase()])
      expect(refusalOf(await invite(admin, { email: taken, role: 'member' }))).toEqual([409, 'conflict']);
  });

  test('and became a member meanwhile is 409', async () => {
    const { body } = await invite(admin, { email: api.person.email, role: 'member' });
    const token = await tokenTo(api.person.email);
    await api.person.renew();
    const headers = api.person.headers('live');
    expect((await accept(token, {}, headers)).status).toBe(200);
    expect(body.id).toMatch(/^inv_/);
    const again = await invited('member', admin, newAddress());
    await api.deps.database.db
      .updateTable('invitations')
      .set({ email: api.person.email, mailbox: api.person.email })
      .where('id', '=', again.id)
      .execute();
    expect(refusalOf(await accept(again.token, {}, headers))).toEqual([409, 'conflict']);
    await api.person.renew();
  });

  test('joins with the account that they are signed in with, in the session that they have', async () => {
    const other = await createTestOrganization(api);
    const person = await addPerson(api.deps, { organizationId: other.organizationId, role: 'owner' });
    const { token } = await invited('admin', admin, person.email.toUpperCase());
    expect((await lookUp(token)).body.has_account).toBe(true);
    expect(refusalOf(await accept(token))).toEqual([401, 'unauthorized']);
    const joined = await accept(token, {}, person.headers('live'));
    expect(joined.status).toBe(200);
    expect(joined.headers).not.toHaveProperty('set-cookie');
    expect(joined.body.organizations).toHaveLength(2);
    const { body } = await whoIs(person.cookie);
    expect(body).toMatchObject({ member: { role: 'admin' }, organization: { id: org.organizationId } });
  });

  test('and is signed in as somebody else is refused, and the invitation is as it was', async () => {
    const { token } = await invited();
    expect(refusalOf(await accept(token, kim, admin.headers('live')))).toEqual(forbidden);
    // A cookie that does not count is nobody's.
    expect((await accept(token, kim, { cookie: admin.cookie })).status).toBe(200);
  });

  test('takes the place of the host with their address, bookings and all', async () => {
    const email = newAddress();
    const host = { name: 'Kim', email };
    const { body: made } = await api.call('POST', '/v1/members', { key: org.liveKey, body: host });
    const { token } = await invited('admin', admin, email);
    expect((await accept(token)).body.organizations).toMatchObject([{ member_id: made.id, role: 'admin' }]);
    expect(await members()).toHaveLength(3);
  });

  test('of several organizations is a member of each once', async () => {
    const email = newAddress();
    const first = await accept((await invited('member', admin, email)).token);
    const other = await createTestOrganization(api);
    const theirs = await addPerson(api.deps, { organizationId: other.organizationId, role: 'admin' });
    const { token } = await invited('member', theirs, email);
    const headers = { cookie: cookieOf(first), 'astrocal-mode': 'live' };
    const race = await Promise.all(Array.from({ length: 4 }, () => accept(token, {}, headers)));
    expect(race.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410]);
    expect(race.find(({ status }) => status === 200)?.body.organizations).toHaveLength(2);
  });
});

describe('an account that somebody else had set up with the invited address', () => {
  const unverified = async () => {
    const other = await createTestOrganization(api);
    const person = await addPerson(api.deps, { organizationId: other.organizationId, role: 'owner' });
    const { db } = api.deps.database;
    await db.updateTable('users').set({ email_verified_at: null }).where('id', '=', person.userId).execute();
    return person;
  };

  test('is theirs no more: their password and sessions end', async () => {
    const attacker = await unverified();
    const { token } = await invited('member', admin, attacker.email);
    const joined = await accept(token);
    expect(joined.body.user).toMatchObject({ id: attacker.userId, name: 'Kim Lee', email_verified: true });
    expect((await whoIs(attacker.cookie)).status).toBe(401);
    const signIn = (password: string) =>
      api.call('POST', '/v1/auth/sign-in', { body: { email: attacker.email, password } });
    expect((await signIn('correct horse battery staple')).status).toBe(401);
    expect((await signIn(kim.password)).status).toBe(200);
  });

  test('is not given to whoever was handed the link where no mail brings it', async () => {
    const mail = { ...api.deps.mail, sender: null };
    const server = await buildApp({ ...api.deps, mail });
    const victim = await unverified();
    const headers = admin.headers('live');
    const made = await server.inject({
      method: 'POST',
      url: '/v1/invitations',
      headers,
      payload: { email: victim.email, role: 'member' },
    });
    const { link } = made.json();
    expect(link).toMatch(/^http:\/\/astrocal\.test\/account\/invitation\?token=[\w-]{43}$/);
    const token = new URL(link).searchParams.get('token') ?? '';
    expect(refusalOf(await accept(token))).toEqual([401, 'unauthorized']);
    expect((await whoIs(victim.cookie)).status).toBe(200);
    // And an account that is new has proved nothing.
    const email = newAddress();
    const fresh = await server.inject({
      method: 'POST',
      url: '/v1/invitations',
      headers,
      payload: { email, role: 'member' },
    });
    const joined = await accept(new URL(fresh.json().link).searchParams.get('token') ?? '');
    expect(joined.body.user).toMatchObject({ email, email_verified: false });
  });
});

test('no more join, are added or are invited than an organization may have', async () => {
  const { length } = await members();
  const server = await buildApp({ ...api.deps, mostMembers: length + 1 });
  const post = (url: string, payload: object) =>
    server.inject({ method: 'POST', url, headers: admin.headers('live'), payload });
  const token = (await invited()).token;
  expect((await post('/v1/invitations', { email: newAddress(), role: 'member' })).statusCode).toBe(409);
  expect((await post('/v1/members', { name: 'Ana', email: newAddress() })).statusCode).toBe(201);
  expect((await post('/v1/members', { name: 'Bo', email: newAddress() })).statusCode).toBe(409);
  expect((await post('/v1/invitations/accept', { token, ...kim })).statusCode).toBe(403);
  const late = await server.inject({
    method: 'POST',
    url: '/v1/invitations/accept',
    payload: { token, ...kim },
  });
  expect(late.statusCode).toBe(409);
});
