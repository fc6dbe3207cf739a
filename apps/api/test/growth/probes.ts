import { common, type GrowthWorld, rare } from './growth-world.ts';

/** A request whose cost must not follow the number of rows. */
export interface Probe {
  readonly name: string;
  readonly method?: 'GET' | 'POST';
  /** How many items the answer holds in every world, where it is a list. */
  readonly items?: number;
  /** A range of starts may cost a page for every 60 days of history, and passes over the rest of the 60 days that it ends in. */
  readonly byStart?: boolean;
  readonly path: (world: GrowthWorld) => string;
  /** Another one each time: a time can be booked once. */
  readonly body?: (world: GrowthWorld, turn: number) => object;
  readonly status?: number;
}

type Query = Record<string, string>;

const list = (name: string, items: number, query: Query | ((world: GrowthWorld) => Query)): Probe => ({
  name: `list bookings: ${name}`,
  items,
  path: (world) => `/v1/bookings?${new URLSearchParams(typeof query === 'function' ? query(world) : query)}`,
});
const byStart = (...args: Parameters<typeof list>): Probe => ({ ...list(...args), byStart: true });

const metadata = ([key, value]: readonly [string, string]) => ({ [`metadata[${key}]`]: value });
const now = '2026-06-01T08:00:00Z';
const future = '2027-01-01T00:00:00Z';
const aWeek = { start_after: '2026-05-25T08:00:00Z', start_before: now };
const page = 20;

const bookingLists: readonly Probe[] = [
  list('all', page, {}),
  list('a deep cursor', page, ({ deepBookingId }) => ({ starting_after: deepBookingId })),
  list('common status', page, { status: 'confirmed' }),
  list('rare status', 5, { status: rare.status }),
  list('no such status', 0, { status: 'rescheduled' }),
  list('event type', 10, ({ eventTypeId }) => ({ event_type_id: eventTypeId, limit: '10' })),
  list('host', page, ({ organization }) => ({ assigned_host_id: organization.hostId })),
  list('common e-mail', page, { invitee_email: common.email }),
  list('rare e-mail', 5, { invitee_email: rare.email }),
  list('unknown e-mail', 0, { invitee_email: 'nobody@example.com' }),
  byStart('upcoming', page, { start_after: now }),
  byStart('none upcoming', 0, { start_after: future }),
  byStart('past', page, { start_before: now }),
  byStart('one week', page, aWeek),
  byStart('the oldest', 5, ({ oldestStart }) => ({
    start_before: new Date(oldestStart + 5 * 1_800_000).toISOString(),
  })),
  byStart('long past', page, ({ middleStart }) => ({ start_before: new Date(middleStart).toISOString() })),
  byStart('long past and confirmed', page, ({ middleStart }) => ({
    start_before: new Date(middleStart).toISOString(),
    status: 'confirmed',
  })),
  byStart('upcoming and confirmed', page, { start_after: now, status: 'confirmed' }),
  byStart('upcoming of a host', page, ({ organization }) => ({
    start_after: now,
    assigned_host_id: organization.hostId,
  })),
  list('common metadata', page, metadata(common.metadata)),
  list('rare metadata', 5, metadata(rare.metadata)),
  list('unknown metadata', 0, metadata(['customer', 'nobody'])),
  list('metadata in words and numbers', 1, { 'metadata[number]': '17' }),
];

export const otherReads: readonly Probe[] = [
  {
    name: 'availability of 30 days',
    path: ({ eventTypeId }) =>
      `/v1/availability?event_type_id=${eventTypeId}&start=2026-06-01&end=2026-06-30&timezone=America/New_York`,
  },
  {
    name: 'explain',
    path: ({ eventTypeId }) =>
      `/v1/availability/explain?event_type_id=${eventTypeId}&start_time=2026-06-15T09:00:00Z`,
  },
  { name: 'a booking', path: ({ upcomingBookingId }) => `/v1/bookings/${upcomingBookingId}` },
  { name: 'an event type', path: ({ eventTypeId }) => `/v1/event-types/${eventTypeId}` },
  { name: 'list event types', items: 5, path: () => '/v1/event-types?limit=5' },
  { name: 'list event types: active', items: 5, path: () => '/v1/event-types?limit=5&active=true' },
  { name: 'list event types: inactive', items: 3, path: () => '/v1/event-types?limit=5&active=false' },
  { name: 'events: from the beginning', items: page, path: () => '/v1/events' },
  {
    name: 'events: a deep cursor',
    items: page,
    path: ({ deepMessageId }) => `/v1/events?starting_after=${deepMessageId}`,
  },
  { name: 'events: a rare one', items: 5, path: () => `/v1/events?event=${rare.event}` },
  { name: 'waitlist', items: page, path: () => '/v1/waitlist' },
  {
    name: 'waitlist of an event type',
    path: ({ eventTypeId }) => `/v1/waitlist?event_type_id=${eventTypeId}&limit=5`,
    items: 5,
  },
  { name: 'waitlist: who waits', items: 5, path: () => '/v1/waitlist?status=waiting&limit=5' },
  { name: 'API keys', path: () => '/v1/api-keys' },
  { name: 'embedded sessions', path: () => '/v1/embed-sessions' },
];

const firstFree = Date.parse('2026-06-03T00:00:00Z');

export const bookingProbe: Probe = {
  name: 'create a booking',
  method: 'POST',
  status: 201,
  path: () => '/v1/bookings',
  body: ({ eventTypeId }, turn) => ({
    event_type_id: eventTypeId,
    start_time: new Date(firstFree + turn * 1_800_000).toISOString().replace('.000Z', 'Z'),
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
    metadata: { source: 'web', number: turn },
  }),
};

export const probes: readonly Probe[] = [...otherReads, ...bookingLists, bookingProbe];

/** Sends the request; throws unless it is answered as it must be in every world. */
export async function send(
  world: GrowthWorld,
  { name, method = 'GET', path, body, items, status = 200 }: Probe,
  turn = 0,
) {
  const answer = await world.api.call(method, path(world), {
    key: world.organization.key,
    ...(body && { body: body(world, turn) }),
  });
  const count = answer.body?.data?.length;
  if (answer.status !== status || (items !== undefined && count !== items))
    throw new Error(
      `${name}: ${answer.status} with ${count} of ${items} items: ${JSON.stringify(answer.body).slice(0, 500)}`,
    );
}
