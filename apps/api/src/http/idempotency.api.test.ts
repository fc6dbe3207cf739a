import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestAnswer, type TestApi } from '../../test/harness/api.ts';

const dayMs = 24 * 60 * 60 * 1000;

let serial = 0;
/** A key that no other test uses. */
const newKey = () => `key-${++serial}`;
const newSlug = () => `slug-${++serial}`;

/** A time of the sandbox's event type that no other test books. */
const newStart = () => {
  const slot = serial++;
  // Two weeks from Monday to Friday.
  const day = String(8 + (slot % 5) + 7 * (Math.floor(slot / 5) % 2)).padStart(2, '0');
  const minutes = Math.floor(slot / 10) * 30;
  const at = `${String(9 + Math.floor(minutes / 60)).padStart(2, '0')}:${minutes % 60 === 0 ? '00' : '30'}`;
  return `2026-06-${day}T${at}:00Z`;
};

describe.each(['postgres', 'embedded'] as const)('Idempotency-Key (%s)', (kind) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi(kind);
  });
  afterAll(() => api.close());

  const booking = () => ({
    event_type_id: api.own.testEventTypeId,
    start_time: newStart(),
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
  });
  const eventType = () => ({ title: 'A meeting', slug: newSlug(), duration_minutes: 30 });

  function send(
    method: string,
    path: string,
    {
      idempotencyKey,
      body,
      as = api.own.testKey,
    }: { idempotencyKey: string; body?: object; as?: string | null },
  ): Promise<TestAnswer> {
    return api.call(method, path, {
      headers: { 'idempotency-key': idempotencyKey },
      ...(body && { body }),
      ...(as !== null && { key: as }),
    });
  }
  const post = (path: string, idempotencyKey: string, body: object, as?: string | null) =>
    send('POST', path, { idempotencyKey, body, ...(as !== undefined && { as }) });

  const isReplay = ({ headers }: TestAnswer) => headers['idempotent-replayed'] === 'true';

  async function expectReplay(first: TestAnswer, second: TestAnswer): Promise<void> {
    expect([isReplay(first), isReplay(second)]).toEqual([false, true]);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    expect(second.headers['request-id']).not.toBe(first.headers['request-id']);
  }

  const countBookings = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from bookings`.execute(
      api.deps.database.db,
    );
    return rows[0]?.n ?? 0;
  };

  test('a second booking with the same key and request is the first one again, token included', async () => {
    const body = booking();
    const key = newKey();
    const first = await post('/v1/bookings', key, body);
    const before = await countBookings();
    const second = await post('/v1/bookings', key, body);
    await expectReplay(first, second);
    expect(second.body.cancel_token).toMatch(/^[\w-]{43}\.org_\w{26}$/);
    expect(await countBookings()).toBe(before);
  });

  test('an API key is told again, because the first answer may have been lost', async () => {
    const key = newKey();
    const [first, second] = [
      await post('/v1/api-keys', key, { name: 'Website' }),
      await post('/v1/api-keys', key, { name: 'Website' }),
    ];
    await expectReplay(first, second);
    expect(second.body.key).toMatch(/^ac_test_/);
  });

  test('an answer without a body is replayed, too', async () => {
    const { body } = await post('/v1/event-types', newKey(), eventType());
    const ask = { idempotencyKey: newKey() };
    const first = await send('DELETE', `/v1/event-types/${body.id}`, ask);
    await expectReplay(first, await send('DELETE', `/v1/event-types/${body.id}`, ask));
    expect(first.status).toBe(204);
    // The premise: judged again, it would not be found.
    expect((await send('DELETE', `/v1/event-types/${body.id}`, { idempotencyKey: newKey() })).status).toBe(
      404,
    );
  });

  test('a change is replayed as it was, whatever came after it', async () => {
    const { body } = await post('/v1/event-types', newKey(), eventType());
    const path = `/v1/event-types/${body.id}`;
    const ask = { idempotencyKey: newKey(), body: { title: 'First' } };
    const first = await send('PATCH', path, ask);
    await send('PATCH', path, { idempotencyKey: newKey(), body: { title: 'Second' } });
    await expectReplay(first, await send('PATCH', path, ask));
    expect((await api.call('GET', path, { key: api.own.testKey })).body.title).toBe('Second');
  });

  test('the order of the fields does not matter', async () => {
    const body = booking();
    const key = newKey();
    const first = await post('/v1/bookings', key, body);
    const reversed = Object.fromEntries(Object.entries(body).reverse());
    await expectReplay(first, await post('/v1/bookings', key, reversed));
  });

  test.each([
    ['another body', () => ({ title: 'Another' }), '/v1/event-types'],
    ['another operation', booking, '/v1/bookings'],
  ])('%s with a used key is 422', async (_what, change, path) => {
    const key = newKey();
    const body = eventType();
    await post('/v1/event-types', key, body);
    const second = await post(path, key, path === '/v1/event-types' ? { ...body, ...change() } : change());
    expect(second).toMatchObject({ status: 422, body: { error: { code: 'idempotency_key_reused' } } });
  });

  test('a refusal is not kept: the same request is judged again', async () => {
    const body = eventType();
    const { body: holder } = await post('/v1/event-types', newKey(), body);
    const key = newKey();
    expect((await post('/v1/event-types', key, body)).status).toBe(409);
    expect((await post('/v1/event-types', key, { ...body, slug: '-' })).status).toBe(400);
    await send('DELETE', `/v1/event-types/${holder.id}`, { idempotencyKey: newKey() });
    const later = await post('/v1/event-types', key, body);
    expect([later.status, isReplay(later)]).toEqual([201, false]);
  });

  test('a key is kept for 24 hours and then is free again', async () => {
    const key = newKey();
    const body = { name: 'Website' };
    const first = await post('/v1/api-keys', key, body);
    api.clock.moveBy(dayMs);
    await expectReplay(first, await post('/v1/api-keys', key, body));
    api.clock.moveBy(1);
    const later = await post('/v1/api-keys', key, { name: 'Another' });
    expect([later.status, isReplay(later)]).toEqual([201, false]);
    await expectReplay(later, await post('/v1/api-keys', key, { name: 'Another' }));
    api.clock.moveBy(-dayMs - 1);
  });

  test('organizations and modes do not share keys; the keys of one mode do', async () => {
    const key = newKey();
    const body = eventType();
    const answers: TestAnswer[] = [];
    for (const as of [api.own.testKey, api.own.liveKey, api.other.testKey, api.other.liveKey])
      answers.push(await post('/v1/event-types', key, body, as));
    expect(answers.map((answer) => [answer.status, isReplay(answer)])).toEqual(Array(4).fill([201, false]));
    const { body: another } = await post('/v1/api-keys', newKey(), { name: 'Another' });
    await expectReplay(answers[0] as TestAnswer, await post('/v1/event-types', key, body, another.key));
  });

  test('an answer that holds a secret is told again to the key that asked, and to no other', async () => {
    const { body: another } = await post('/v1/api-keys', newKey(), { name: 'Another' });
    for (const [path, body] of [
      ['/v1/api-keys', { name: 'Website' }],
      ['/v1/webhooks', { url: 'https://example.com/secret', events: ['booking.created'] }],
    ] as const) {
      const key = newKey();
      const first = await post(path, key, body);
      await expectReplay(first, await post(path, key, body));
      const other = await post(path, key, body, another.key);
      expect([other.status, isReplay(other)]).toEqual([201, false]);
      expect(other.body.id).not.toBe(first.body.id);
    }
  });

  test('people share none, neither with each other nor with keys', async () => {
    const [idempotencyKey, body] = [newKey(), booking()];
    expect((await post('/v1/bookings', idempotencyKey, body)).status).toBe(201);
    const headers = { ...api.person.headers('test'), 'idempotency-key': idempotencyKey };
    const asked = await api.call('POST', '/v1/bookings', { headers, body });
    expect([asked.status, isReplay(asked)]).toEqual([409, false]);
    const other = { ...body, start_time: newStart() };
    const first = await api.call('POST', '/v1/bookings', { headers, body: other });
    await expectReplay(first, await api.call('POST', '/v1/bookings', { headers, body: other }));
  });

  test('without a key, it counts per operation and target', async () => {
    const key = newKey();
    const body = booking();
    const first = await post('/v1/bookings', key, body, null);
    await expectReplay(first, await post('/v1/bookings', key, body, null));
    // The same key on another event type is somebody else's.
    const elsewhere = { ...body, event_type_id: api.other.testEventTypeId };
    const other = await post('/v1/bookings', key, elsewhere, null);
    expect([other.status, isReplay(other)]).toEqual([201, false]);
    const token = `?token=${first.body.cancel_token}`;
    const move = { new_start_time: newStart() };
    const moved = await post(`/v1/bookings/${first.body.id}/reschedule${token}`, key, move, null);
    expect([moved.status, isReplay(moved)]).toEqual([200, false]);
    const cancelled = await post(`/v1/bookings/${first.body.id}/cancel${token}`, key, {}, null);
    expect([cancelled.status, isReplay(cancelled)]).toEqual([200, false]);
    await expectReplay(
      moved,
      await post(`/v1/bookings/${first.body.id}/reschedule${token}`, key, move, null),
    );
  });

  test('a wrong token learns nothing from a used key', async () => {
    const { body: booked } = await post('/v1/bookings', newKey(), booking());
    const key = newKey();
    const path = `/v1/bookings/${booked.id}/cancel`;
    expect((await post(`${path}?token=${booked.cancel_token}`, key, {}, null)).status).toBe(200);
    const unused = await post(`${path}?token=wrong`, newKey(), {}, null);
    for (const token of ['?token=wrong', '?token=', '']) {
      const answer = await post(`${path}${token}`, key, {}, null);
      expect(answer).toMatchObject({ status: 401, body: { error: { message: unused.body.error.message } } });
      expect(isReplay(answer)).toBe(false);
    }
  });

  test('a bad API key learns nothing from a used key', async () => {
    const key = newKey();
    await post('/v1/api-keys', key, { name: 'Website' });
    const answer = await post('/v1/api-keys', key, { name: 'Website' }, `ac_test_${'A'.repeat(43)}`);
    expect([answer.status, isReplay(answer)]).toEqual([401, false]);
  });

  test('PUT takes no key: it is idempotent by nature', async () => {
    const path = `/v1/event-types/${api.own.testEventTypeId}/availability`;
    const { body: hours } = await api.call('GET', path, { key: api.own.testKey });
    const rules = hours.rules.map(({ id: _id, ...rule }: { id: string }) => rule);
    const idempotencyKey = newKey();
    for (const timezone of ['Europe/Berlin', 'UTC']) {
      const answer = await send('PUT', path, { idempotencyKey, body: { timezone, rules } });
      expect(answer).toMatchObject({ status: 200, body: { timezone } });
      expect(isReplay(answer)).toBe(false);
    }
  });

  test.each([
    ['', 400],
    ['k'.repeat(256), 400],
    ['schlüssel', 400],
    ['tab\tin it', 400],
    ['k'.repeat(255), 201],
    [' !"#~', 201],
  ])('a key of %j answers %i', async (key, status) => {
    const answer = await post('/v1/api-keys', key, { name: 'Website' });
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.error.details.issues[0].path).toBe('headers.idempotency-key');
  });

  test('twenty copies at once make one booking and nineteen replays', async () => {
    const key = newKey();
    const body = booking();
    const before = await countBookings();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post('/v1/bookings', key, body, null)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(answers.filter(isReplay)).toHaveLength(19);
    expect(await countBookings()).toBe(before + 1);
  });

  test.each([
    ['a key', undefined],
    ['anyone', null],
  ])('an answer that a process of the release before has stored for %s is told again', async (_, as) => {
    const key = newKey();
    const body = booking();
    const first = await post('/v1/bookings', key, body, as);
    const stored = api.deps.database.db.updateTable('idempotency_keys').where('key', '=', key);
    await stored.set({ organization_id: '' }).execute();
    await expectReplay(first, await post('/v1/bookings', key, body, as));
    // The day after it is a new request, of today's process.
    await stored.set({ created_at: new Date(api.clock.now() - dayMs - 1) }).execute();
    const again = await post('/v1/bookings', key, { ...body, start_time: newStart() }, as);
    expect([again.status, isReplay(again)]).toEqual([201, false]);
  });

  test('a stored answer is sealed, and bound to its row', async () => {
    const key = newKey();
    const { body } = await post('/v1/api-keys', key, { name: 'Website' });
    const row = await api.deps.database.db
      .selectFrom('idempotency_keys')
      .selectAll()
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
    const stored = Buffer.from(row.answer_sealed ?? []);
    for (const secret of [body.key, body.id, 'Website']) {
      expect(stored.includes(secret)).toBe(false);
      expect(JSON.stringify({ ...row, answer_sealed: null })).not.toContain(secret);
    }
    const { keyring } = api.deps;
    const context = `idempotency_keys:${row.scope}:${key}`;
    expect(JSON.parse(keyring.open(stored, context))).toEqual(body);
    expect(() => keyring.open(stored, `${context}x`)).toThrow();
  });
});
