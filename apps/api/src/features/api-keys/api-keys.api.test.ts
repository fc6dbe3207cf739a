import { keyPermissions } from '@astrocal/contract';
import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { buildApp } from '../../app.ts';
import { openPostgres } from '../../db/postgres.ts';

const scene = useOrganization();
const create = (body: object, key = scene.org.testKey) =>
  scene.api.call('POST', '/v1/api-keys', { key, body });
const list = async (key = scene.org.testKey) =>
  (await scene.api.call('GET', '/v1/api-keys', { key })).body.data;
const works = async (key: string) => (await scene.api.call('GET', '/v1/event-types', { key })).status === 200;

describe('a new key', () => {
  test('is answered with its record, and works', async () => {
    const answer = await create({ name: 'Website', description: 'For the shop' });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^key_[0-9a-z]{26}$/),
      name: 'Website',
      description: 'For the shop',
      mode: 'test',
      key: expect.stringMatching(/^ac_test_[A-Za-z0-9_-]{32,}$/),
      key_prefix: answer.body.key.slice(0, 12),
      permissions: keyPermissions,
      expires_at: null,
      last_used_at: null,
      created_at: '2026-06-01T08:00:00Z',
      revoked_at: null,
    });
    expect(await works(answer.body.key)).toBe(true);
  });

  test('is shown this once, and never stored', async () => {
    const { key, ...record } = (await create({ name: 'Website' })).body;
    expect((await list())[0]).toEqual(record);
    const rows = await scene.api.deps.database.db.selectFrom('api_keys').selectAll().execute();
    const secret = key.slice('ac_test_'.length);
    expect(JSON.stringify(rows)).not.toContain(secret);
    for (const { key_hash } of rows) expect(Buffer.from(key_hash).toString('latin1')).not.toContain(secret);
  });

  test.each([
    ['test', undefined, 'test'],
    ['test', 'test', 'test'],
    ['live', undefined, 'live'],
    ['live', 'live', 'live'],
    ['live', 'test', 'test'],
  ])('of a %s key that asks for %s is a %s one', async (caller, mode, expected) => {
    const { testKey, liveKey } = scene.org;
    const { body } = await create(
      { name: 'A', ...(mode && { mode }) },
      caller === 'live' ? liveKey : testKey,
    );
    expect(body).toMatchObject({ mode: expected, key: expect.stringContaining(`ac_${expected}_`) });
    const { data } = (await scene.api.call('GET', '/v1/event-types', { key: body.key })).body;
    expect(data).toHaveLength(expected === 'test' ? 1 : 0);
  });

  test('of a test key cannot be a live one', async () => {
    const before = await list(scene.org.liveKey);
    expect(refusalOf(await create({ name: 'A', mode: 'live' }))).toEqual([403, 'forbidden']);
    expect((await list(scene.org.liveKey)).length).toBe(before.length);
  });

  test.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: ' \u0007' }, 'name'],
    [{ name: 'x'.repeat(256) }, 'name'],
    [{ name: 'A', mode: 'sandbox' }, 'mode'],
    [{ name: 'A', description: 'x'.repeat(1001) }, 'description'],
    [{ name: 'A', scopes: [] }, 'scopes'],
    [{ name: 'A', permissions: [] }, 'permissions'],
    [{ name: 'A', permissions: ['everything'] }, 'permissions.0'],
    [{ name: 'A', permissions: ['bookings.read', 'bookings.read'] }, 'permissions'],
    [{ name: 'A', expires_at: 'soon' }, 'expires_at'],
    [{ name: 'A', expires_at: '2026-06-01T08:00:00Z' }, 'expires_at'],
  ])('is refused as %o', async (body, path) => {
    expect(refusalOf(await create(body))).toEqual([400, 'validation_error', `body.${path}`]);
  });
});

test('keys are listed per mode and organization, newest first, in pages', async () => {
  await create({ name: 'First' });
  await create({ name: 'Second' });
  const names = async (key: string) => (await list(key)).map(({ name }: { name: string }) => name);
  expect(await names(scene.org.testKey)).toEqual(['Second', 'First', 'Test key']);
  expect(await names(scene.org.liveKey)).toEqual(['Live key']);
  expect(await names(scene.api.other.testKey)).toEqual(['Test key']);
  const page = (await scene.org.call('GET', '/v1/api-keys?limit=1')).body;
  expect(page).toMatchObject({ data: [{ name: 'Second' }], has_more: true });
  const next = (await scene.org.call('GET', `/v1/api-keys?starting_after=${page.data[0].id}`)).body;
  expect(next).toMatchObject({ data: [{ name: 'First' }, { name: 'Test key' }], has_more: false });
});

describe('a revoked key', () => {
  test('is refused at once by the process that revoked it, which was using it', async () => {
    const { id, key } = (await scene.org.call('POST', '/v1/api-keys', { name: 'Leaked' })).body;
    const write = () => scene.api.call('POST', '/v1/api-keys', { key, body: { name: 'Another' } });
    expect((await write()).status).toBe(201);
    expect((await revoke(id)).status).toBe(204);
    expect(refusalOf(await write())).toEqual([401, 'unauthorized']);
  });

  const revoke = (id: string, key = scene.org.testKey) =>
    scene.api.call('DELETE', `/v1/api-keys/${id}`, { key });

  test('is refused for good, stays listed, and is revoked again in vain', async () => {
    const { id, key } = (await create({ name: 'Website' })).body;
    expect(await revoke(id)).toMatchObject({ status: 204, body: undefined });
    expect(await works(key)).toBe(false);
    const [record] = await list();
    expect(record).toMatchObject({ id, revoked_at: '2026-06-01T08:00:00Z' });
    scene.api.clock.moveBy(60_000);
    expect(await revoke(id)).toMatchObject({ status: 204 });
    expect((await list())[0]).toEqual(record);
  });

  test('must be one of the same organization and mode', async () => {
    const { id, key } = (await create({ name: 'Website' })).body;
    for (const caller of [scene.org.liveKey, scene.api.other.testKey, scene.api.other.liveKey])
      expect(refusalOf(await revoke(id, caller))).toEqual([404, 'not_found']);
    for (const odd of ['key_01jz5x8k3mqv7e2n4r6t8w9y0a', 'key_', scene.org.testEventTypeId])
      expect(refusalOf(await revoke(odd))).toEqual([404, 'not_found']);
    expect(await works(key)).toBe(true);
  });

  test('is refused by another process within a second, although it has just been used there', async () => {
    const { api, org } = scene;
    const url = api.test.url;
    if (url === undefined) throw new Error('This needs PostgreSQL.');
    const database = openPostgres({ url, poolSize: 2, logger: api.deps.logger });
    const elsewhere = await buildApp({ ...api.deps, database });
    const { id, key } = (await create({ name: 'Website' })).body;
    expect(await statusAt(elsewhere, key)).toBe(200); // remembered there from now on
    await api.call('DELETE', `/v1/api-keys/${id}`, { key: org.testKey });
    const revokedAt = performance.now();
    let lastAcceptedMs = 0;
    await expect
      .poll(
        async () => {
          const askedMs = performance.now() - revokedAt;
          const status = await statusAt(elsewhere, key);
          if (status === 200) lastAcceptedMs = askedMs;
          return status;
        },
        { timeout: 10_000, interval: 10 },
      )
      .toBe(401);
    expect(lastAcceptedMs).toBeLessThan(1000);
    await elsewhere.close();
    await database.close();
  });
});

async function statusAt(server: FastifyInstance, key: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}` };
  return (await server.inject({ method: 'GET', url: '/v1/event-types', headers })).statusCode;
}

test('a key tells when it was used last', async () => {
  const { key } = (await create({ name: 'Website' })).body;
  const lastUsed = async () => (await list())[0].last_used_at;
  expect(await lastUsed()).toBeNull();
  scene.api.clock.moveBy(30_000);
  await works(key);
  await expect.poll(lastUsed).toBe('2026-06-01T08:00:30Z');
});

describe('the keys of a mode', () => {
  test('are 50 at most, in a race of two processes too; revoking one makes room', async () => {
    const others = await Promise.all([1, 2].map(() => buildApp(scene.api.deps)));
    const race = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        others[i % 2]?.inject({
          method: 'POST',
          url: '/v1/api-keys',
          headers: { authorization: `Bearer ${scene.org.testKey}` },
          payload: { name: `Key ${i}` },
        }),
      ),
    );
    const statuses = race.map((answer) => answer?.statusCode);
    expect(statuses.filter((status) => status === 201)).toHaveLength(49); // and the one that asks
    expect(statuses.filter((status) => status === 409)).toHaveLength(11);
    const refused = await create({ name: 'One too many' });
    expect(refusalOf(refused)).toEqual([409, 'conflict']);
    expect(refused.body.error.message).toMatch(/^There are 50 test keys, which is the most\. Revoke one/);
    expect((await create({ name: 'Of the other mode' }, scene.org.liveKey)).status).toBe(201);
    const [{ id }] = await list();
    await scene.api.call('DELETE', `/v1/api-keys/${id}`, { key: scene.org.testKey });
    expect((await create({ name: 'In its place' })).status).toBe(201);
    expect((await create({ name: 'One too many' })).status).toBe(409);
  });
});

describe('a key that can do less', () => {
  const make = async (body: object, key?: string) => {
    const made = await create({ name: 'Less', ...body }, key);
    expect(made.status).toBe(201);
    return made.body;
  };
  const answers = async (key: string, method: string, path: string, body?: object) =>
    (await scene.api.call(method, path, { key, ...(body && { body }) })).status;

  test('does what its permissions name, and nothing else', async () => {
    const { key, ...record } = await make({ permissions: ['bookings.read', 'event_types.read'] });
    // In the order of the table, however it was asked for.
    expect(record.permissions).toEqual(['event_types.read', 'bookings.read']);
    expect((await list())[0]).toEqual(record);
    expect(await answers(key, 'GET', '/v1/event-types')).toBe(200);
    expect(await answers(key, 'GET', '/v1/bookings')).toBe(200);
    for (const [method, path, body] of [
      ['POST', '/v1/event-types', { title: 'A', slug: 'a', duration_minutes: 30 }],
      ['GET', '/v1/webhooks'],
      ['POST', '/v1/api-keys', { name: 'Another' }],
      [
        'GET',
        '/v1/availability?event_type_id=evt_00000000000000000000000000&start=2026-06-02&end=2026-06-02',
      ],
    ] as const)
      expect(await answers(key, method, path, body), path).toBe(403);
  });

  test('reads no token by which it could change what it may only read', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, '2026-06-02T09:00:00Z');
    const seen = async (permissions: string[]) => {
      const { key } = await make({ permissions });
      const one = await scene.api.call('GET', `/v1/bookings/${booking.id}`, { key });
      const all = await scene.api.call('GET', '/v1/bookings', { key });
      return [one.body, all.body.data[0]].map(({ cancel_token }) => cancel_token);
    };
    expect(await seen(['bookings.read'])).toEqual([undefined, undefined]);
    const { cancel_token } = booking;
    expect(await seen(['bookings.read', 'bookings.change'])).toEqual([cancel_token, cancel_token]);
  });

  test('gives what it has itself, and never what it lacks', async () => {
    const permissions = ['api_keys.write', 'api_keys.read', 'event_types.read'];
    const { key } = await make({ permissions });
    expect((await make({}, key)).permissions.toSorted()).toEqual(permissions.toSorted());
    expect((await make({ permissions: ['event_types.read'] }, key)).permissions).toEqual([
      'event_types.read',
    ]);
    const refused = await create({ name: 'More', permissions: ['event_types.read', 'bookings.read'] }, key);
    expect(refusalOf(refused)).toEqual([403, 'forbidden']);
    expect(refused.body.error.message).toContain('bookings.read');
  });

  test('ends when it is said to, in a process that has just looked it up too', async () => {
    const { key, ...record } = await make({
      expires_at: '2026-06-01T11:00:00+02:00',
    });
    expect(record.expires_at).toBe('2026-06-01T09:00:00Z');
    scene.api.clock.moveTo('2026-06-01T08:59:59.999Z');
    expect(await works(key)).toBe(true);
    scene.api.clock.moveBy(1);
    expect(refusalOf(await scene.api.call('GET', '/v1/event-types', { key }))).toEqual([401, 'unauthorized']);
    expect((await list())[0]).toMatchObject({
      id: record.id,
      expires_at: record.expires_at,
      revoked_at: null,
    });
  });

  test('makes none that lasts longer', async () => {
    const { key } = await make({ expires_at: '2026-06-02T00:00:00Z' });
    const endOf = async (body: object) => (await make(body, key)).expires_at;
    expect(await endOf({})).toBe('2026-06-02T00:00:00Z');
    expect(await endOf({ expires_at: '2026-06-01T12:00:00Z' })).toBe('2026-06-01T12:00:00Z');
    for (const expires_at of ['2026-06-02T00:00:01Z', null])
      expect(refusalOf(await create({ name: 'Longer', expires_at }, key))).toEqual([403, 'forbidden']);
  });
});
