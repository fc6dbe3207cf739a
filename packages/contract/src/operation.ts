import type { TSchema } from 'typebox';
import type { ErrorCode } from './errors.ts';
import type { EmbedKind, Permission } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call an operation:
 * `key` needs an API key or a session; `public` takes none, or one of these; `token` takes one of these, or the `?token=` of
 * one booking or waitlist entry; `session` needs a session: it is about the account of whoever is signed in; `open` looks
 * at no credentials at all (health, the specification, signing in).
 */
export type Access = 'key' | 'public' | 'token' | 'session' | 'open';

/**
 * The rate limits of callers without a key: reading availability, creating bookings and waitlist entries, or changing
 * them by their token.
 */
export type PublicLimit = 'availability' | 'creates' | 'changes';

export interface OperationAnswer {
  readonly description: string;
  /** Absent where the answer has no body (204). */
  readonly body?: TSchema;
  readonly example?: unknown;
}

/** One operation of the API: router, OpenAPI, access tests and clients derive from this record. */
export type Operation = OpenOperation | GuardedOperation;

interface OpenOperation extends AnyOperation {
  readonly access: 'open';
  readonly permission?: never;
  readonly embed?: never;
}

/** One that looks at who calls, and so at what they may. */
export interface GuardedOperation extends AnyOperation {
  readonly access: Exclude<Access, 'open'>;
  readonly permission: Permission;
  /**
   * The embedded sessions that come to it, each to what it is for alone; none unless told. One that may only read changes
   * nothing, whatever stands here.
   */
  readonly embed?: readonly EmbedKind[];
}

interface AnyOperation {
  readonly method: Method;
  readonly path: string;
  readonly operationId: string;
  /** Its method in the SDK: `resource.verb`. */
  readonly sdk: `${string}.${string}`;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /** True where calls with a key do not count to its rate limit. */
  readonly uncounted?: true;
  /** Which of the limits per address holds for callers without a key; none unless told. */
  readonly publicLimit?: PublicLimit;
  /** True where the answer signs a browser in or out: a page of another site may not ask for it. */
  readonly changesCookie?: true;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** True where a request without a body means an empty object. */
  readonly bodyOptional?: true;
  readonly requestExample?: unknown;
  /** True where the answer holds a secret that is told once: only the key that asked has it told again. */
  readonly answersSecret?: true;
  readonly answers: Readonly<Record<number, OperationAnswer>>;
  /** The codes particular to this operation; those that every operation shares are added by `errorsOf`. */
  readonly errors?: readonly ErrorCode[];
}

export const tags = {
  'Event types': 'Templates for bookable meetings: length, buffers, capacity, caps.',
  Hosts: 'Who holds the meetings of an event type, and in which turn.',
  Schedules: 'When a member can meet.',
  Absences: 'When a member is away.',
  Availability: 'Weekly hours, bookable times, and why a time is not bookable.',
  Bookings: 'Create, read, move and cancel bookings.',
  'Embedded sessions':
    'Let the users of a product book, change a booking or keep a host’s hours, without an account here.',
  Waitlist: 'Stand in line for a time that is taken; a spot that opens is booked at once.',
  Accounts: 'Signing in, sessions, and the account of whoever is signed in.',
  Members: 'The people of the organization, and what sets them apart.',
  Invitations: 'Having people join, each with an account of their own.',
  Organization: 'What people know the organization by.',
  'API keys': 'Keys for live and test mode.',
  Webhooks: 'Endpoints that are told of events, and what was sent to them.',
  Events: 'The log of everything that happened.',
  Mails: 'What was written to people, sent or captured.',
  Usage: 'Rate limits, and what is used of them.',
  Service: 'The state of the server and this document.',
} as const;
export type Tag = keyof typeof tags;

/** Keeps the literal types of an operation, so that its handler is checked against them. */
export const operation = <const O extends Operation>(entry: O): O => entry;

/** Whether it is about what an organization has, which is counted and limited by whose it is. */
const isOfOrganization = ({ access }: Operation): boolean => access !== 'open' && access !== 'session';

/** True for the methods that change something and so take an Idempotency-Key (docs/idempotency.md). */
export const takesIdempotencyKey = (op: Operation) => isOfOrganization(op) && changes(op);

const changes = ({ method }: Operation) => method === 'POST' || method === 'PATCH' || method === 'DELETE';

/** Whether callers without a key may bring the token of a booking or waitlist entry. */
export const takesToken = ({ query }: Pick<Operation, 'query'>): boolean =>
  'token' in ((query as { properties?: object } | undefined)?.properties ?? {});

/** Whether calls of the operation count to a rate limit, of a key or of an address. */
export const isCounted = (op: Operation) => isOfOrganization(op) && !op.uncounted;

/** Every error code that the operation may answer, in the order of the catalogue's statuses. */
export function errorsOf(op: Operation): readonly ErrorCode[] {
  const codes = new Set<ErrorCode>(op.errors);
  codes.add('validation_error');
  if (op.access !== 'open') codes.add('unauthorized');
  // A key may have been given less than it takes, a person's role may not have it, and other sites sign nobody in.
  if (op.access !== 'open' || op.changesCookie) codes.add('forbidden');
  if (isCounted(op) || op.publicLimit) codes.add('rate_limit_exceeded');
  if (op.params) codes.add('not_found');
  // A body is read before it is known whether the operation takes one.
  if (op.method !== 'GET') codes.add('payload_too_large').add('unsupported_media_type');
  if (takesIdempotencyKey(op)) codes.add('idempotency_in_progress').add('idempotency_key_reused');
  codes.add('internal_error').add('unavailable');
  return [...codes];
}
