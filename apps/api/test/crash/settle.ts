import { expect } from 'vitest';
import type { TestAnswer } from '../harness/api.ts';
import { findFaults, type Tables } from '../harness/reconcile.ts';
import { enter, type KnownBooking, type Ledger, type Request, unfairSlots } from './ledger.ts';
import { send } from './writers.ts';

const copies = 3;
/** How many requests are repeated at the same time. */
const atOnce = 8;

/** What became of the requests that nobody knew the outcome of. */
export interface Replayed {
  /** How many there were. */
  readonly unknown: number;
  /** How many of them had been done: every copy was a replay. */
  readonly doneBefore: number;
}

/**
 * Repeats every request of unknown outcome under its key, several copies at once. They agree on one outcome, and at
 * most one of them did it.
 */
export async function replayUnknown(ledger: Ledger, url: string): Promise<Replayed> {
  const requests = ledger.unknown;
  ledger.unknown = [];
  let doneBefore = 0;
  const replay = async (request: Request): Promise<void> => {
    const answers = await Promise.all(Array.from({ length: copies }, () => send(request, url)));
    const known = answers.filter((answer) => typeof answer === 'object') as TestAnswer[];
    expect(known, `${request.key} was answered`).toHaveLength(copies);
    const done = known.filter(({ status }) => status < 300);
    const fresh = done.filter(({ headers }) => headers['idempotent-replayed'] !== 'true');
    expect(new Set(done.map(({ body }) => JSON.stringify(body))).size, request.key).toBeLessThan(2);
    expect(fresh.length, `${request.key} was done anew`).toBeLessThan(2);
    if (done.length > 0 && fresh.length === 0) doneBefore++;
    // A slot can become free between two copies, by the replay of another request: then one of them got it.
    expect(enter(ledger, request, done[0] ?? (known[0] as TestAnswer)), request.key).toBe(true);
  };
  for (let from = 0; from < requests.length; from += atOnce)
    await Promise.all(requests.slice(from, from + atOnce).map(replay));
  return { unknown: requests.length, doneBefore };
}

interface StoredBooking {
  readonly id: string;
  readonly key: string;
  readonly start_at: Date;
  readonly status: string;
  readonly revision: number;
  readonly holds: boolean | null;
  readonly events: string[] | null;
}

/** Every booking, whether it holds spots of a live allocation at its time, and what the log tells of it. */
const everyBooking = `
  with told as (select organization_id, data ->> 'id' as id, array_agg(event) as events from events group by 1, 2)
  select b.id, b.metadata ->> 'key' as key, b.start_at, b.status, b.revision, told.events,
    a.released_at is null and a.slot_start = b.start_at and a.spots_taken >= b.attendee_count
      and b.status <> 'cancelled' as holds
  from bookings b left join allocations a on a.organization_id = b.organization_id and a.id = b.allocation_id
    left join told on told.organization_id = b.organization_id and told.id = b.id`;

/** Call it when no outcome is unknown: the tables say what the server has acknowledged, and nothing else is in them. */
export async function expectNothingLost(ledger: Ledger, tables: Tables): Promise<void> {
  expect(ledger.unknown).toEqual([]);
  expect(ledger.faults).toEqual([]);
  const stored = await tables.query<StoredBooking>(everyBooking);
  expect(lostOf(ledger, stored)).toEqual([]);
  expect(stored.filter(({ id }) => !ledger.bookings.has(id))).toEqual([]);
  expect(unfairSlots(ledger)).toEqual([]);
  expect(await findFaults(tables)).toEqual([]);
}

/** The acknowledged bookings that the tables do not show as they were acknowledged. */
function lostOf({ bookings }: Ledger, stored: readonly StoredBooking[]): KnownBooking[] {
  const byId = new Map(stored.map((each) => [each.id, each]));
  return [...bookings.values()].filter((known) => {
    const found = byId.get(known.id);
    return !found || !isAsAcknowledged(found, known);
  });
}

function isAsAcknowledged(found: StoredBooking, known: KnownBooking): boolean {
  // Nobody pays here: an unpaid booking ends by itself, which no request is told.
  const lapsed = known.status === 'pending_payment' && found.status === 'cancelled';
  const status = lapsed ? found.status : known.status;
  return (
    found.status === status &&
    found.key === known.key &&
    found.revision === known.revision + (lapsed ? 1 : 0) &&
    found.start_at.getTime() === Date.parse(known.startTime) &&
    found.holds === (status !== 'cancelled') &&
    found.events?.includes('booking.created') === true
  );
}
