import { failureOf, isUncertain, RequestFailure } from './request-failure.ts';
import type {
  Availability,
  Booking,
  EventType,
  MoveRequest,
  NewBooking,
  SlotsQuery,
  WaitlistEntry,
  WaitlistRequest,
} from './wire.ts';

/** The six calls of the public API that the widget makes. Each rejects with a `RequestFailure`. */
export interface Client {
  readEventType(id: string): Promise<EventType>;
  readAvailability(query: SlotsQuery): Promise<Availability>;
  readBooking(id: string, token: string): Promise<Booking>;
  /** The same key for the same wish to book: the API then books once, however often it is asked. */
  book(request: NewBooking, idempotencyKey: string): Promise<Booking>;
  move(booking: { id: string; token: string }, request: MoveRequest): Promise<Booking>;
  joinWaitlist(request: WaitlistRequest, idempotencyKey: string): Promise<WaitlistEntry>;
}

export interface ClientSettings {
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  /** The waits before the second, third, … attempt of a request that may succeed later. */
  readonly retryDelaysMs?: readonly number[];
}

export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

/** Sends one call of the API, again where that may help. Rejects with a `RequestFailure`. */
export type SendCall = <Answer>(call: ApiCall) => Promise<Answer>;

export const createSend =
  (settings: ClientSettings): SendCall =>
  <Answer>(call: ApiCall) =>
    sendWithRetries(settings, call) as Promise<Answer>;

/** A client without a key: what it may do is what every visitor may do. */
export function createClient(settings: ClientSettings): Client {
  const send = createSend(settings);
  const get = <Answer>(path: string) => send<Answer>({ method: 'GET', path });
  return {
    readEventType: (id) => get(`/v1/event-types/${encodeURIComponent(id)}`),
    readAvailability: (query) => get(`/v1/availability?${search({ ...query })}`),
    readBooking: (id, token) => get(`/v1/bookings/${encodeURIComponent(id)}?${search({ token })}`),
    book: (body, idempotencyKey) => send({ method: 'POST', path: '/v1/bookings', body, idempotencyKey }),
    move: ({ id, token }, body) =>
      send({
        method: 'POST',
        path: `/v1/bookings/${encodeURIComponent(id)}/reschedule?${search({ token })}`,
        body,
      }),
    joinWaitlist: (body, idempotencyKey) =>
      send({ method: 'POST', path: '/v1/waitlist', body, idempotencyKey }),
  };
}

function search(values: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined);
  return new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
}

/** Every call may be sent again: reads change nothing, creates carry a key, a move to where it is changes nothing. */
async function sendWithRetries(settings: ClientSettings, call: ApiCall): Promise<unknown> {
  for (const delayMs of settings.retryDelaysMs ?? [400, 1500]) {
    try {
      return await sendOnce(settings, call);
    } catch (failure) {
      if (!(failure instanceof RequestFailure) || !mayPass(failure)) throw failure;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
  return sendOnce(settings, call);
}

/** Who is offline, or has waited long, is told rather than kept waiting. */
const mayPass = (failure: RequestFailure) =>
  failure.code === 'idempotency_in_progress' ||
  (isUncertain(failure) && !['offline', 'timeout'].includes(failure.code));

async function sendOnce({ apiUrl, timeoutMs = 20_000, ...settings }: ClientSettings, call: ApiCall) {
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), timeoutMs);
  try {
    const answer = await (settings.fetch ?? fetch)(apiUrl + call.path, {
      method: call.method,
      credentials: 'omit',
      referrerPolicy: 'no-referrer', // the page's address may hold a token
      signal: timer.signal,
      headers: {
        ...(call.body !== undefined && { 'content-type': 'application/json' }),
        ...(call.idempotencyKey !== undefined && { 'idempotency-key': call.idempotencyKey }),
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    });
    const body: unknown = await answer.json().catch(() => undefined);
    if (answer.ok && (body !== undefined || answer.status === 204)) return body;
    throw failureOf(answer.ok ? 502 : answer.status, body, answer.headers.get('retry-after'));
  } catch (error) {
    if (error instanceof RequestFailure) throw error;
    if (timer.signal.aborted) throw new RequestFailure('timeout', 'The server took too long to answer.');
    if (isOffline()) throw new RequestFailure('offline', 'The device is offline.');
    throw new RequestFailure('network', 'The server could not be reached.');
  } finally {
    clearTimeout(timeout);
  }
}

const isOffline = () => typeof navigator !== 'undefined' && navigator.onLine === false;
