import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { TestAnswer } from '../../../test/harness/api.ts';
import { limitedServer, statusCounts } from '../../../test/harness/limited-api.ts';
import { alex, refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { addPerson } from '../../../test/harness/people.ts';
import { buildApp } from '../../app.ts';
import { deleteOldSessions } from './store.ts';

const scene = useOrganization();
const nine = '2026-06-15T09:00:00Z';
const ten = '2026-06-15T10:00:00Z';
const kim = { name: 'Kim Lee', email: 'kim@example.com' };

// biome-ignore lint/suspicious/noExplicitAny: as the API answers it
async function session(body: object): Promise<any> {
  const answer = await scene.org.call('POST', '/v1/embed-sessions', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

/** As the page of a session asks. */
const as =
  ({ token }: { token: string }) =>
  (method: string, path: string, body?: unknown, headers = {}): Promise<TestAnswer> =>
    scene.api.call(method, path, { body, headers: { authorization: `Bearer ${token}`, ...headers } });

const times = (id: string, more = '') =>
  `/v1/availability?event_type_id=${id}&start=2026-06-15&end=2026-06-15${more}`;
const memberOf = async (eventTypeId: string): Promise<string> =>
  (await scene.org.call('GET', `/v1/event-types/${eventTypeId}/hosts`)).body.data[0].member_id;
const addMember = async (fields: object = {}): Promise<string> =>
  (await scene.org.call('POST', '/v1/members', { ...kim, ...fields })).body.id;

describe('a booker', () => {
  test('books its event type as the person whom the session names, and nobody else', async () => {
    const { id } = await scene.org.eventType();
    const attendee = { ...kim, timezone: 'Asia/Seoul', external_id: 'user-17' };
    const ask = as(await session({ kind: 'booker', event_type_id: id, attendee, metadata: { plan: 'pro' } }));
    expect((await ask('GET', times(id))).body.slots.length).toBe(16);
    const metadata = { plan: 'free', room: 4 };
    const booked = await ask('POST', '/v1/bookings', { event_type_id: id, start_time: nine, metadata });
    expect(booked.status, JSON.stringify(booked.body)).toBe(201);
    expect(booked.body).toMatchObject({
      invitee_name: 'Kim Lee',
      invitee_email: 'kim@example.com',
      invitee_timezone: 'Asia/Seoul',
      metadata: { plan: 'pro', room: 4, attendee_external_id: 'user-17' },
    });
    const other = { event_type_id: id, start_time: ten, ...alex, invitee_timezone: 'UTC' };
    expect(refusalOf(await ask('POST', '/v1/bookings', other))).toEqual([
      400,
      'validation_error',
      'body.invitee_name',
      'body.invitee_email',
      'body.invitee_timezone',
    ]);
    const party = { event_type_id: id, start_time: ten, attendees: [kim] };
    expect(refusalOf(await ask('POST', '/v1/bookings', party))).toEqual([
      400,
      'validation_error',
      'body.attendees',
    ]);
    const said = {
      event_type_id: id,
      start_time: ten,
      invitee_name: 'Kim Lee',
      invitee_email: 'Kim@example.com',
    };
    expect((await ask('POST', '/v1/bookings', said)).status).toBe(201);
  });

  test('that names nobody asks for a name as a page without a key does', async () => {
    const { id } = await scene.org.eventType();
    const ask = as(await session({ kind: 'booker', event_type_id: id }));
    const body = { event_type_id: id, start_time: nine };
    expect(refusalOf(await ask('POST', '/v1/bookings', body))[0]).toBe(400);
    expect((await ask('POST', '/v1/bookings', { ...body, ...alex })).status).toBe(201);
    for (const more of [{ override: ['hours'] }, { external_id: 'mine' }])
      expect(
        refusalOf(await ask('POST', '/v1/bookings', { ...body, start_time: ten, ...alex, ...more })).slice(
          0,
          2,
        ),
      ).toEqual([400, 'validation_error']);
  });

  test('sees its event type as anybody does, and no other; nothing of anybody’s bookings', async () => {
    const [{ id }, { id: other }] = [await scene.org.eventType(), await scene.org.eventType()];
    const ask = as(await session({ kind: 'booker', event_type_id: id }));
    const shown = await ask('GET', `/v1/event-types/${id}`);
    expect(shown.status).toBe(200);
    expect(shown.body).not.toHaveProperty('bookings_remaining');
    for (const path of [`/v1/event-types/${other}`, `/v1/public/event-types/${other}`, times(other)])
      expect(refusalOf(await ask('GET', path)), path).toEqual([404, 'not_found']);
    const body = { event_type_id: other, start_time: nine, ...alex };
    expect((await ask('POST', '/v1/bookings', body)).status).toBe(404);
    const booking = await scene.org.booked(id, nine);
    for (const path of ['/v1/bookings', `/v1/bookings/${booking.id}`, `/v1/members`])
      expect(refusalOf(await ask('GET', path)), path).toEqual([403, 'forbidden']);
    expect((await ask('GET', times(id, `&booking_id=${booking.id}`))).status).toBe(404);
  });

  test('books with the host whom the session names', async () => {
    const { id } = await scene.org.eventType({ assignment_strategy: 'round_robin' });
    const member_id = await addMember();
    await scene.org.call('POST', `/v1/event-types/${id}/hosts`, { member_id });
    const ask = as(await session({ kind: 'booker', event_type_id: id, host_id: member_id, attendee: kim }));
    const booked = await ask('POST', '/v1/bookings', { event_type_id: id, start_time: nine });
    expect(booked.body.assigned_host.member_id).toBe(member_id);
    const starts = (await ask('GET', times(id))).body.slots.map(
      (slot: { start_time: string }) => slot.start_time,
    );
    expect(starts).not.toContain(nine);
    const host_id = (await scene.org.call('GET', '/v1/members?role=owner')).body.data[0].id;
    expect(refusalOf(await ask('GET', times(id, `&host_id=${host_id}`)))[2]).toBe('query.host_id');
    const body = { event_type_id: id, start_time: ten, host_id };
    expect(refusalOf(await ask('POST', '/v1/bookings', body))[2]).toBe('body.host_id');
    const elsewhere = {
      kind: 'booker',
      event_type_id: id,
      host_id: await addMember({ email: 'jo@example.com' }),
    };
    expect(refusalOf(await scene.org.call('POST', '/v1/embed-sessions', elsewhere))).toEqual([
      409,
      'host_unavailable',
    ]);
  });

  test('keeps an Idempotency-Key to itself', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 5, allow_duplicate_attendees: true });
    const one = as(await session({ kind: 'booker', event_type_id: id, attendee: kim }));
    const two = as(await session({ kind: 'booker', event_type_id: id, attendee: kim }));
    const book = (ask: typeof one) =>
      ask('POST', '/v1/bookings', { event_type_id: id, start_time: nine }, { 'idempotency-key': 'the same' });
    const [first, again, other] = [await book(one), await book(one), await book(two)];
    expect([first.status, again.status, other.status]).toEqual([201, 201, 201]);
    expect(again.body.id).toBe(first.body.id);
    expect(other.body.id).not.toBe(first.body.id);
  });

  test('has for itself what an address has', async () => {
    const { id } = await scene.org.eventType();
    const { token } = await session({ kind: 'booker', event_type_id: id, attendee: kim });
    const { call } = await limitedServer(scene.api, { plan: 'free' });
    const ask = (key: string) =>
      call('POST', '/v1/bookings', { key, body: { event_type_id: id, start_time: 'x' } });
    const answers: TestAnswer[] = [];
    for (let i = 0; i < 11; i++) answers.push(await ask(token));
    expect(statusCounts(answers)).toEqual({ 400: 10, 429: 1 });
    expect((await ask((await session({ kind: 'booker', event_type_id: id })).token)).status).toBe(400);
  });
});

describe('a booking', () => {
  test('is shown, moved and cancelled as by its token, and never told it', async () => {
    const { id: eventType } = await scene.org.eventType();
    const { id } = await scene.org.booked(eventType, nine);
    const made = await session({ kind: 'booking', booking_id: id });
    expect(made.expires_at).toBe('2026-06-16T09:30:00Z');
    const ask = as(made);
    const shown = await ask('GET', `/v1/bookings/${id}`);
    expect(shown.body).toMatchObject({ id, status: 'confirmed' });
    const slots = (await ask('GET', times(eventType, `&booking_id=${id}`))).body.slots;
    expect(slots.length).toBe(15);
    expect((await ask('GET', times(eventType))).status).toBe(404);
    const moved = await ask('POST', `/v1/bookings/${id}/reschedule`, { new_start_time: ten });
    expect(moved.body).toMatchObject({ status: 'rescheduled', start_time: ten });
    const cancelled = await ask('POST', `/v1/bookings/${id}/cancel`, { reason: 'Ill' });
    expect(cancelled.body).toMatchObject({ status: 'cancelled', cancel_reason: 'Ill' });
    for (const { body } of [shown, moved, cancelled]) expect(body).not.toHaveProperty('cancel_token');
    const { body } = await scene.org.call('GET', '/v1/events');
    expect(body.data.at(-1)).toMatchObject({ event: 'booking.cancelled' });
    const { rows } = await sql`select by_kind, by_id from events where id = ${body.data.at(-1).id}`.execute(
      scene.api.deps.database.db,
    );
    expect(rows).toEqual([{ by_kind: 'embed', by_id: made.id }]);
  });

  test('has the rules of those without a key: no rule set aside, nothing once it has begun, no other booking', async () => {
    const { id: eventType } = await scene.org.eventType();
    const [{ id }, { id: other }] = [
      await scene.org.booked(eventType, nine),
      await scene.org.booked(eventType, ten),
    ];
    const ask = as(await session({ kind: 'booking', booking_id: id }));
    const move = { new_start_time: '2026-06-15T20:00:00Z', override: ['hours'] };
    expect(refusalOf(await ask('POST', `/v1/bookings/${id}/reschedule`, move))[2]).toBe('body.override');
    expect(refusalOf(await ask('POST', `/v1/bookings/${id}/reassign`, {}))).toEqual([403, 'forbidden']);
    expect((await ask('GET', `/v1/bookings/${other}`)).status).toBe(404);
    scene.api.clock.moveTo(nine);
    expect(refusalOf(await ask('POST', `/v1/bookings/${id}/cancel`))).toEqual([409, 'conflict']);
  });

  test('that was over more than a day ago gets none', async () => {
    const { id } = await scene.org.booked((await scene.org.eventType()).id, nine);
    scene.api.clock.moveTo('2026-06-16T09:30:00Z');
    const answer = await scene.org.call('POST', '/v1/embed-sessions', { kind: 'booking', booking_id: id });
    expect(refusalOf(answer)).toEqual([409, 'conflict']);
  });
});

describe('a host', () => {
  test('keeps its hours and absences, and cancels and moves its bookings', async () => {
    const { id: eventType } = await scene.org.eventType();
    const member = await memberOf(eventType);
    const ask = as(await session({ kind: 'host', member_id: member }));
    const hours = { timezone: 'UTC', rules: [{ day_of_week: 1, start_time: '09:00', end_time: '11:00' }] };
    expect((await ask('PUT', `/v1/members/${member}/schedule`, hours)).status).toBe(200);
    expect((await scene.org.starts(eventType, '2026-06-15')).length).toBe(4);
    const days = { start_date: '2026-06-16', end_date: '2026-06-16' };
    const absence = await ask('POST', `/v1/members/${member}/absences`, days);
    expect((await ask('GET', `/v1/members/${member}/absences`)).body.data).toEqual([absence.body]);
    expect((await ask('DELETE', `/v1/members/${member}/absences/${absence.body.id}`)).status).toBe(204);
    const { id } = await scene.org.booked(eventType, nine);
    const list = await ask('GET', `/v1/bookings?assigned_host_id=${member}`);
    expect(list.body.data).toMatchObject([{ id }]);
    expect(list.body.data[0]).not.toHaveProperty('cancel_token');
    expect((await ask('GET', times(eventType, `&booking_id=${id}`))).body.slots.length).toBe(3);
    const moved = await ask('POST', `/v1/bookings/${id}/reschedule`, { new_start_time: ten });
    expect(moved.body).toMatchObject({ start_time: ten });
    expect((await ask('POST', `/v1/bookings/${id}/cancel`)).body.status).toBe('cancelled');
    expect((await ask('DELETE', `/v1/members/${member}/schedule`)).status).toBe(204);
  });

  test('that only reads changes nothing', async () => {
    const { id: eventType } = await scene.org.eventType();
    const member = await memberOf(eventType);
    const { id } = await scene.org.booked(eventType, nine);
    const ask = as(await session({ kind: 'host', member_id: member, read_only: true }));
    expect((await ask('GET', `/v1/members/${member}/schedule`)).status).toBe(200);
    expect((await ask('GET', `/v1/bookings/${id}`)).status).toBe(200);
    const hours = { timezone: 'UTC', rules: [] };
    for (const [method, path, body] of [
      ['PUT', `/v1/members/${member}/schedule`, hours],
      ['DELETE', `/v1/members/${member}/schedule`, undefined],
      ['POST', `/v1/bookings/${id}/cancel`, {}],
      ['POST', `/v1/bookings/${id}/reschedule`, { new_start_time: ten }],
    ] as const)
      expect(refusalOf(await ask(method, path, body)), path).toEqual([403, 'forbidden']);
  });

  test('reaches no other member, no event type and no reassignment', async () => {
    const { id: eventType } = await scene.org.eventType();
    const { id } = await scene.org.booked(eventType, nine);
    const member = await addMember();
    const ask = as(await session({ kind: 'host', member_id: member }));
    const other = await memberOf(eventType);
    expect((await ask('GET', `/v1/members/${other}/schedule`)).status).toBe(403);
    expect((await ask('GET', `/v1/bookings/${id}`)).status).toBe(403);
    expect((await ask('GET', '/v1/bookings')).body.data).toEqual([]);
    expect((await ask('GET', times(eventType))).status).toBe(404);
    for (const path of [`/v1/members/${member}`, '/v1/event-types', '/v1/embed-sessions', '/v1/api-keys'])
      expect((await ask('GET', path)).status, path).toBe(403);
    expect((await ask('POST', `/v1/bookings/${id}/reassign`, {})).status).toBe(403);
  });
});

describe('a session', () => {
  test('is made with its token told once, and stored as a hash', async () => {
    const { id: event_type_id } = await scene.org.eventType();
    const { token, url, ...shown } = await session({
      kind: 'booker',
      event_type_id,
      allowed_origins: ['https://app.example.com'],
    });
    expect(token).toMatch(/^es_test_[\w-]{43}$/);
    expect(url).toBe(`http://astrocal.test/embed/${shown.id}#${token}`);
    expect(shown).toMatchObject({ kind: 'booker', is_test: true, expires_at: '2026-06-01T08:30:00Z' });
    expect((await scene.org.call('GET', '/v1/embed-sessions')).body).toEqual({
      data: [shown],
      has_more: false,
    });
    expect((await as({ token })('GET', `/v1/embed-sessions/${shown.id}`)).body).toEqual(shown);
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(e)::text as row from embed_sessions e
      union all select to_jsonb(d)::text from organization_directory d where kind = 'embed_session'`.execute(
      scene.api.deps.database.db,
    );
    expect(rows.length).toBeGreaterThan(2);
    for (const { row } of rows) expect(row).not.toContain(token.slice(8));
  });

  test('reads itself, and no other', async () => {
    const { id: event_type_id } = await scene.org.eventType();
    const [mine, other] = [
      await session({ kind: 'booker', event_type_id }),
      await session({ kind: 'booker', event_type_id }),
    ];
    expect((await as(mine)('GET', `/v1/embed-sessions/${other.id}`)).status).toBe(404);
  });

  test('is over when it was ended, at once here and in every process that asks the database', async () => {
    const { id: event_type_id } = await scene.org.eventType();
    const made = await session({ kind: 'booker', event_type_id });
    const ask = as(made);
    expect((await ask('GET', times(event_type_id))).status).toBe(200);
    for (let i = 0; i < 2; i++)
      expect((await scene.org.call('DELETE', `/v1/embed-sessions/${made.id}`)).status).toBe(204);
    expect(refusalOf(await ask('GET', times(event_type_id)))).toEqual([401, 'unauthorized']);
    const elsewhere = await buildApp(scene.api.deps);
    const headers = { authorization: `Bearer ${made.token}` };
    expect((await elsewhere.inject({ url: times(event_type_id), headers })).statusCode).toBe(401);
    const { ended_at } = (await scene.org.call('GET', `/v1/embed-sessions/${made.id}`)).body;
    expect(ended_at).toBe('2026-06-01T08:00:00Z');
  });

  test('is over after its time', async () => {
    const { id: event_type_id } = await scene.org.eventType();
    const ask = as(await session({ kind: 'booker', event_type_id, expires_in: 60 }));
    scene.api.clock.moveBy(59_999);
    expect((await ask('GET', times(event_type_id))).status).toBe(200);
    scene.api.clock.moveBy(1);
    expect((await ask('GET', times(event_type_id))).status).toBe(401);
  });

  test.each(['a key that is revoked', 'a member who is inactive', 'a member who is removed'])(
    'ends with %s',
    async (with_) => {
      const member_id = await addMember();
      const { key, id } = (await scene.org.call('POST', '/v1/api-keys', { name: 'Product' })).body;
      const { body } = await scene.api.call('POST', '/v1/embed-sessions', {
        key,
        body: { kind: 'host', member_id },
      });
      const ask = async () => {
        const server = await buildApp(scene.api.deps); // it remembers nothing
        const headers = { authorization: `Bearer ${body.token}` };
        return (await server.inject({ url: `/v1/members/${member_id}/schedule`, headers })).statusCode;
      };
      expect(await ask()).toBe(200);
      const member = `/v1/members/${member_id}`;
      if (with_.endsWith('revoked')) await scene.org.call('DELETE', `/v1/api-keys/${id}`);
      else if (with_.endsWith('inactive')) await scene.org.call('PATCH', member, { active: false });
      else await scene.org.call('DELETE', member);
      expect(await ask()).toBe(401);
    },
  );

  test('ends with the role of the member who made it', async () => {
    const { deps, own, call } = scene.api;
    const [maker, owner] = [
      await addPerson(deps, { organizationId: own.organizationId, role: 'admin' }),
      await addPerson(deps, { organizationId: own.organizationId, role: 'owner' }),
    ];
    const made = await call('POST', '/v1/embed-sessions', {
      headers: maker.headers('live'),
      body: { kind: 'host', member_id: owner.memberId },
    });
    const ask = async () => {
      const server = await buildApp(deps); // it remembers nothing
      const headers = { authorization: `Bearer ${made.body.token}` };
      return (await server.inject({ url: `/v1/members/${owner.memberId}/schedule`, headers })).statusCode;
    };
    expect(await ask()).toBe(200);
    const body = { role: 'member' };
    const headers = owner.headers('live');
    expect((await call('PATCH', `/v1/members/${maker.memberId}`, { headers, body })).status).toBe(200);
    expect(await ask()).toBe(401);
  });

  test('settles no more metadata than a booking has', async () => {
    const { id: event_type_id } = await scene.org.eventType();
    const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`name_${i}`, i]));
    const make = (attendee: object) =>
      scene.org.call('POST', '/v1/embed-sessions', { kind: 'booker', event_type_id, attendee, metadata });
    expect(refusalOf(await make({ ...kim, external_id: 'user-17' }))).toEqual([
      400,
      'validation_error',
      'body.metadata',
    ]);
    expect((await make(kim)).status).toBe(201);
  });

  test('gives nothing that its key lacks, and does not outlast it', async () => {
    const { id: event_type_id } = await scene.org.eventType();
    const member_id = await addMember();
    const lesser = (
      await scene.org.call('POST', '/v1/api-keys', {
        name: 'Portal',
        permissions: ['embed_sessions.write', 'schedules.read', 'bookings.read', 'availability.read'],
        expires_at: '2026-06-01T08:10:00Z',
      })
    ).body.key;
    const make = (body: object) => scene.api.call('POST', '/v1/embed-sessions', { key: lesser, body });
    expect((await make({ kind: 'booker', event_type_id })).body.error).toMatchObject({
      code: 'forbidden',
      message: 'This key can’t give a session what it lacks itself: event_types.read, bookings.create.',
    });
    expect((await make({ kind: 'host', member_id })).status).toBe(403);
    const { status, body } = await make({ kind: 'host', member_id, read_only: true });
    expect([status, body.expires_at]).toEqual([201, '2026-06-01T08:10:00Z']);
  });

  test('is forgotten a day after its end, with its names in the directory', async () => {
    const { id: event_type_id } = await scene.org.eventType();
    const [old, kept] = [
      await session({ kind: 'booker', event_type_id }),
      await session({ kind: 'booker', event_type_id }),
    ];
    const { db } = scene.api.deps.database;
    const endedAgo = (id: string, time: string) =>
      sql`update embed_sessions set expires_at = now() - ${time}::interval where id = ${id}`.execute(db);
    await endedAgo(old.id, '25 hours');
    await endedAgo(kept.id, '23 hours');
    await deleteOldSessions(db);
    expect((await scene.org.call('GET', `/v1/embed-sessions/${old.id}`)).status).toBe(404);
    expect((await scene.org.call('GET', `/v1/embed-sessions/${kept.id}`)).status).toBe(200);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from organization_directory
      where kind = 'embed_session' and organization_id = ${scene.org.organizationId}`.execute(db);
    expect(rows).toEqual([{ count: 2 }]);
  });
});
