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
});

describe('CORS', () => {
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

  test('256 kB are read and one byte more is 413', async () => {
    const bodyOf = (bytes: number) => `{"notes":"${'x'.repeat(bytes - 12)}"}`;
    expect(bodyOf(100)).toHaveLength(100);
    expect((await book({ 'content-type': json }, bodyOf(256 * 1024))).statusCode).toBe(400);
    const larger = await book({ 'content-type': json }, bodyOf(256 * 1024 + 1));
    expect([larger.statusCode, codeOf(larger)]).toEqual([413, 'payload_too_large']);
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
