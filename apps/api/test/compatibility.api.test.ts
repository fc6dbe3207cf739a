import { describe, expect, test } from 'vitest';
import type { TestAnswer } from './harness/api.ts';
import { limitedServer } from './harness/limited-api.ts';
import { useOrganization } from './harness/organization.ts';

// The calls that the published clients of the hosted product are known to make, and the fields that they are known to
// read: docs/compatibility.md says what this stands in for.

const scene = useOrganization();
const start = '2026-06-15T09:00:00Z';
const kim = { name: 'Kim Lee', email: 'kim@example.com', timezone: 'Asia/Seoul' };
const alex = { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com' };

/** As a page in a browser calls: from elsewhere, with a content type whether or not there is a body, without a key. */
const browse = (method: string, path: string, body?: unknown) =>
  scene.api.call(method, path, {
    body,
    headers: { origin: 'https://www.example.com', 'content-type': 'application/json' },
  });
const keysOf = (value: object) => Object.keys(value).sort();
const times = (id: string, more = '') =>
  browse('GET', `/v1/availability?event_type_id=${id}&start=2026-06-15&end=2026-06-15&timezone=UTC${more}`);

describe('a browser', () => {
  test.each([
    ['GET', '/v1/availability'],
    ['GET', '/v1/public/event-types/evt_1'],
    ['POST', '/v1/bookings'],
    ['POST', '/v1/waitlist'],
  ])('may %s %s from any origin', async (method, url) => {
    const { statusCode, headers } = await scene.api.server.inject({
      method: 'OPTIONS',
      url,
      headers: {
        origin: 'https://www.example.com',
        'access-control-request-method': method,
        'access-control-request-headers': 'content-type,authorization,idempotency-key',
      },
    });
    expect([statusCode, headers['access-control-allow-origin']]).toEqual([204, '*']);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    for (const name of ['content-type', 'authorization', 'idempotency-key'])
      expect(String(headers['access-control-allow-headers']).toLowerCase()).toContain(name);
  });

  test('reads an event type at either address, with a content type on GET', async () => {
    const { id } = await scene.org.eventType();
    const [one, other] = [
      await browse('GET', `/v1/event-types/${id}`),
      await browse('GET', `/v1/public/event-types/${id}`),
    ];
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(one.body).toEqual(other.body);
    expect(one.body).toMatchObject({ id, title: 'A meeting', duration_minutes: 30, price_currency: 'usd' });
  });

  test('reads slots of two times, with the spots of a group, and nothing else', async () => {
    const alone = await times((await scene.org.eventType()).id);
    expect(keysOf(alone.body)).toEqual(['end', 'event_type_id', 'slots', 'start', 'timezone']);
    for (const slot of alone.body.slots) expect(keysOf(slot)).toEqual(['end_time', 'start_time']);
    const group = await times((await scene.org.eventType({ max_attendees: 5 })).id);
    for (const slot of group.body.slots)
      expect(keysOf(slot)).toEqual(['end_time', 'spots_remaining', 'start_time', 'total_capacity']);
  });

  test('is told of a reached cap once, beside no slots, and of what is full where one can wait', async () => {
    const capped = await scene.org.eventType({ booking_cap: 1, booking_cap_period: 'total' });
    await scene.org.booked(capped.id, start);
    expect((await times(capped.id)).body).toMatchObject({ slots: [], capped: true });
    const full = await scene.org.eventType({ waitlist_enabled: true });
    await scene.org.booked(full.id, '2026-06-15T10:00:00Z');
    const { body } = await times(full.id);
    expect(body.waitlist_available).toBe(true);
    expect(body.full_slots[0]).toMatchObject({ waitlist_position: 1 });
    expect(JSON.stringify(body.slots)).not.toContain('capped');
  });

  test('books a party, moves it by its token, and cancels it without a body', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 5 });
    const lee = { name: 'Lee Kim', email: 'lee@example.com' };
    const made = await browse('POST', '/v1/bookings', {
      event_type_id: id,
      start_time: start,
      attendees: [kim, lee],
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      status: 'confirmed',
      invitee_name: 'Kim Lee',
      attendee_count: 2,
      attendees: [
        { ...kim, is_primary: true },
        { ...lee, is_primary: false },
      ],
      event_type: { id, title: 'A meeting', duration: 30 },
    });
    const at = (action: string) => `/v1/bookings/${made.body.id}${action}?token=${made.body.cancel_token}`;
    expect((await browse('GET', at(''))).body).toMatchObject({ id: made.body.id });
    const moved = await browse('POST', at('/reschedule'), { new_start_time: '2026-06-15T11:00:00Z' });
    expect(moved.body).toMatchObject({ status: 'rescheduled', start_time: '2026-06-15T11:00:00Z' });
    for (const _again of [1, 2])
      expect(await browse('POST', at('/cancel'))).toMatchObject({
        status: 200,
        body: { status: 'cancelled' },
      });
  });

  test('joins the waitlist and leaves it', async () => {
    const { id } = await scene.org.eventType({ waitlist_enabled: true });
    await scene.org.booked(id, start);
    const joined = await browse('POST', '/v1/waitlist', {
      event_type_id: id,
      invitee_name: 'Sam Rivera',
      invitee_email: 'sam@example.com',
      invitee_timezone: 'UTC',
      start_time: start,
      notes: 'Hello',
    });
    expect(joined).toMatchObject({ status: 201, body: { status: 'waiting', position: 1, booking_id: null } });
    const left = await browse(
      'POST',
      `/v1/waitlist/${joined.body.id}/cancel?token=${joined.body.cancel_token}`,
    );
    expect(left).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  });
});

describe('errors', () => {
  const shapeOf = ({ status, body }: TestAnswer) => {
    expect(keysOf(body)).toEqual(['error']);
    expect(typeof body.error.message).toBe('string');
    return [status, body.error.code];
  };

  test('have code, message and details within error', async () => {
    const { id } = await scene.org.eventType();
    expect(shapeOf(await browse('GET', '/v1/public/event-types/evt_unknown'))).toEqual([404, 'not_found']);
    expect(shapeOf(await browse('GET', '/v1/bookings'))).toEqual([401, 'unauthorized']);
    const wrong = await browse('POST', '/v1/bookings', { event_type_id: id, start_time: 'soon', ...alex });
    expect(shapeOf(wrong)).toEqual([400, 'validation_error']);
    expect(wrong.body.error.details.issues[0]).toMatchObject({ path: 'body.start_time' });
    await scene.org.booked(id, start);
    const taken = await browse('POST', '/v1/bookings', {
      event_type_id: id,
      start_time: start,
      invitee_name: 'Kim',
      invitee_email: 'kim@example.com',
    });
    expect(shapeOf(taken)).toEqual([409, 'slot_unavailable']);
  });

  test('of the rate say limit, window, reset_at, retry_after and tier there', async () => {
    const limited = await limitedServer(scene.api, { plan: 'free' });
    const ask = () => limited.call('GET', '/v1/event-types', { key: scene.org.testKey });
    for (let n = 0; n < 30; n++) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(shapeOf(refused)).toEqual([429, 'rate_limit_exceeded']);
    expect(refused.body.error).toMatchObject({ limit: 30, window: '1m', tier: 'free' });
    expect(refused.body.error.reset_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Number.isInteger(refused.body.error.retry_after)).toBe(true);
    await limited.server.close();
  });
});

describe('a server, or the MCP server over stdio', () => {
  test('lists, books, finds again, moves and cancels by its key', async () => {
    const { org } = scene;
    const types = await org.call('GET', '/v1/event-types?active=true&limit=100');
    expect(types.body.data.map(({ slug }: { slug: string }) => slug)).toContain('test-event');
    const { id } = await org.eventType();
    const booking = await org.booked(id, start, { ...alex, metadata: { source: 'agent' } });
    const found = await org.call('GET', '/v1/bookings?status=confirmed&limit=10');
    expect(found.body).toMatchObject({ data: [{ id: booking.id }], has_more: false });
    const at = `/v1/bookings/${booking.id}`;
    const move = { new_start_time: '2026-06-15T12:00:00Z', reason: 'Late train' };
    expect(await org.call('POST', `${at}/reschedule`, move)).toMatchObject({ status: 200 });
    expect(await org.call('POST', `${at}/cancel`, {})).toMatchObject({ status: 200 });
  });

  test('makes and revokes keys, and reads its usage', async () => {
    const made = await scene.org.call('POST', '/v1/api-keys', { name: 'My agent', description: 'Books' });
    expect(made).toMatchObject({ status: 201, body: { name: 'My agent', mode: 'test' } });
    expect(made.body.key.startsWith(made.body.key_prefix)).toBe(true);
    expect((await scene.org.call('DELETE', `/v1/api-keys/${made.body.id}`)).status).toBe(204);
    const usage = await scene.org.call('GET', '/v1/usage');
    expect(keysOf(usage.body)).toEqual(['limits', 'reset_at', 'tier', 'usage']);
    expect(keysOf(usage.body.reset_at)).toEqual(['daily', 'monthly']);
    const summary = await scene.org.call('GET', '/v1/usage/summary?period=7d');
    expect(summary.body).toMatchObject({ period: '7d', api_calls: {}, bookings: {}, webhooks: {} });
  });
});
