import { describe, expect, it } from 'vitest';
import { ApiError, Astrocal, AstrocalError, ConnectionError, isApiError } from '../src/index.ts';
import { type Behaviour, breakOff, faultyServer, json, refuse, reset, text } from './faulty-server.ts';

/** What a call rejects with when the server behaves so. */
async function errorOf(behaviour: Behaviour): Promise<ApiError> {
  const server = await faultyServer(behaviour);
  const astrocal = new Astrocal({ baseUrl: server.url, maxRetries: 0 });
  return astrocal.bookings.get('bkg_1', { token: 'secret' }).then(
    () => expect.fail('it was answered'),
    (error) => error,
  );
}

it('tells all that the server told', async () => {
  const alternatives = [{ start_time: '2026-06-15T14:30:00Z', end_time: '2026-06-15T15:00:00Z' }];
  const details = { reason: 'booked', alternatives };
  const error = await errorOf(refuse(409, 'slot_unavailable', { details }));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toBeInstanceOf(AstrocalError);
  expect({ ...error, message: error.message }).toEqual({
    name: 'ApiError',
    message: 'It is slot_unavailable.',
    status: 409,
    code: 'slot_unavailable',
    details,
    requestId: 'req_1',
    docUrl: 'http://doc/1',
    retryAfterSeconds: undefined,
  });
});

describe('something else than the API', () => {
  it.each<[string, Behaviour, number, string]>([
    [
      "a proxy's page",
      text(502, '<html><head></head><h1>502  Bad Gateway</h1>\n<hr>nginx</html>'),
      502,
      'Not the API, but something else answered 502: 502 Bad Gateway nginx',
    ],
    ['an empty body', text(500, ''), 500, 'Not the API, but something else answered 500: an empty body.'],
    ['an empty 200', text(200, ''), 200, 'Not the API, but something else answered 200: an empty body.'],
    [
      'a page where JSON was due',
      text(200, '<title>Welcome</title>'),
      200,
      'Not the API, but something else answered 200: Welcome',
    ],
    [
      'JSON of another form',
      json(404, { error: 'no route' }),
      404,
      'Not the API, but something else answered 404: {"error":"no route"}',
    ],
    [
      'a long page',
      text(503, 'x'.repeat(300)),
      503,
      `Not the API, but something else answered 503: ${'x'.repeat(200)}…`,
    ],
  ])('is told apart: %s', async (_name, behaviour, status, message) => {
    const error = await errorOf(behaviour);
    expect(error).toMatchObject({ name: 'ApiError', code: 'unexpected_answer', status, message });
  });

  it('still tells its request id, and when to come back', async () => {
    const error = await errorOf(text(503, 'away', { 'request-id': 'req_9', 'retry-after': '5' }));
    expect(error).toMatchObject({ requestId: 'req_9', retryAfterSeconds: 5 });
  });
});

describe('a redirect', () => {
  it('is not followed, and the key stays here', async () => {
    const elsewhere = await faultyServer(json(200, {}));
    const server = await faultyServer(text(307, '', { location: `${elsewhere.url}/v1/usage` }));
    const astrocal = new Astrocal({ baseUrl: server.url, apiKey: 'ac_test_key' });
    await expect(astrocal.usage.get()).rejects.toMatchObject({
      status: 307,
      code: 'unexpected_answer',
      message: `The server redirects to ${elsewhere.url}/v1/usage, which is not followed: is baseUrl right?`,
    });
    expect(elsewhere.received).toEqual([]);
  });

  it('is told whatever becomes of its body', async () => {
    const body = { cancel: () => Promise.reject(new Error('The connection broke.')) };
    const broken = { type: 'default', status: 302, ok: false, headers: new Headers(), body };
    const astrocal = new Astrocal({ fetch: async () => broken as unknown as Response });
    // An unhandled rejection would fail this file.
    await expect(astrocal.usage.get()).rejects.toThrow('The server redirects, which is not followed');
  });

  it('of a browser, which hides it, is told too', async () => {
    const opaque = { type: 'opaqueredirect', status: 0, ok: false, headers: new Headers(), body: null };
    const astrocal = new Astrocal({ fetch: async () => opaque as Response });
    await expect(astrocal.usage.get()).rejects.toThrow('The server redirects, which is not followed');
  });
});

describe('no whole answer', () => {
  it.each([
    ['none', reset],
    ['half of one', breakOff],
  ])('is a ConnectionError with its cause: %s', async (_name, behaviour) => {
    const error = await errorOf(behaviour);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.message).toMatch(
      /^No whole answer from GET http:\/\/127\.0\.0\.1:\d+\/v1\/bookings\/bkg_1: \w/,
    );
    expect(error.message).not.toContain('secret');
  });

  it('says that nobody is there', async () => {
    // Port 1 takes no connections.
    const astrocal = new Astrocal({ baseUrl: 'http://127.0.0.1:1', maxRetries: 0 });
    await expect(astrocal.service.health()).rejects.toThrow(
      /GET http:\/\/127\.0\.0\.1:1\/health: .*(ECONNREFUSED|bad port)/,
    );
  });
});

describe('isApiError', () => {
  const error = new ApiError({ status: 404, code: 'not_found', message: 'No.' });

  it('knows the code', () => {
    expect(isApiError(error)).toBe(true);
    expect(isApiError(error, 'not_found')).toBe(true);
    expect(isApiError(error, 'conflict')).toBe(false);
  });

  it('knows errors of another copy of the package', () => {
    const other = Object.assign(new Error('No.'), {
      name: 'ApiError',
      code: 'not_found',
      requestId: undefined,
    });
    expect(isApiError(other, 'not_found')).toBe(true);
  });

  it.each([
    new Error('x'),
    Object.assign(new Error('of another library'), { name: 'ApiError', status: 404 }),
    new ConnectionError('x'),
    { name: 'ApiError', requestId: '' },
    null,
    undefined,
    'x',
  ])('is not misled by %s', (thing) => expect(isApiError(thing)).toBe(false));
});
