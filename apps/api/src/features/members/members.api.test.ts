import { describe, expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const sam = { name: 'Sam Rivera', email: 'sam@example.com' };
const create = (body: object = sam, key = scene.org.liveKey) =>
  scene.api.call('POST', '/v1/members', { key, body });
const read = (id: string, key = scene.org.liveKey) => scene.api.call('GET', `/v1/members/${id}`, { key });
const change = (id: string, body: object, key = scene.org.liveKey) =>
  scene.api.call('PATCH', `/v1/members/${id}`, { key, body });
const list = async (query = '', key = scene.org.liveKey) =>
  (await scene.api.call('GET', `/v1/members?${query}`, { key })).body.data;
const namesOf = (members: { name: string; role: string }[]) =>
  members.map(({ name, role }) => (role === 'owner' ? 'The owner' : name));

describe('a new member', () => {
  test('is answered as it is read, and listed first', async () => {
    const { status, body } = await create({
      ...sam,
      timezone: 'europe/berlin',
      external_id: 'user-17',
      attributes: { language: ['en', 'es'], office: ' Berlin ' },
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^mbr_[0-9a-z]{26}$/),
      organization_id: scene.org.organizationId,
      user_id: null,
      ...sam,
      role: 'member',
      timezone: 'Europe/Berlin',
      active: true,
      external_id: 'user-17',
      attributes: { language: ['en', 'es'], office: 'Berlin' },
      is_test: false,
      has_calendar: false,
      event_type_count: 0,
      upcoming_bookings: 0,
      last_seen_at: null,
      created_at: '2026-06-01T08:00:00Z',
      updated_at: '2026-06-01T08:00:00Z',
    });
    expect((await read(body.id)).body).toEqual(body);
    expect((await list())[0]).toEqual(body);
  });

  test('has the zone UTC and nothing else unless told', async () => {
    const { body } = await create();
    expect(body).toMatchObject({ timezone: 'UTC', external_id: null, attributes: {} });
  });

  test.each([
    ['the address, whatever its case', { name: 'Kim', email: 'SAM@example.com' }],
    ['the external id', { name: 'Kim', email: 'kim@example.com', external_id: 'user-17' }],
  ])('has not %s of another', async (_, second) => {
    await create({ ...sam, external_id: 'user-17' });
    expect(refusalOf(await create(second))).toEqual([409, 'conflict']);
  });

  test.each([
    ['a role', { ...sam, role: 'owner' }],
    ['no address', { name: 'Sam' }],
    ['an invisible name', { ...sam, name: '\u200b' }],
    ['an unknown zone', { ...sam, timezone: 'Europe/Nowhere' }],
    ['an empty external id', { ...sam, external_id: '' }],
    ['a long external id', { ...sam, external_id: 'x'.repeat(256) }],
    ['an attribute of another kind', { ...sam, attributes: { language: 5 } }],
    ['an attribute that shows nothing', { ...sam, attributes: { language: [' '] } }],
    ['an attribute without a text', { ...sam, attributes: { language: [] } }],
    ['an attribute of 21 texts', { ...sam, attributes: { language: Array.from({ length: 21 }, String) } }],
    [
      '21 attributes',
      { ...sam, attributes: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`a${i}`, 'x'])) },
    ],
  ])('with %s is refused', async (_, body) => {
    expect(refusalOf(await create(body)).slice(0, 2)).toEqual([400, 'validation_error']);
  });
});

describe('a change', () => {
  test('is of the fields that it names, attributes as a whole', async () => {
    const { body: made } = await create({ ...sam, external_id: 'user-17', attributes: { office: 'Berlin' } });
    scene.api.clock.moveBy(60_000);
    const { body } = await change(made.id, { active: false, attributes: { language: 'es' } });
    expect(body).toEqual({
      ...made,
      active: false,
      attributes: { language: 'es' },
      updated_at: '2026-06-01T08:01:00Z',
    });
    expect((await change(made.id, { external_id: null })).body.external_id).toBeNull();
    expect((await change(made.id, {})).body).toMatchObject({ active: false, attributes: { language: 'es' } });
  });

  test('takes no address of another member, and the own in another case', async () => {
    const { id } = (await create()).body;
    await create({ name: 'Kim', email: 'kim@example.com' });
    expect(refusalOf(await change(id, { email: 'Kim@example.com' }))).toEqual([409, 'conflict']);
    expect((await change(id, { email: 'Sam@example.com' })).body.email).toBe('Sam@example.com');
  });
});

describe('a list', () => {
  test.each([
    ['role=owner', ['The owner']],
    ['role=member', ['Kim', 'Sam Rivera']],
    ['active=false', ['Kim']],
    ['active=true', ['Sam Rivera', 'The owner']],
    ['external_id=user-17', ['Sam Rivera']],
    ['external_id=user-18', []],
  ])('by %s', async (query, expected) => {
    await create({ ...sam, external_id: 'user-17' });
    const kim = (await create({ name: 'Kim', email: 'kim@example.com' })).body;
    await change(kim.id, { active: false });
    expect(namesOf(await list(query))).toEqual(expected);
  });
});

describe('in test mode', () => {
  test('live members are read and not changed', async () => {
    const { body } = await create();
    expect((await read(body.id, scene.org.testKey)).body).toEqual(body);
    expect(refusalOf(await change(body.id, { name: 'Kim' }, scene.org.testKey))).toEqual([403, 'forbidden']);
    expect((await read(body.id)).body.name).toBe(sam.name);
  });

  test('a member is added for test mode alone, which may have the same ids as a live one', async () => {
    const named = { ...sam, external_id: 'user-17' };
    const live = (await create(named)).body;
    const made = await create(named, scene.org.testKey);
    expect(made.body).toMatchObject({ is_test: true, external_id: 'user-17' });
    const renamed = await change(made.body.id, { name: 'Kim' }, scene.org.testKey);
    expect(renamed.body.name).toBe('Kim');
    expect(namesOf(await list('', scene.org.testKey))).toEqual(['Kim', 'Sam Rivera', 'The owner']);
    expect((await list()).map(({ id }: { id: string }) => id)).toContain(live.id);
    expect(namesOf(await list())).toEqual(['Sam Rivera', 'The owner']);
    expect(refusalOf(await read(made.body.id))).toEqual([404, 'not_found']);
  });
});

describe('what is counted of a member', () => {
  test('is of the mode of the key: event types that exist, and bookings ahead', async () => {
    const ask = async (method: string, path: string, body?: object) =>
      (await scene.api.call(method, path, { key: scene.org.testKey, ...(body && { body }) })).body;
    const { testEventTypeId: event_type_id } = scene.org;
    const book = (start_time: string) =>
      ask('POST', '/v1/bookings', {
        event_type_id,
        start_time,
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@example.com',
      });
    const owner = async (key: string) => (await list('role=owner', key))[0];
    const other = await ask('POST', '/v1/event-types', { title: 'Two', slug: 'two', duration_minutes: 30 });
    await book('2026-06-01T09:00:00Z');
    const { id } = await book('2026-06-01T10:00:00Z');
    await book('2026-06-01T11:00:00Z');
    expect(await owner(scene.org.testKey)).toMatchObject({ event_type_count: 2, upcoming_bookings: 3 });
    expect(await owner(scene.org.liveKey)).toMatchObject({ event_type_count: 0, upcoming_bookings: 0 });
    await ask('POST', `/v1/bookings/${id}/cancel`);
    await ask('DELETE', `/v1/event-types/${other.id}`);
    scene.api.clock.moveTo('2026-06-01T09:00:00Z');
    expect(await owner(scene.org.testKey)).toMatchObject({ event_type_count: 1, upcoming_bookings: 1 });
  });

  test('of a group is each booking', async () => {
    const ask = async (method: string, path: string, body?: object) =>
      (await scene.api.call(method, path, { key: scene.org.testKey, ...(body && { body }) })).body;
    await ask('PATCH', `/v1/event-types/${scene.org.testEventTypeId}`, { max_attendees: 5 });
    for (const invitee_email of ['alex@example.com', 'kim@example.com'])
      await ask('POST', '/v1/bookings', {
        event_type_id: scene.org.testEventTypeId,
        start_time: '2026-06-01T09:00:00Z',
        invitee_name: 'Alex Johnson',
        invitee_email,
      });
    expect((await list('role=owner', scene.org.testKey))[0]).toMatchObject({ upcoming_bookings: 2 });
  });
});
