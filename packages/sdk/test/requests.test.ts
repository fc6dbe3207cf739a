import { afterEach, describe, expect, it, vi } from 'vitest';
import { Astrocal, AstrocalError, type AstrocalOptions } from '../src/index.ts';
import { queryText } from '../src/query.ts';
import { faultyServer, json } from './faulty-server.ts';

afterEach(() => vi.unstubAllGlobals());

describe('a client', () => {
  it.each<[AstrocalOptions, string]>([
    [{ apiKey: '' }, 'apiKey is empty'],
    [{ apiKey: 'ac_test_key\n' }, 'apiKey holds a space'],
    [{ apiKey: 'ac_test key' }, 'apiKey holds a space'],
    [{ apiKey: 'ac_tést_key' }, 'apiKey holds a space'],
    [{ baseUrl: '' }, 'baseUrl is not an http(s) address: "".'],
    [{ baseUrl: 'localhost:3000' }, 'baseUrl is not an http(s) address: "localhost:3000".'],
    [{ baseUrl: 'ftp://example.com' }, 'baseUrl is not an http(s) address'],
    [{ baseUrl: 'https://example.com/v1' }, 'baseUrl is meant without "/v1"'],
    [{ baseUrl: 'https://example.com/v1/' }, 'baseUrl is meant without "/v1"'],
    [{ baseUrl: 'https://me:pass@example.com' }, 'baseUrl has a name, password'],
    [{ baseUrl: 'https://example.com?a=1' }, 'baseUrl has a name, password'],
    [{ timeoutMs: 0 }, 'timeoutMs is a positive number'],
    [{ timeoutMs: Number.NaN }, 'timeoutMs is a positive number'],
    [{ timeoutMs: 2 ** 31 }, 'timeoutMs is a positive number'],
    [{ maxRetries: -1 }, 'maxRetries is a whole number'],
    [{ maxRetries: 1.5 }, 'maxRetries is a whole number'],
  ])('is not made with %j', (options, message) => {
    const make = () => new Astrocal(options);
    expect(make).toThrow(AstrocalError);
    expect(make).toThrow(message);
    if (options.apiKey) expect(make).not.toThrow(options.apiKey);
  });

  it('is not made where there is nothing to send with', () => {
    vi.stubGlobal('fetch', undefined);
    expect(() => new Astrocal()).toThrow('There is no global fetch here');
  });

  it('uses the global fetch of the moment', async () => {
    const astrocal = new Astrocal();
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url);
      return Response.json({ status: 'ok' });
    });
    await astrocal.service.health();
    expect(asked).toEqual(['http://127.0.0.1:3000/health']);
  });

  it('may live beneath a path', async () => {
    const server = await faultyServer(json(200, {}));
    const astrocal = new Astrocal({ baseUrl: `${server.url}/scheduling/` });
    expect(astrocal.baseUrl).toBe(`${server.url}/scheduling`);
    await astrocal.service.health();
    expect(server.received[0]?.url).toBe('/scheduling/health');
  });
});

describe('a request', () => {
  it('carries JSON, the key and who asks', async () => {
    const server = await faultyServer(json(201, { id: 'bkg_1' }));
    const astrocal = new Astrocal({ baseUrl: server.url, apiKey: 'ac_test_key' });
    const body = { event_type_id: 'evt_1', start_time: '2026-06-15T14:00:00Z', notes: 'Zoë 😀' };
    await astrocal.bookings.create(body);
    expect(server.received).toMatchObject([
      {
        method: 'POST',
        url: '/v1/bookings',
        body: JSON.stringify(body),
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          authorization: 'Bearer ac_test_key',
          'user-agent': expect.stringMatching(/^astrocal-sdk\/\d+\.\d+\.\d+$/),
        },
      },
    ]);
  });

  it('does not name itself in a browser', async () => {
    const server = await faultyServer(json(200, {}));
    const astrocal = new Astrocal({ baseUrl: server.url });
    vi.stubGlobal('document', {});
    await astrocal.service.health();
    expect(server.received[0]?.headers['user-agent']).not.toContain('astrocal');
    expect(server.received[0]?.headers).not.toHaveProperty('content-type');
  });

  it('with a token among what it asks carries it, and no key', async () => {
    const server = await faultyServer(json(200, {}));
    const astrocal = new Astrocal({ baseUrl: server.url, apiKey: 'ac_test_key' });
    const days = { event_type_id: 'evt_1', start: '2026-06-15', end: '2026-06-15' };
    await astrocal.availability.list({ ...days, booking_id: 'bkg_1', token: 'a+b/c=' });
    expect(server.received[0]?.url).toContain('&booking_id=bkg_1&token=a%2Bb%2Fc%3D');
    expect(server.received[0]?.headers).not.toHaveProperty('authorization');
  });

  it('with a token carries no key', async () => {
    const server = await faultyServer(json(200, {}));
    const astrocal = new Astrocal({ baseUrl: server.url, apiKey: 'ac_test_key' });
    await astrocal.bookings.cancel('bkg_1', { reason: 'ill' }, { token: 'a+b/c=' });
    expect(server.received[0]).toMatchObject({
      url: '/v1/bookings/bkg_1/cancel?token=a%2Bb%2Fc%3D',
      body: '{"reason":"ill"}',
    });
    expect(server.received[0]?.headers).not.toHaveProperty('authorization');
  });

  it('keeps an odd id in its place', async () => {
    const server = await faultyServer(json(200, {}));
    await new Astrocal({ baseUrl: server.url }).bookings.get('a/../b?c#d é');
    expect(server.received[0]?.url).toBe('/v1/bookings/a%2F..%2Fb%3Fc%23d%20%C3%A9');
  });

  it.each(['', '.', '..', undefined as unknown as string])('is not made for the id %j', async (id) => {
    const server = await faultyServer(json(200, {}));
    const astrocal = new Astrocal({ baseUrl: server.url });
    await expect(astrocal.bookings.get(id)).rejects.toThrow(AstrocalError);
    await expect(astrocal.webhooks.retryDelivery('whk_1', id)).rejects.toThrow('delivery_id is not an id');
    expect(server.received).toEqual([]);
  });

  it.each(['', 'k'.repeat(256), 'line\nend', 'é'])('is not made with the idempotency key %j', async (key) => {
    const call = new Astrocal().bookings.cancel('bkg_1', {}, { idempotencyKey: key });
    await expect(call).rejects.toThrow('idempotencyKey is 1 to 255 characters');
  });

  it('is not made with limits that cannot be meant', async () => {
    const astrocal = new Astrocal();
    await expect(astrocal.usage.get({ timeoutMs: -1 })).rejects.toThrow('timeoutMs');
    await expect(astrocal.usage.get({ maxRetries: Number.NaN })).rejects.toThrow('maxRetries');
  });
});

it.each<[object, string]>([
  [{}, ''],
  [{ a: undefined, b: null }, ''],
  [{ active: false, limit: 0 }, '?active=false&limit=0'],
  [{ start_after: new Date(0) }, '?start_after=1970-01-01T00%3A00%3A00.000Z'],
  [{ metadata: { 'a b': 'c&d', e: 1 } }, '?metadata%5Ba+b%5D=c%26d&metadata%5Be%5D=1'],
  [{ metadata: {} }, ''],
  [{ start_time: '2026-06-15T14:00:00+02:00' }, '?start_time=2026-06-15T14%3A00%3A00%2B02%3A00'],
])('writes the query %j', (query, text) => expect(queryText(query)).toBe(text));
