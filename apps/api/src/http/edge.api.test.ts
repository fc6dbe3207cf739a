import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/harness/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const inject = (
  method: string,
  url: string,
  headers: Record<string, string> = {},
  payload?: string | Buffer,
) =>
  api.server.inject({
    method: method as 'GET',
    url,
    headers,
    ...(payload !== undefined && { payload }),
  });
const withKey = () => ({ authorization: `Bearer ${api.own.testKey}` });
const json = 'application/json';
const codeOf = ({ body }: { body: string }) => JSON.parse(body).error?.code;

/** One request of every kind that takes another way through the edge. */
const ways: Readonly<Record<string, () => ReturnType<typeof inject>>> = {
  'a success': () => inject('GET', '/v1/event-types', withKey()),
  'an open operation': () => inject('GET', '/health'),
  'a refusal of a handler': () => inject('GET', '/v1/event-types/x'),
  'a refusal for want of a key': () => inject('GET', '/v1/bookings'),
  'a refusal by the schema': () => inject('GET', '/v1/bookings?limit=0', withKey()),
  'a body that is no JSON': () => inject('POST', '/v1/bookings', { 'content-type': json }, '{'),
  'a body of another type': () => inject('POST', '/v1/bookings', { 'content-type': 'text/plain' }, 'x'),
  'a body that is too large': () =>
    inject('POST', '/v1/bookings', { 'content-type': json }, `"${'x'.repeat(256 * 1024)}"`),
  'an address of nothing': () => inject('GET', '/v1/nothing'),
  'a method of nothing': () => inject('PURGE', '/v1/bookings'),
  'a malformed address': () => inject('GET', '/v1/bookings/%zz'),
  'a preflight': () => inject('OPTIONS', '/v1/bookings', { origin: 'https://a.example' }),
};

describe.each(Object.entries(ways))('%s', (_name, send) => {
  test('has a Request-Id of its own, the same in an error', async () => {
    const [first, second] = [await send(), await send()];
    expect(first.headers['request-id']).toMatch(/^req_[0-9a-z]{26}$/);
    expect(second.headers['request-id']).not.toBe(first.headers['request-id']);
    if (first.statusCode >= 400)
      expect(JSON.parse(first.body).error.request_id).toBe(first.headers['request-id']);
  });

  test('may be read by every origin, without credentials', async () => {
    const { headers } = await send();
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  test('is kept by nobody, and is what its type says', async () => {
    const { headers } = await send();
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });
});

describe('a connection', () => {
  test('that withholds its request is looked for every five seconds, and there are not any number of them', () => {
    expect(api.server.server).toMatchObject({
      headersTimeout: 30_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 5_000,
      maxConnections: 4_096,
    });
  });
});

describe('the scheme Bearer without a key', () => {
  test.each(['Bearer', 'bearer', 'Bearer  '])('%j is a call without a key', async (authorization) => {
    const call = (url: string) => inject('GET', url, { authorization });
    expect((await call(`/v1/event-types/${api.own.testEventTypeId}`)).statusCode).toBe(200);
    const refused = await call('/v1/bookings');
    expect([refused.statusCode, codeOf(refused)]).toEqual([401, 'unauthorized']);
  });

  test.each(['', 'Bearer x', 'Basic', 'ac_test_x', 'Bearer x y'])(
    '%j is a bad one',
    async (authorization) => {
      const { statusCode } = await inject('GET', `/v1/event-types/${api.own.testEventTypeId}`, {
        authorization,
      });
      expect(statusCode).toBe(401);
    },
  );
});

describe('a query', () => {
  const pairs = (count: number) => Array.from({ length: count }, (_, i) => `a${i % 3}=1`).join('&');

  test.each(['/health', '/v1/event-types', '/docs'])('of %s has at most 200 pairs', async (path) => {
    expect((await inject('GET', `${path}?${pairs(200)}`, withKey())).statusCode).not.toBe(400);
    const { statusCode, body } = await inject('GET', `${path}?${pairs(201)}`, withKey());
    expect([statusCode, JSON.parse(body).error.details.issues]).toEqual([
      400,
      [{ path: 'query', message: 'must have at most 200 parameters' }],
    ]);
  });

  test('filters by at most 50 pairs of metadata', async () => {
    const filters = (count: number) => Array.from({ length: count }, (_, i) => `metadata[k${i}]=v`).join('&');
    expect((await inject('GET', `/v1/bookings?${filters(50)}`, withKey())).statusCode).toBe(200);
    const { statusCode, body } = await inject('GET', `/v1/bookings?${filters(51)}`, withKey());
    expect([statusCode, JSON.parse(body).error.details.issues[0].path]).toEqual([400, 'query.metadata']);
  });

  test.each(['3e1', '0x1e', '30.0', '+30', ' 30', '30 ', '30\n', 'Infinity', '٣٠'])(
    'has whole numbers in digits alone: %j is 400',
    async (duration) => {
      const query = new URLSearchParams({
        event_type_id: api.own.testEventTypeId,
        start: '2026-06-08',
        end: '2026-06-08',
        duration,
      });
      const { statusCode, body } = await inject('GET', `/v1/availability?${query}`);
      expect([statusCode, JSON.parse(body).error.details.issues[0].path]).toEqual([400, 'query.duration']);
    },
  );
});

describe('CORS', () => {
  test('a preflight is granted what tools for tracing add, and every x- header that is asked for', async () => {
    const asked =
      'traceparent,tracestate,baggage,sentry-trace,x-requested-with, X-My-App,cookie2,x-bad\u0001';
    const { headers } = await inject('OPTIONS', '/v1/bookings', {
      origin: 'https://a.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': asked,
    });
    const granted = String(headers['access-control-allow-headers']).toLowerCase().split(', ');
    for (const name of asked.toLowerCase().split(/, */).slice(0, 6)) expect(granted).toContain(name);
    expect(granted).toContain('idempotency-key');
    expect(granted).not.toContain('cookie2');
    expect(granted.some((name) => name.startsWith('x-bad'))).toBe(false);
    expect(headers.vary).toBe('Access-Control-Request-Headers');
  });

  test('a preflight of every method and header that browsers send is granted', async () => {
    const answer = await inject('OPTIONS', '/v1/bookings/bkg_x/cancel', {
      origin: 'https://a.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key,mcp-protocol-version',
    });
    expect(answer.statusCode).toBe(204);
    const words = (name: string) => String(answer.headers[name]).toLowerCase().split(/, */);
    expect(words('access-control-allow-methods')).toEqual(
      expect.arrayContaining(['get', 'post', 'put', 'patch', 'delete']),
    );
    expect(words('access-control-allow-headers')).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'idempotency-key', 'mcp-protocol-version']),
    );
  });

  test.each(['a success', 'a refusal by the schema'])(
    '%s exposes what a client needs to read',
    async (way) => {
      const answer = await ways[way]?.();
      const exposed = String(answer?.headers['access-control-expose-headers']).toLowerCase().split(', ');
      expect(exposed).toEqual(
        expect.arrayContaining([
          'request-id',
          'idempotent-replayed',
          'retry-after',
          'x-ratelimit-limit',
          'x-ratelimit-remaining',
          'x-ratelimit-reset',
        ]),
      );
    },
  );
});

describe('bodies', () => {
  const book = (headers: Record<string, string>, payload?: string | Buffer) =>
    inject('POST', '/v1/bookings', { ...withKey(), ...headers }, payload);

  test('a GET with a JSON content type and no body is served', async () => {
    const { statusCode } = await inject('GET', '/v1/bookings', { ...withKey(), 'content-type': json });
    expect(statusCode).toBe(200);
  });

  test.each([
    {},
    { 'content-type': json },
    { 'content-type': `${json}; charset=utf-8` },
    { 'content-type': 'application/x-www-form-urlencoded' }, // curl -X POST -d ''
  ])('cancelling needs no body (%o)', async (headers) => {
    const path = `/v1/bookings/${await newBooking()}/cancel`;
    const { statusCode, body } = await inject('POST', path, { ...withKey(), ...headers });
    expect([statusCode, JSON.parse(body).cancel_reason]).toEqual([200, null]);
  });

  test.each(['application/json; charset=utf-8', 'application/json;charset="UTF8"', 'APPLICATION/JSON'])(
    'JSON in UTF-8 is read: %s',
    async (type) => expect((await book({ 'content-type': type }, '{}')).statusCode).toBe(400),
  );

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json-patch+json',
    'application/jsonx',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'nonsense',
  ])('another type is 415: %s', async (type) => {
    const answer = await book({ 'content-type': type }, '{}');
    expect([answer.statusCode, codeOf(answer)]).toEqual([415, 'unsupported_media_type']);
  });

  test('a body without a type is 415', async () => {
    const answer = await book({}, Buffer.from('{}'));
    expect([answer.statusCode, codeOf(answer)]).toEqual([415, 'unsupported_media_type']);
  });

  const bodyOf = (bytes: number) => `{"notes":"${'x'.repeat(bytes - 12)}"}`;

  test.each([
    ['with a key', 256 * 1024, withKey],
    ['without one', 32 * 1024, () => ({})],
  ])(
    '%s, %i bytes are read and one more is 413, with its length told or not',
    async (_who, most, headers) => {
      const send = (bytes: number) =>
        inject('POST', '/v1/bookings', { ...headers(), 'content-type': json }, bodyOf(bytes));
      expect(bodyOf(100)).toHaveLength(100);
      expect((await send(most)).statusCode).toBe(400);
      const larger = await send(most + 1);
      expect([larger.statusCode, codeOf(larger)]).toEqual([413, 'payload_too_large']);
      const { statusCode } = await api.server.inject({
        method: 'POST',
        url: '/v1/bookings',
        headers: { ...headers(), 'content-type': json },
        payload: Readable.from([bodyOf(most + 1)]),
      });
      expect(statusCode).toBe(413);
    },
  );

  test.each(['gzip', 'br', 'GZIP', 'identity, gzip'])('packed by %s is 415', async (encoding) => {
    const answer = await book({ 'content-type': json, 'content-encoding': encoding }, '{}');
    expect([answer.statusCode, codeOf(answer)]).toEqual([415, 'unsupported_media_type']);
  });

  test('that says it is not packed is read', async () =>
    expect((await book({ 'content-type': json, 'content-encoding': 'identity' }, '{}')).statusCode).toBe(
      400,
    ));

  test('very large and wrong in many ways is told its first problem alone', async () => {
    const attendees = Array.from({ length: 85_000 }, () => ({}));
    const { statusCode, body } = await book({ 'content-type': json }, JSON.stringify({ attendees }));
    expect([statusCode, JSON.parse(body).error.details.issues.length]).toEqual([400, 1]);
  });

  test.each([
    ['half an object', '{"a":'],
    ['two values', '{} {}'],
    ['a mark of the byte order in UTF-16', Buffer.from([0xff, 0xfe, 0x7b, 0x00])],
    ['a byte that UTF-8 does not have', Buffer.from('{"notes":"\xff"}', 'latin1')],
    ['half a surrogate pair in UTF-8', Buffer.from('{"notes":"\xed\xa0\x80"}', 'latin1')],
    ['a NUL in a text', '{"notes":"a\\u0000b"}'],
    ['a NUL in a name', '{"a\\u0000":1}'],
    ['half a surrogate pair', '{"notes":"\\ud83d"}'],
    ['a prototype', '{"__proto__":{"a":1}}'],
    ['a prototype further down', '{"metadata":{"constructor":{"prototype":{}}}}'],
  ])('%s is 400', async (_what, payload) => {
    const answer = await book({ 'content-type': json }, payload);
    expect([answer.statusCode, codeOf(answer)]).toEqual([400, 'validation_error']);
    expect(JSON.parse(answer.body).error.details.issues[0].path).toBe('body');
  });

  let slots = 0;
  async function newBooking(): Promise<string> {
    const { body } = await api.call('POST', '/v1/bookings', {
      key: api.own.testKey,
      body: {
        event_type_id: api.own.testEventTypeId,
        start_time: `2026-06-08T${10 + slots++}:00:00Z`,
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@example.com',
      },
    });
    return body.id;
  }
});

describe('HEAD', () => {
  test.each([
    ['/health', 200],
    ['/v1/bookings', 401],
    ['/v1/event-types/x', 404],
  ])('%s has the head of its GET and no body', async (url, status) => {
    const [head, get] = [await inject('HEAD', url), await inject('GET', url)];
    expect([head.statusCode, head.body]).toEqual([status, '']);
    for (const name of ['content-type', 'content-length', 'access-control-allow-origin'])
      expect(head.headers[name], name).toBe(get.headers[name]);
  });
});
