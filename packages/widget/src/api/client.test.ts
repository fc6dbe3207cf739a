import { describe, expect, it, vi } from 'vitest';
import { createClient } from './client.ts';
import { RequestFailure } from './request-failure.ts';

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly credentials: string | undefined;
}

/** A client whose requests are kept, and answered by what stands in the list, the last one for the rest. */
function clientOf(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  const fetch = async (
    url: URL | RequestInfo,
    { method = '', headers, body, credentials }: RequestInit = {},
  ) => {
    sent.push({
      url: String(url),
      method,
      headers: new Headers(headers),
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
      credentials,
    });
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (answer instanceof Response) return answer.clone();
    throw answer;
  };
  return { sent, client: createClient({ apiUrl: 'https://api.test/v', fetch, retryDelaysMs: [0, 0] }) };
}

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
const error = (code: string, more: object = {}) => ({ error: { code, message: `it is ${code}`, ...more } });
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it was to fail'),
    (failure: RequestFailure) => failure,
  );
const booking = { event_type_id: 'evt_1', start_time: '2026-06-01T09:00:00Z' };

describe('a request', () => {
  it('names what it asks for, without key, cookie or body', async () => {
    const { sent, client } = clientOf(answer(200, { slots: [] }));
    const range = { start: '2026-06-01', end: '2026-06-30', timezone: 'America/New_York' };
    await client.readAvailability({ event_type_id: 'evt_1', ...range });
    expect(sent[0]).toMatchObject({ method: 'GET', body: undefined, credentials: 'omit' });
    expect(sent[0]?.url).toBe(
      'https://api.test/v/v1/availability?event_type_id=evt_1&start=2026-06-01&end=2026-06-30&timezone=America%2FNew_York',
    );
    expect([...(sent[0]?.headers ?? [])]).toEqual([]);
  });

  it('keeps ids and tokens in their places', async () => {
    const { sent, client } = clientOf(answer(200, {}));
    await client.move({ id: 'a/b', token: 't&x=1' }, { new_start_time: '2026-06-01T09:00:00Z' });
    expect(sent[0]?.url).toBe('https://api.test/v/v1/bookings/a%2Fb/reschedule?token=t%26x%3D1');
  });
});

describe('a booking that may have been made', () => {
  it.each([
    ['a broken connection', new TypeError('fetch failed')],
    ['a fault of the server', answer(503, error('unavailable'))],
    ['a copy that still runs', answer(409, error('idempotency_in_progress'))],
    ['a page of a proxy', answer(502, '<html>')],
  ])('is sent again under its key after %s', async (_what, first) => {
    const { sent, client } = clientOf(first, answer(201, { id: 'bkg_1' }));
    expect(await client.book(booking, 'key_1')).toEqual({ id: 'bkg_1' });
    expect(sent.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['key_1', 'key_1']);
    expect(sent[1]?.body).toEqual(booking);
  });

  it('is given up after three attempts', async () => {
    const { sent, client } = clientOf(new TypeError('fetch failed'));
    expect(await failureOf(client.book(booking, 'key_1'))).toMatchObject({ code: 'network', status: 0 });
    expect(sent).toHaveLength(3);
  });
});

it('is told at once to who is offline', async () => {
  vi.stubGlobal('navigator', { onLine: false });
  const { sent, client } = clientOf(new TypeError('fetch failed'));
  expect(await failureOf(client.book(booking, 'key_1'))).toMatchObject({ code: 'offline', status: 0 });
  expect(sent).toHaveLength(1);
  vi.unstubAllGlobals();
});

it('is given up when no answer comes in time', async () => {
  const fetch = (_url: unknown, { signal }: RequestInit = {}) =>
    new Promise<Response>((_resolve, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason)),
    );
  const client = createClient({ apiUrl: 'https://api.test', fetch, timeoutMs: 1, retryDelaysMs: [0] });
  expect(await failureOf(client.readEventType('evt_1'))).toMatchObject({ code: 'timeout', status: 0 });
});

describe('a refusal', () => {
  it('is told with all that the API says, and not asked for again', async () => {
    const alternatives = [{ start_time: 'x', end_time: 'y' }];
    const body = error('slot_unavailable', { details: { alternatives }, request_id: 'req_1' });
    const { sent, client } = clientOf(answer(409, body));
    const failure = await failureOf(client.book(booking, 'key_1'));
    expect(failure).toBeInstanceOf(RequestFailure);
    expect(failure).toMatchObject({
      code: 'slot_unavailable',
      status: 409,
      message: 'it is slot_unavailable',
      details: { alternatives },
      requestId: 'req_1',
    });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['the body', answer(429, error('rate_limit_exceeded', { retry_after: 12.2 })), 13],
    ['the header', answer(429, 'busy', { 'retry-after': '7' }), 7],
    ['nobody', answer(429, 'busy', { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }), undefined],
  ])('says how long to wait by %s', async (_where, first, seconds) => {
    const { client } = clientOf(first);
    const failure = await failureOf(client.readEventType('evt_1'));
    expect(failure).toMatchObject({ code: 'rate_limit_exceeded', retryAfterSeconds: seconds });
  });
});
