import { describe, expect, it } from 'vitest';
import { ApiError, ConnectionError } from '../src/index.ts';
import { type Behaviour, breakOff, faultyServer, json, refuse, reset, text } from './faulty-server.ts';
import { patientClient } from './patient-client.ts';

const booking = { id: 'bkg_1' };
const ok = json(200, booking);
const create = { event_type_id: 'evt_1', start_time: '2026-06-15T14:00:00Z' };

async function scene(...behaviours: Behaviour[]) {
  const server = await faultyServer(...behaviours);
  return { server, ...patientClient({ baseUrl: server.url, apiKey: 'ac_test_key' }) };
}

describe('tries again, and waits twice as long each time,', () => {
  it.each<[string, Behaviour]>([
    ['after a connection that ended without an answer', reset],
    ['after one that ended in the middle of the body', breakOff],
    ['after 500', refuse(500, 'internal_error')],
    ['after 503 without a hint', refuse(503, 'unavailable')],
    ["after a proxy's page", text(502, '<h1>Bad Gateway</h1>')],
    ['after 409 idempotency_in_progress', refuse(409, 'idempotency_in_progress')],
  ])('%s', async (_name, behaviour) => {
    const { astrocal, waits, server } = await scene(behaviour, behaviour, ok);
    expect(await astrocal.bookings.create(create)).toEqual(booking);
    expect(waits).toEqual([250, 500]);
    expect(server.received).toHaveLength(3);
  });
});

describe('does not try again', () => {
  it.each<[string, Behaviour, object]>([
    ['what is refused for good', refuse(409, 'slot_unavailable'), { status: 409, code: 'slot_unavailable' }],
    ['what is malformed', refuse(400, 'validation_error'), { status: 400 }],
    ['a conflict', refuse(409, 'conflict'), { status: 409, code: 'conflict' }],
    ['what leads elsewhere', text(301, '', { location: '/there' }), { status: 301 }],
    ['what is not an answer of the API', text(200, '<html>'), { code: 'unexpected_answer' }],
  ])('%s', async (_name, behaviour, error) => {
    const { astrocal, waits, server } = await scene(behaviour, ok);
    await expect(astrocal.bookings.create(create)).rejects.toMatchObject({ name: 'ApiError', ...error });
    expect(waits).toEqual([]);
    expect(server.received).toHaveLength(1);
  });
});

describe('waits as long as the server says', () => {
  const limited = (more: object, headers: Record<string, string>) =>
    refuse(429, 'rate_limit_exceeded', more, headers);

  it.each<[string, Behaviour, number]>([
    ['in seconds', limited({}, { 'retry-after': '7' }), 7_000],
    ['in the body', limited({ retry_after: 9 }, {}), 9_000],
    ['in the header, whatever the body says', limited({ retry_after: 9 }, { 'retry-after': '7' }), 7_000],
    ['at a date that has passed', limited({}, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), 0],
    ['with 503 too', refuse(503, 'unavailable', {}, { 'retry-after': '2' }), 2_000],
    ['as a proxy', text(429, 'Slow down', { 'retry-after': '3' }), 3_000],
    ['a minute at most', limited({}, { 'retry-after': '60' }), 60_000],
  ])('%s', async (_name, behaviour, wait) => {
    const { astrocal, waits } = await scene(behaviour, ok);
    expect(await astrocal.bookings.get('bkg_1')).toEqual(booking);
    expect(waits).toEqual([wait]);
  });

  it('until a date', async () => {
    const date = new Date(Date.now() + 40_000).toUTCString();
    const { astrocal, waits } = await scene(limited({}, { 'retry-after': date }), ok);
    await astrocal.bookings.get('bkg_1');
    expect(waits[0]).toBeGreaterThan(10_000);
    expect(waits[0]).toBeLessThanOrEqual(41_000);
  });

  it('but not longer than a minute: the caller is told', async () => {
    const { astrocal, waits } = await scene(limited({ retry_after: 61 }, {}), ok);
    await expect(astrocal.bookings.get('bkg_1')).rejects.toMatchObject({
      code: 'rate_limit_exceeded',
      retryAfterSeconds: 61,
    });
    expect(waits).toEqual([]);
  });
});

describe('the idempotency key', () => {
  it('is one per call, on every attempt', async () => {
    const { astrocal, server } = await scene(reset, ok);
    await astrocal.bookings.create(create);
    await astrocal.bookings.create(create);
    const [first, again, other] = server.received.map(({ headers }) => headers['idempotency-key']);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it("is the caller's where it is given", async () => {
    const { astrocal, server } = await scene(reset, ok);
    await astrocal.bookings.create(create, { idempotencyKey: 'order 42' });
    expect(server.received.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'order 42',
      'order 42',
    ]);
  });

  it('is not sent with what changes nothing, nor with PUT', async () => {
    const { astrocal, server } = await scene(ok);
    await astrocal.bookings.get('bkg_1');
    await astrocal.availability.replaceRules('evt_1', { timezone: 'UTC', rules: [] });
    for (const { headers } of server.received) expect(headers).not.toHaveProperty('idempotency-key');
  });
});

describe('gives up', () => {
  it('after two retries, with the last error', async () => {
    const { astrocal, server } = await scene(reset, reset, refuse(500, 'internal_error'));
    await expect(astrocal.bookings.get('bkg_1')).rejects.toBeInstanceOf(ApiError);
    expect(server.received).toHaveLength(3);
  });

  it('after as many as the client was set to', async () => {
    const server = await faultyServer(reset);
    const { astrocal } = patientClient({ baseUrl: server.url, maxRetries: 4 });
    await expect(astrocal.bookings.get('bkg_1')).rejects.toBeInstanceOf(ConnectionError);
    expect(server.received).toHaveLength(5);
  });

  it('after as many as the call says', async () => {
    const { astrocal, server } = await scene(reset);
    await expect(astrocal.bookings.get('bkg_1', { maxRetries: 0 })).rejects.toBeInstanceOf(ConnectionError);
    expect(server.received).toHaveLength(1);
  });

  it('never waits longer than eight seconds of its own', async () => {
    const server = await faultyServer(reset);
    const { astrocal, waits } = patientClient({ baseUrl: server.url, maxRetries: 6 });
    await expect(astrocal.bookings.get('bkg_1')).rejects.toThrow();
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 4000]);
  });
});

describe('a deletion whose thing is gone', () => {
  const gone = refuse(404, 'not_found');

  it.each<[string, Behaviour]>([
    ['a lost answer', reset],
    ['a fault of the server', refuse(500, 'internal_error')],
  ])('is done when it may have been done before %s', async (_name, behaviour) => {
    const { astrocal } = await scene(behaviour, gone);
    expect(await astrocal.webhooks.delete('whk_1')).toBeUndefined();
  });

  it.each<[string, Behaviour[]]>([
    ['at once', [gone]],
    ['after a refusal that did nothing', [refuse(429, 'rate_limit_exceeded'), gone]],
  ])('is an error %s', async (_name, behaviours) => {
    const { astrocal } = await scene(...behaviours);
    await expect(astrocal.webhooks.delete('whk_1')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is an error for anything but a deletion', async () => {
    const { astrocal } = await scene(reset, gone);
    await expect(astrocal.bookings.cancel('bkg_1')).rejects.toMatchObject({ code: 'not_found' });
  });
});
