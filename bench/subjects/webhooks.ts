import { setTimeout as pause } from 'node:timers/promises';
import type { SeededOrganization } from '../../apps/api/test/harness/seed.ts';
import { slotMs } from '../scenario.ts';

/** A webhook endpoint, with a key and an event type of its organization. */
export interface Endpoint {
  readonly id: string;
  readonly key: string;
  readonly eventTypeId: string;
}

export interface BookingPace {
  readonly firstStart: number;
  /** From one booking to the next, whether that one was answered or not. */
  readonly everyMs: number;
  /** How many slots were booked before. */
  readonly from: number;
  readonly count: number;
}

async function post<Answer>(url: string, key: string, body: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

export async function createEndpoint(
  apiUrl: string,
  receiverUrl: string,
  { key, eventTypeIds }: SeededOrganization,
): Promise<Endpoint> {
  const events = ['booking.created', 'booking.confirmed'];
  const { id } = await post<{ id: string }>(`${apiUrl}/v1/webhooks`, key, { url: receiverUrl, events });
  return { id, key, eventTypeId: eventTypeIds[0] as string };
}

/** Books another free slot at each step, of the organizations in turn; returns when each booking was answered. */
export async function bookSteadily(
  apiUrl: string,
  endpoints: readonly Endpoint[],
  { firstStart, everyMs, from, count }: BookingPace,
): Promise<Map<string, number>> {
  const answeredAt = new Map<string, number>();
  const book = async (number: number) => {
    const { key, eventTypeId } = endpoints[number % endpoints.length] as Endpoint;
    const start = firstStart + Math.floor(number / endpoints.length) * slotMs;
    const { id } = await post<{ id: string }>(`${apiUrl}/v1/bookings`, key, {
      event_type_id: eventTypeId,
      start_time: new Date(start).toISOString(),
      invitee_name: 'Alex Johnson',
      invitee_email: `alex-${number}@example.com`,
    });
    answeredAt.set(id, Date.now());
  };
  const startedAt = performance.now();
  const made: Promise<void>[] = [];
  for (let i = 0; i < count; i++) {
    await pause(Math.max(0, startedAt + i * everyMs - performance.now()));
    made.push(book(from + i));
  }
  await Promise.all(made);
  return answeredAt;
}

/** Has everything in the log sent again; returns how many messages that is. */
export async function replay(apiUrl: string, endpoints: readonly Endpoint[]): Promise<number> {
  const ever = { created_after: '2020-01-01T00:00:00Z', created_before: '2100-01-01T00:00:00Z' };
  const queued = await Promise.all(
    endpoints.map(async ({ id, key }) => {
      const answer = await post<{ queued: number }>(`${apiUrl}/v1/webhooks/${id}/replay`, key, ever);
      return answer.queued;
    }),
  );
  return queued.reduce((sum, each) => sum + each, 0);
}
