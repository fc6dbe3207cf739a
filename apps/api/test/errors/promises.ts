import { type ErrorCode, errorCatalogue, errorsOf, keyPermissions, type Operation } from '@astrocal/contract';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import type { Deps } from '../../src/deps.ts';
import { promote } from '../../src/features/waitlist/promotion-jobs.ts';
import { problemsOf } from '../contract/answers.ts';
import { changesShared } from '../contract/changes-shared.ts';
import { exampleRequestOf, idPlacesOf, urlOf } from '../contract/example-request.ts';
import { withFiftyKeys, withFiftyWebhooks } from '../contract/fifty.ts';
import { createWorld, type World } from '../contract/world.ts';
import { createTestApi, type TestAnswer, type TestApi, type TestFeatures } from '../harness/api.ts';
import { setHosts } from '../harness/hosts.ts';
import { limitedServer } from '../harness/limited-api.ts';
import { addPerson, beginExampleTotp, prepareExample, type SignedInPerson } from '../harness/people.ts';

let api: TestApi;
let world: World;

interface Sent {
  readonly url?: string;
  /** Appended to the address: a parameter that nobody knows. */
  readonly more?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The headers of another credential. */
  readonly as?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly on?: Pick<TestApi['server'], 'inject'>;
}

const keyFor = (op: Operation) => (changesShared(op) ? api.own.liveKey : api.own.testKey);
const withKey = (op: Operation) => ({ authorization: `Bearer ${keyFor(op)}` });
const whoAsks = (op: Operation) => (op.access === 'session' ? api.person.headers('test') : withKey(op));

/** A valid request of the operation with the test key, one that may, or a session, but for what is told otherwise. */
async function send(
  op: Operation,
  { url, more = '', as = whoAsks(op), headers = {}, body, on = api.server }: Sent = {},
): Promise<TestAnswer> {
  if (op.access === 'session') await api.person.renew();
  const ids = new Map<string, string>();
  for (const { name, noun } of idPlacesOf(op)) {
    if (ids.has(name)) continue;
    const { id, beside } = await world.make(noun, world.holders.test);
    for (const [each, its] of Object.entries({ [name]: id, ...beside })) ids.set(each, its);
  }
  const request = exampleRequestOf(op, {
    id: ({ name }) => ids.get(name) ?? '',
    freeInstant: world.freeInstant,
    takenInstant: world.takenInstant,
    freeSlug: world.freeSlug,
    otp: world.otp,
  });
  const payload = body === undefined ? request.body : body;
  const answer = await on.inject({
    method: op.method,
    url: `${url ?? urlOf(op, request)}${more}`,
    headers: {
      ...as,
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload !== undefined && { payload: payload as object }),
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.body === '' ? undefined : JSON.parse(answer.body),
  };
}

const ask = async (method: string, path: string, body?: unknown) =>
  (await api.call(method, path, { key: api.own.testKey, ...(body !== undefined && { body }) })).body;
const bookingOf = (event_type_id: string, start_time: string) => ({
  event_type_id,
  start_time,
  invitee_name: 'Alex Johnson',
  invitee_email: 'alex@example.com',
});
const entryOf = (event_type_id: string, start_time: string) => ({
  ...bookingOf(event_type_id, start_time),
  invitee_email: 'kim@example.com', // who books it does not wait for it
  invitee_timezone: 'UTC',
});
const newThing = (noun: 'event_type' | 'booking' | 'member' | 'webhook_endpoint') =>
  world.make(noun, world.holders.test);
const onThing = async (op: Operation, noun: 'event_type' | 'booking') =>
  op.path.replace('{id}', (await newThing(noun)).id);

/** Where a new booking of a new event type can be moved to. */
async function onMove(op: Operation) {
  const { id: eventTypeId } = await newThing('event_type');
  const { id: bookingId } = await ask('POST', '/v1/bookings', bookingOf(eventTypeId, world.freeInstant()));
  const url = `${op.path}?event_type_id=${eventTypeId}&booking_id=${bookingId}&start=2030-06-17&end=2030-06-17`;
  return { url, bookingId, eventTypeId };
}

/** A booking with its own host, of an event type that has these hosts since. */
async function bookedWithHosts(
  choose: (hosts: { own: string; another: string }) => string[],
): Promise<{ id: string; start_time: string; another: string }> {
  const { id: eventTypeId } = await newThing('event_type');
  const { id, start_time, assigned_host } = await ask(
    'POST',
    '/v1/bookings',
    bookingOf(eventTypeId, world.freeInstant()),
  );
  const { id: another } = await newThing('member');
  await setHosts(api.deps.database.db, eventTypeId, choose({ own: assigned_host.member_id, another }));
  return { id, start_time, another };
}

async function onDisabledWebhook(op: Operation): Promise<string> {
  const { id, beside } = await newThing('webhook_endpoint');
  await ask('PATCH', `/v1/webhooks/${id}`, { active: false });
  return op.path.replace('{id}', id).replace('{delivery_id}', beside?.delivery_id ?? '');
}

/** A key that can do all but what the operation asks for. */
const lesserKeys = new Map<unknown, string>();
async function keyWithout({ permission }: Operation): Promise<string> {
  const key = lesserKeys.get(permission);
  if (key !== undefined) return key;
  const permissions = keyPermissions.filter((each) => each !== permission);
  const { body } = await api.call('POST', '/v1/api-keys', {
    key: api.own.testKey,
    body: { name: `All but ${permission}`, permissions },
  });
  lesserKeys.set(permission, body.key);
  return body.key;
}

/** How each code is met, on whatever operation promises it. */
const general: Partial<Record<ErrorCode, (op: Operation) => Promise<TestAnswer>>> = {
  unauthorized: (op) => send(op, { headers: { authorization: 'Bearer nobody' } }),
  validation_error: (op) =>
    send(op, { url: `${op.path.replace('{id}', 'x')}?nul=%00`, ...(op.body && { body: {} }) }),
  // The link of the example is nobody's any more.
  link_expired: async (op) => {
    await sql`delete from account_links`.execute(api.deps.database.db);
    return send(op);
  },
  // Of a key: one that was given less, and any where it is about an account.
  forbidden: async (op) => {
    if (op.access === 'session') return send(op, { as: withKey(op) });
    return send(op, { as: { authorization: `Bearer ${await keyWithout(op)}` } });
  },
  not_found: async (op) => {
    const request = exampleRequestOf(op, { id: () => 'unknown', ...world });
    return send(op, { url: urlOf(op, request), body: request.body });
  },
  payload_too_large: (op) => send(op, { body: { notes: 'x'.repeat(256 * 1024) } }),
  unsupported_media_type: (op) => send(op, { body: 'x', headers: { 'content-type': 'text/plain' } }),
  idempotency_key_reused: async (op) => {
    const headers = { 'idempotency-key': `reused-${op.operationId}` };
    const first = await send(op, { headers });
    expect(first.status, JSON.stringify(first.body)).toBeLessThan(300);
    return send(op, { headers, more: '?another=request' });
  },
  idempotency_in_progress: async (op) => {
    const key = `running-${op.operationId}`;
    const client = new pg.Client(api.test.url);
    await client.connect();
    try {
      await client.query('begin');
      await client.query(
        `insert into idempotency_keys (scope, key, fingerprint, created_at) values ($1, $2, '', now())`,
        [await scopeOf(op), key],
      );
      const on = await buildApp({ ...api.deps, idempotencyWaitMs: 20 }, api.made);
      return await send(op, { headers: { 'idempotency-key': key }, on });
    } finally {
      await client.end();
    }
  },
  rate_limit_exceeded: async (op) => {
    exhausted ??= exhaustKey();
    return send(op, { on: await exhausted });
  },
  internal_error: async (op) =>
    send(op, { on: await buildApp({ ...api.deps, database: brokenDatabase(api) }, api.made) }),
  unavailable: async (op) => {
    const closed = await createTestApi('postgres', {}, api.made);
    await closed.deps.database.close();
    const answer = await send(op, { on: closed.server });
    await closed.close();
    return answer;
  },
};

/** Under which the Idempotency-Keys of requests with the test key are counted. */
async function scopeOf(op: Operation): Promise<string> {
  const owner = `${api.own.organizationId}:${changesShared(op) ? 'live' : 'test'}`;
  if (!op.answersSecret) return owner;
  const key = keyFor(op);
  const { data }: { data: { id: string; key_prefix: string }[] } = (
    await api.call('GET', '/v1/api-keys?limit=100', { key })
  ).body;
  return `${owner}:${data.find(({ key_prefix }) => key.startsWith(key_prefix))?.id}`;
}

/** A server on which both keys have made every request of the minute, which does not end. */
let exhausted: Promise<FastifyInstance> | undefined;
async function exhaustKey(): Promise<FastifyInstance> {
  const { server, call } = await limitedServer(api, { plan: 'free' });
  for (const key of [api.own.testKey, api.own.liveKey])
    for (let i = 0; i < 30; i++) await call('GET', '/v1/event-types', { key });
  return server;
}

/** Without a key, one more than an address may. */
async function exhaustAddress(op: Operation): Promise<TestAnswer> {
  const { call } = await limitedServer(api, { plan: 'free' });
  const ask = () =>
    call(op.method, `${op.path.replace('{id}', 'x')}?token=x`, { address: '198.51.100.1', body: {} });
  for (let i = 0; i < 20; i++) await ask();
  return ask();
}

/** By somebody who has proved who they are too long ago. */
async function longAgo(op: Operation, sent: Pick<Sent, 'url' | 'body'> = {}): Promise<TestAnswer> {
  const person = await addPerson(api.deps, { organizationId: api.own.organizationId, role: 'admin' });
  return askedLongAfter(person, op, sent);
}

async function askedLongAfter(
  { sessionId, headers }: SignedInPerson,
  op: Operation,
  sent: Pick<Sent, 'url' | 'body'> = {},
): Promise<TestAnswer> {
  const { db } = api.deps.database;
  await sql`update sessions set proven_at = 'epoch' where id = ${sessionId}`.execute(db);
  return send(op, { as: headers('live'), ...sent });
}

/** From one address for many people, once more than that may. */
async function askedByMany(op: Operation, times: number, more: object = {}): Promise<TestAnswer> {
  const ask = (number: number) => send(op, { body: { email: `somebody-${number}@example.com`, ...more } });
  for (let i = 0; i < times; i++) await ask(i);
  return ask(times);
}

/** With a wrong password, once more than anybody may. */
async function triedTooOften(op: Operation): Promise<TestAnswer> {
  const body = {
    ...(op.requestExample as object),
    [op.operationId === 'reauthenticate' ? 'password' : 'current_password']: 'not my password',
  };
  for (let i = 0; i < 10; i++) await send(op, { body });
  return send(op, { body });
}

/** Somebody who signs in with codes. */
async function somebodyWithCodes(): Promise<SignedInPerson> {
  const person = await addPerson(api.deps, { organizationId: api.own.organizationId, role: 'member' });
  await beginExampleTotp(api.deps, person);
  await sql`update users set totp_on_at = now() where id = ${person.userId}`.execute(api.deps.database.db);
  return person;
}

/** By the link of somebody who signs in with codes, so many times with none of theirs. */
async function withWrongCodes(op: Operation, times: number): Promise<TestAnswer> {
  const person = await somebodyWithCodes();
  await prepareExample({ ...api, person: { ...person, renew: async () => {} } }, op);
  const ask = () => send(op, { body: { ...(op.requestExample as object), otp: 'a wrong one' } });
  for (let i = 1; i < times; i++) await ask();
  return ask();
}

/** How the codes are met that one operation alone has, or meets in its own way. */
const particular: Readonly<Record<string, (op: Operation) => Promise<TestAnswer>>> = {
  'createApiKey forbidden': (op) => send(op, { body: { name: 'Website', mode: 'live' } }),
  'createApiKey reauthentication_required': (op) => longAgo(op, { body: { name: 'Website' } }),
  'rotateWebhookSecret reauthentication_required': (op) => longAgo(op),
  'reauthenticate rate_limit_exceeded': triedTooOften,
  'changePassword rate_limit_exceeded': triedTooOften,
  'changePassword reauthentication_required': async (op) => askedLongAfter(await somebodyWithCodes(), op),
  'signIn unauthorized': (op) => send(op, { body: { email: 'nobody@example.com', password: 'a guess' } }),
  'signIn rate_limit_exceeded': (op) => askedByMany(op, 30, { password: 'a guess' }),
  'sendPasswordLink rate_limit_exceeded': (op) => askedByMany(op, 30),
  'sendSignInLink rate_limit_exceeded': (op) => askedByMany(op, 30),
  'setUpOwner conflict': async (op) => {
    await prepareExample(api, op);
    return send(op, { body: { ...(op.requestExample as object), email: api.person.email } });
  },
  'updateUser reauthentication_required': (op) => longAgo(op, { body: { email: 'new@example.com' } }),
  'updateUser rate_limit_exceeded': async (op) => {
    const body = { email: 'often@example.com' };
    for (let i = 0; i < 5; i++) await send(op, { body });
    return send(op, { body });
  },
  'beginTotp reauthentication_required': (op) => longAgo(op),
  'confirmTotp reauthentication_required': (op) => longAgo(op),
  'endTotp reauthentication_required': (op) => longAgo(op),
  'beginTotp conflict': async (op) => {
    const person = await somebodyWithCodes();
    return send(op, { as: person.headers('test') });
  },
  'signInByLink unauthorized': (op) => withWrongCodes(op, 1),
  'signInByLink rate_limit_exceeded': (op) => withWrongCodes(op, 11),
  'resetPassword unauthorized': (op) => withWrongCodes(op, 1),
  'resetPassword rate_limit_exceeded': (op) => withWrongCodes(op, 11),
  'confirmTotp conflict': (op) => send(op),
  'confirmTotp rate_limit_exceeded': async (op) => {
    const body = { otp: 'a wrong one' };
    for (let i = 0; i < 10; i++) await send(op, { body });
    return send(op, { body });
  },
  'confirmEmail conflict': async (op) => {
    await prepareExample(api, op);
    const { email } = await addPerson(api.deps, { organizationId: api.own.organizationId, role: 'member' });
    await sql`update account_links set new_email = ${email} where kind = 'email'`.execute(
      api.deps.database.db,
    );
    return send(op);
  },
  'createInvitation reauthentication_required': (op) =>
    longAgo(op, { body: { email: 'admin@example.com', role: 'admin' } }),
  'createInvitation conflict': async (op) => {
    const { data } = await ask('GET', '/v1/members?role=owner');
    return send(op, { body: { email: data[0].email, role: 'member' } });
  },
  'resendInvitation reauthentication_required': async (op) => {
    const body = { email: `${world.freeSlug()}@example.com`, role: 'admin' };
    const headers = api.person.headers('live');
    const { body: made } = await api.call('POST', '/v1/invitations', { headers, body });
    return longAgo(op, { url: op.path.replace('{id}', made.id) });
  },
  'acceptInvitation unauthorized': async (op) => {
    await prepareExample(api, op);
    await sql`update invitations set mailbox = ${api.person.email} where organization_id = ${api.other.organizationId}`.execute(
      api.deps.database.db,
    );
    return send(op);
  },
  'acceptInvitation conflict': async (op) => {
    await prepareExample(api, op);
    await sql`update invitations set email = m.email from members m
      where m.organization_id = invitations.organization_id and m.organization_id = ${api.other.organizationId}`.execute(
      api.deps.database.db,
    );
    return send(op);
  },
  'createApiKey conflict': (op) => withFiftyKeys(api, () => send(op)),
  'createEmbedSession conflict': async (op) => {
    const { id: booking_id } = await newThing('booking');
    const now = api.clock.now();
    api.clock.moveTo('2027-01-01T00:00:00Z');
    const body = { kind: 'booking', booking_id };
    const answer = await api.call(op.method, op.path, { key: api.own.testKey, body });
    api.clock.moveTo(new Date(now).toISOString());
    return answer;
  },
  'createEmbedSession host_unavailable': async (op) => {
    const [{ id: event_type_id }, { id: host_id }] = [await newThing('event_type'), await newThing('member')];
    return send(op, { body: { kind: 'booker', event_type_id, host_id } });
  },
  'createMember conflict': async (op) => {
    const { id } = await newThing('member');
    const { email } = await ask('GET', `${op.path}/${id}`);
    return send(op, { body: { name: 'Sam Rivera', email } });
  },
  'deleteMember forbidden': async (op) => {
    const { id } = await world.make('member', world.holders.live);
    return send(op, { url: op.path.replace('{id}', id) });
  },
  'deleteMember last_owner': async (op) => {
    const { data } = await ask('GET', '/v1/members?role=owner');
    return api.call(op.method, op.path.replace('{id}', data[0].id), { key: api.own.liveKey });
  },
  'deleteMember member_has_bookings': async (op) => {
    const { id: memberId } = await newThing('member');
    const { id } = await newThing('event_type');
    await setHosts(api.deps.database.db, id, [memberId]);
    await ask('POST', '/v1/bookings', bookingOf(id, world.freeInstant()));
    return send(op, { url: op.path.replace('{id}', memberId), body: {} });
  },
  'updateMember conflict': async (op) => {
    const body = { external_id: `of-another-${world.freeSlug()}` };
    await ask('PATCH', op.path.replace('{id}', (await newThing('member')).id), body);
    return send(op, { body });
  },
  'updateMember reauthentication_required': async (op) => {
    const { id } = await world.make('member', world.holders.live);
    return longAgo(op, { url: op.path.replace('{id}', id), body: { role: 'admin' } });
  },
  'updateMember last_owner': async (op) => {
    const { data } = await ask('GET', '/v1/members?role=owner');
    const path = op.path.replace('{id}', data[0].id);
    return api.call(op.method, path, { key: api.own.liveKey, body: { role: 'member' } });
  },
  'updateMember forbidden': async (op) => {
    const { id } = await world.make('member', world.holders.live);
    return send(op, { url: op.path.replace('{id}', id) });
  },
  'updateOrganization forbidden': (op) =>
    send(op, { headers: { authorization: `Bearer ${api.own.testKey}` } }),
  'updateOrganization conflict': (op) => send(op, { body: { slug: 'other' } }),
  'createWebhook conflict': (op) => withFiftyWebhooks(api, () => send(op)),
  'createEventType conflict': (op) =>
    send(op, { body: { title: 'Again', slug: 'test-event', duration_minutes: 30 } }),
  'updateEventType conflict': (op) => send(op, { body: { slug: 'test-event' } }),
  'addHost conflict': async (op) => {
    const { id } = await newThing('event_type');
    const { data } = await ask('GET', `/v1/event-types/${id}/hosts`);
    return send(op, { url: op.path.replace('{id}', id), body: { member_id: data[0].member_id } });
  },
  'removeHost conflict': async (op) => {
    const id = api.own.testEventTypeId;
    const { data } = await ask('GET', `/v1/event-types/${id}/hosts`);
    return send(op, { url: op.path.replace('{id}', id).replace('{host_id}', data[0].id) });
  },
  'createBooking slot_unavailable': async (op) =>
    send(op, { body: bookingOf((await newThing('event_type')).id, '2020-01-01T00:00:00Z') }),
  'createBooking booking_cap_reached': async (op) => {
    const { id } = await newThing('event_type');
    await ask('PATCH', `/v1/event-types/${id}`, { booking_cap: 1, booking_cap_period: 'total' });
    await ask('POST', '/v1/bookings', bookingOf(id, world.freeInstant()));
    return send(op, { body: bookingOf(id, world.freeInstant()) });
  },
  'createBooking conflict': async (op) => {
    const { id } = await newThing('event_type');
    await ask('PATCH', `/v1/event-types/${id}`, { max_attendees: 2 });
    const body = bookingOf(id, world.freeInstant());
    await ask('POST', '/v1/bookings', body);
    return api.call(op.method, op.path, { body });
  },
  'cancelBooking conflict': async (op) => {
    const { id } = await newThing('event_type');
    const booking = await ask('POST', '/v1/bookings', bookingOf(id, world.freeInstant()));
    const now = api.clock.now();
    api.clock.moveTo(booking.start_time);
    const path = `${op.path.replace('{id}', booking.id)}?token=${booking.cancel_token}`;
    const answer = await api.call(op.method, path, { body: {} });
    api.clock.moveTo(new Date(now).toISOString());
    return answer;
  },
  'markNoShow conflict': (op) => send(op, { body: { no_show: true } }),
  'markNoShow booking_cancelled': async (op) => {
    const url = await onThing(op, 'booking');
    await ask('POST', url.replace('/no-show', '/cancel'));
    return send(op, { url });
  },
  'cancelBooking rate_limit_exceeded': exhaustAddress,
  'rescheduleBooking rate_limit_exceeded': exhaustAddress,
  'rescheduleBooking slot_unavailable': (op) =>
    send(op, { body: { new_start_time: '2020-01-01T00:00:00Z' } }),
  'rescheduleBooking booking_cancelled': async (op) => {
    const url = await onThing(op, 'booking');
    await ask('POST', url.replace('/reschedule', '/cancel'));
    return send(op, { url });
  },
  'rescheduleBooking conflict': async (op) => {
    const { id } = await newThing('event_type');
    const { id: booked } = await ask('POST', '/v1/bookings', bookingOf(id, world.freeInstant()));
    await ask('DELETE', `/v1/event-types/${id}`);
    return send(op, { url: op.path.replace('{id}', booked) });
  },
  'createBooking host_unavailable': async (op) => {
    const { id } = await newThing('event_type');
    return send(op, { body: { ...bookingOf(id, world.freeInstant()), host_id: 'mbr_nobody' } });
  },
  'rescheduleBooking host_unavailable': async (op) => {
    const { id: booked } = await bookedWithHosts(({ another }) => [another]);
    const body = { new_start_time: world.freeInstant(), host: 'keep' };
    return send(op, { url: op.path.replace('{id}', booked), body });
  },
  'reassignBooking host_unavailable': (op) => send(op, { body: { member_id: 'mbr_nobody' } }),
  'reassignBooking booking_cancelled': async (op) => {
    const url = await onThing(op, 'booking');
    await ask('POST', url.replace('/reassign', '/cancel'));
    return send(op, { url });
  },
  'reassignBooking conflict': async (op) => {
    const { id } = await newThing('event_type');
    await ask('PATCH', `/v1/event-types/${id}`, { assignment_strategy: 'collective' });
    const { id: booked } = await ask('POST', '/v1/bookings', bookingOf(id, world.freeInstant()));
    return send(op, { url: op.path.replace('{id}', booked), body: {} });
  },
  'reassignBooking slot_unavailable': async (op) => {
    const booked = await bookedWithHosts(({ own, another }) => [own, another]);
    const { id: other } = await newThing('event_type');
    await setHosts(api.deps.database.db, other, [booked.another]);
    await ask('POST', '/v1/bookings', bookingOf(other, booked.start_time));
    return send(op, { url: op.path.replace('{id}', booked.id), body: {} });
  },
  'getAvailability booking_cancelled': async (op) => {
    const { url, bookingId } = await onMove(op);
    await ask('POST', `/v1/bookings/${bookingId}/cancel`);
    return send(op, { url });
  },
  'getAvailability host_unavailable': async (op) => {
    const { id } = await newThing('event_type');
    const asked = `event_type_id=${id}&start=2030-06-17&end=2030-06-17&host_id=mbr_nobody`;
    return send(op, { url: `${op.path}?${asked}` });
  },
  'getAvailability conflict': async (op) => {
    const { url, eventTypeId } = await onMove(op);
    await ask('DELETE', `/v1/event-types/${eventTypeId}`);
    return send(op, { url });
  },
  'getAvailability forbidden': async (op) => {
    const { organizationId } = api.own;
    const member = await addPerson(api.deps, { organizationId, role: 'member' });
    return send(op, { url: (await onMove(op)).url, as: member.headers('test') });
  },
  'replayWebhook conflict': async (op) => send(op, { url: await onDisabledWebhook(op) }),
  'retryWebhookDelivery conflict': async (op) => send(op, { url: await onDisabledWebhook(op) }),
  'joinWaitlist conflict': async (op) =>
    send(op, { body: entryOf((await newThing('event_type')).id, world.freeInstant()) }),
  'joinWaitlist slot_unavailable': async (op) =>
    send(op, { body: entryOf((await newThing('event_type')).id, '2020-01-01T00:00:00Z') }),
  'cancelWaitlistEntry conflict': async (op) => {
    const { id } = await newThing('event_type');
    const time = world.freeInstant();
    const held = await ask('POST', '/v1/bookings', bookingOf(id, time));
    const entry = await ask('POST', '/v1/waitlist', entryOf(id, time));
    await ask('POST', `/v1/bookings/${held.id}/cancel`);
    const data = { organizationId: api.own.organizationId, eventTypeId: id };
    await promote.handle(api.deps, { id: 'job', data, signal: new AbortController().signal });
    return send(op, { url: op.path.replace('{id}', entry.id) });
  },
};

/** What `brokenDatabase` throws. */
export const fault = 'a fault that nobody has thought of';

/** A database every use of which is a fault. */
export function brokenDatabase({ deps }: TestApi): Deps['database'] {
  return new Proxy(deps.database, {
    get(database, property) {
      // What it is can be told without asking it.
      if (property !== 'db' && property !== 'inTransaction') return Reflect.get(database, property);
      throw new Error(fault);
    },
  });
}

/** Meets every error that operations promise, on an API of its own. Returns what was promised, as `operation code`. */
export function describePromises(
  ops: readonly Operation[],
  made: TestFeatures = {},
): readonly (readonly [string, ErrorCode])[] {
  // Of those that look at nobody, what is particular to them.
  const promises = ops.flatMap((op) =>
    (op.access === 'open' ? (op.errors ?? []) : errorsOf(op)).map(
      (code) => [op.operationId, code, op] as const,
    ),
  );
  describe('what is promised is met', () => {
    beforeAll(async () => {
      api = await createTestApi('postgres', {}, made);
      world = createWorld(api);
    });
    afterAll(() => api.close());

    test.each(promises)('%s answers %s', async (id, code, op) => {
      const provoke = particular[`${id} ${code}`] ?? general[code];
      if (!provoke) throw new Error(`${id} promises ${code}: say here how it is met.`);
      const answer = await provoke(op);
      expect(answer.body?.error?.code, JSON.stringify(answer.body)).toBe(code);
      const { status, retryable } = errorCatalogue[code];
      expect(answer.status).toBe(status);
      expect(problemsOf(op, answer).filter((problem) => problem !== `has status ${status}`)).toEqual([]);
      if ([429, 503].includes(status)) expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
      if (status === 503) expect(retryable).toBe(true);
      if (status === 401) expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
    });
  });
  return promises.map(([id, code]) => [id, code]);
}

/** The operations and codes for which a way of their own is known here. */
export const particularPromises = (): string[] => Object.keys(particular);
