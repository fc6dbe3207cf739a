import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Response } from 'light-my-request';
import { askOwnServer } from '../../../http/ask-own-server.ts';
import type { DayOfTimes } from '../templates/plain-times.ts';

/** What the API refused, to be told on a page with the same status. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  /** When to try again, and where the visitor's limit stands. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The times of a date, with what kept the API from telling them where that will pass. */
export interface AskedDay extends DayOfTimes {
  readonly refusal?: Refusal;
}

export interface TimesWish {
  readonly eventTypeId: string;
  readonly date: string;
  readonly timezone: string;
  /** To book a time of this length in minutes, or to move the booking of this token. */
  readonly to:
    | { readonly book: { readonly duration: number; readonly hostId: string | undefined } }
    | { readonly move: { readonly id: string; readonly token: string } };
}

/**
 * The times of a date, asked of the API as a visitor's browser would: its limits hold for the visitor. `starts` is
 * null where it could not tell.
 */
export async function askForTimes(
  server: FastifyInstance,
  request: FastifyRequest,
  { eventTypeId, date, timezone, to }: TimesWish,
): Promise<AskedDay> {
  const query = new URLSearchParams({
    event_type_id: eventTypeId,
    start: date,
    end: date,
    timezone,
    ...('book' in to
      ? { duration: String(to.book.duration), ...(to.book.hostId && { host_id: to.book.hostId }) }
      : { booking_id: to.move.id, token: to.move.token }),
  });
  const answer = await askOwnServer(server, {
    url: `/v1/availability?${query}`,
    remoteAddress: request.address ?? '',
  });
  if (answer.statusCode !== 200) return { date, starts: null, ...passingRefusal(answer) };
  const { slots } = answer.json<{ slots: { start_time: string }[] }>();
  return { date, starts: slots.map(({ start_time }) => start_time) };
}

/** What came of a booking that was asked for: the booking with its token, or what the API says to people. */
export type Booked =
  | { readonly ok: true; readonly id: string; readonly token: string }
  | { readonly ok: false; readonly refusal: Refusal };

/** Books as a visitor's browser would, within the limit of the visitor's address. The same key books once. */
export async function askToBook(
  server: FastifyInstance,
  request: FastifyRequest,
  { body, key }: { body: object; key: string },
): Promise<Booked> {
  const answer = await askOwnServer(server, {
    method: 'POST',
    url: '/v1/bookings',
    remoteAddress: request.address ?? '',
    headers: { ...(key !== '' && { 'idempotency-key': key }) },
    payload: body,
  });
  if (answer.statusCode !== 201) return { ok: false, refusal: refusalOf(answer) };
  const { id, cancel_token: token } = answer.json<{ id: string; cancel_token: string }>();
  return { ok: true, id, token };
}

const carried = ['retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

function refusalOf(answer: Response): Refusal {
  const { statusCode: status, headers } = answer;
  return {
    status,
    message:
      status >= 500
        ? 'This is not available right now. Please try again in a moment.'
        : withoutPlace(answer.json().error.message),
    headers: Object.fromEntries(
      carried.filter((name) => headers[name] !== undefined).map((name) => [name, String(headers[name])]),
    ),
  };
}

/** Too many requests, or a server in need of a moment: the question itself was not wrong. */
const passingRefusal = (answer: Response): { refusal?: Refusal } =>
  answer.statusCode === 429 || answer.statusCode >= 500 ? { refusal: refusalOf(answer) } : {};

/** The sentence without the place of the body that it is about: `body.invitee_email: must be …` is `email: must be …`. */
const withoutPlace = (message: string): string => message.replace(/^body\.(?:invitee_)?(\w+):/, '$1:');
