import {
  type EmbedKind,
  type EmbedSessionCreate,
  embedSessionBounds,
  type Mode,
  type Permission,
} from '@astrocal/contract';
import type { Static } from 'typebox';
import { type Issue, invalid } from '../../lib/api-error.ts';

type Body = Static<typeof EmbedSessionCreate>;

const shape = /^es_(?:live|test)_[A-Za-z0-9_-]{43}$/;

/** A token from 32 random bytes in base64url: `es_<mode>_` and 43 characters (docs/embedding.md). */
export const formatToken = (mode: Mode, secret: string): string => `es_${mode}_${secret}`;

/** Whether the text could be a token at all; anything else is not looked up. */
export const looksLikeToken = (text: string): boolean => shape.test(text);

/** Which fields a kind has, the first of them always. */
const fieldsOf = {
  booker: ['event_type_id', 'host_id', 'attendee', 'metadata'],
  booking: ['booking_id'],
  host: ['member_id', 'read_only'],
} as const satisfies Record<EmbedKind, readonly (keyof Body)[]>;

const kindFields = Object.values(fieldsOf).flat();

/** What a session is asked for, by its kind. */
export type WantedReach =
  | {
      readonly kind: 'booker';
      readonly event_type_id: string;
      readonly host_id: string | null;
      readonly attendee: Body['attendee'] | null;
      readonly metadata: NonNullable<Body['metadata']>;
    }
  | { readonly kind: 'booking'; readonly booking_id: string }
  | { readonly kind: 'host'; readonly member_id: string; readonly read_only: boolean };

/** What a body asks for. Throws `validation_error` where the kind lacks its field, or has one of another kind. */
export function parseReach(body: Body): WantedReach {
  const fields: readonly (keyof Body)[] = fieldsOf[body.kind];
  const [needed] = fieldsOf[body.kind];
  const issues: Issue[] = kindFields
    .filter((field) => body[field] !== undefined && !fields.includes(field))
    .map((field) => ({ path: `body.${field}`, message: `does not stand with the kind ${body.kind}` }));
  if (body[needed] === undefined)
    issues.unshift({ path: `body.${needed}`, message: `is required with the kind ${body.kind}` });
  if (issues.length > 0) throw invalid(...issues);
  const { event_type_id = '', booking_id = '', member_id = '', read_only = false } = body;
  if (body.kind === 'booking') return { kind: 'booking', booking_id };
  if (body.kind === 'host') return { kind: 'host', member_id, read_only };
  const { host_id = null, attendee = null, metadata = {} } = body;
  return { kind: 'booker', event_type_id, host_id, attendee, metadata };
}

/** What whoever makes a session has themselves: none gives what it lacks. */
export function permissionsFor(reach: WantedReach): readonly Permission[] {
  if (reach.kind === 'booker') return ['event_types.read', 'availability.read', 'bookings.create'];
  if (reach.kind === 'booking') return ['availability.read', 'bookings.read', 'bookings.change'];
  const reading: readonly Permission[] = ['availability.read', 'bookings.read', 'schedules.read'];
  return reach.read_only ? reading : [...reading, 'bookings.change', 'schedules.write'];
}

const loopback = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;
const secure = /^https:\/\/[a-z0-9.-]+(?::\d+)?$/;

/** Origins as browsers spell them. Throws `validation_error` for what is none; http counts on this machine alone. */
export function parseOrigins(origins: readonly string[]): readonly string[] {
  const isOrigin = (text: string) =>
    (secure.test(text) || loopback.test(text)) && URL.canParse(text) && new URL(text).origin === text;
  const issues = origins.flatMap((text, i): Issue[] =>
    isOrigin(text)
      ? []
      : [
          {
            path: `body.allowed_origins.${i}`,
            message: 'must be an origin in lower case, such as https://app.example.com, without a path',
          },
        ],
  );
  if (issues.length > 0) throw invalid(...issues);
  return origins;
}

const dayMs = 24 * 60 * 60_000;

/**
 * When a session ends, epoch milliseconds: `expires_in` seconds from now, of a booking without it a day after its end,
 * and never after the key that made it.
 */
export function endOf(
  { kind, expires_in }: Pick<Body, 'kind' | 'expires_in'>,
  { now, bookingEnd, makerEnd }: { now: number; bookingEnd: number | null; makerEnd: number | null },
): number {
  const usual =
    bookingEnd === null
      ? now + embedSessionBounds[kind === 'host' ? 'host' : 'booker'] * 1_000
      : bookingEnd + dayMs;
  const end = expires_in === undefined ? usual : now + expires_in * 1_000;
  return Math.min(end, makerEnd ?? Number.POSITIVE_INFINITY);
}

/** Whether a session is none any more. */
export const isOver = (
  { expires_at, ended_at }: { readonly expires_at: Date; readonly ended_at: Date | null },
  now: number,
): boolean => ended_at !== null || expires_at.getTime() <= now;
