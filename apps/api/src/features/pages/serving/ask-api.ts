import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DayOfTimes } from '../templates/plain-times.ts';

/**
 * The times of a date, asked of the API as a visitor's browser would: its limits hold for the visitor. `null` where it
 * could not tell.
 */
export async function askForTimes(
  server: FastifyInstance,
  request: FastifyRequest,
  wish: {
    readonly eventTypeId: string;
    readonly date: string;
    readonly timezone: string;
    /** In minutes. */
    readonly duration: number;
  },
): Promise<DayOfTimes> {
  const { eventTypeId, date, timezone, duration } = wish;
  const query = new URLSearchParams({
    event_type_id: eventTypeId,
    start: date,
    end: date,
    timezone,
    duration: String(duration),
  });
  const answer = await server.inject({ url: `/v1/availability?${query}`, remoteAddress: request.ip });
  if (answer.statusCode !== 200) return { date, starts: null };
  const { slots } = answer.json<{ slots: { start_time: string }[] }>();
  return { date, starts: slots.map(({ start_time }) => start_time) };
}

/** What came of a booking that was asked for: the booking with its token, or what the API says to people. */
export type Booked =
  | { readonly ok: true; readonly id: string; readonly token: string }
  | { readonly ok: false; readonly status: number; readonly message: string };

/** Books as a visitor's browser would, within the limit of the visitor's address. The same key books once. */
export async function askToBook(
  server: FastifyInstance,
  request: FastifyRequest,
  { body, key }: { body: object; key: string },
): Promise<Booked> {
  const { statusCode: status, ...answer } = await server.inject({
    method: 'POST',
    url: '/v1/bookings',
    remoteAddress: request.ip,
    headers: { ...(key !== '' && { 'idempotency-key': key }) },
    payload: body,
  });
  if (status !== 201) return { ok: false, status, message: withoutPlace(answer.json().error.message) };
  const { id, cancel_token: token } = answer.json<{ id: string; cancel_token: string }>();
  return { ok: true, id, token };
}

/** The sentence without the place of the body that it is about: `body.invitee_email: must be …` is `email: must be …`. */
const withoutPlace = (message: string): string => message.replace(/^body\.(?:invitee_)?(\w+):/, '$1:');
