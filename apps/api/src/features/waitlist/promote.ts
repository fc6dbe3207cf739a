import { formatInstant, type Instant } from '@astrocal/scheduling';
import type { Tx } from '../../db/database.ts';
import { answered } from '../../db/transactions.ts';
import type { Deps } from '../../deps.ts';
import { record } from '../../events/record.ts';
import { lotsOf } from '../../lib/lots.ts';
import { system } from '../../lib/principal.ts';
import { readSnapshot, type Snapshot } from '../availability/index.ts';
import {
  answeringRefusals,
  createBooking,
  findHeldSpots,
  lockForClaim,
  mayHaveSeveral,
  readLocked,
} from '../bookings/index.ts';
import { expireEntries, factOf } from './expire.ts';
import { findFitting, startsOfLine } from './rules.ts';
import { type EntryRow, endEntry, keyOf, type LineKey, takeWaiting } from './store.ts';
import { findLine, type Waiting } from './store-waiting.ts';

/** Books for those in line whatever fits them, one after the other. Harmless to run twice, or beside itself. */
export async function promoteLine(deps: Deps, eventType: LineKey): Promise<void> {
  while (await promoteNext(deps, eventType));
}

/**
 * The same for several event types that share their host: of those who fit, whoever joined first comes first. Which
 * event type is next is seen without locks, and decided again under them.
 */
export async function promoteLines(deps: Deps, eventTypes: readonly LineKey[]): Promise<void> {
  let left = eventTypes;
  for (;;) {
    const firsts = await Promise.all(
      left.map(async (each) => ({ each, since: await joinedFirst(deps, each) })),
    );
    const fitting = firsts.filter(({ since }) => since !== undefined);
    const next = fitting.sort((a, b) => (a.since ?? 0) - (b.since ?? 0))[0];
    if (!next) return;
    const promoted = await promoteNext(deps, next.each);
    left = fitting.map(({ each }) => each).filter((each) => promoted || each !== next.each);
  }
}

/** When the first in line who fits has joined. */
async function joinedFirst(deps: Deps, eventType: LineKey): Promise<number | undefined> {
  const { db } = deps.database;
  const now = deps.clock.now();
  const line = await findLine(db, eventType, new Date(now));
  if (line.length === 0) return undefined;
  const snapshot = await readSnapshot(db, {
    eventType: keyOf(eventType),
    range: startsOfLine(line, now),
    now,
  });
  if (!snapshot) return undefined;
  const [first] = findFitting(line, snapshot, now);
  return first?.waiting.joinedAt;
}

/** Books for the first in line who fits, as anyone would book. False when there is nobody left to do this for. */
const promoteNext = (deps: Deps, eventType: LineKey): Promise<boolean> =>
  answeringRefusals(deps, () => deps.database.inTransaction((tx) => promoteOne(deps, tx, eventType)));

/** Under the locks that every booking of the event type takes: what is seen free here stays free until it is booked. */
async function promoteOne(deps: Deps, tx: Tx, eventType: LineKey): Promise<boolean> {
  const plan = await lockForClaim(deps, tx, keyOf(eventType));
  if (!plan) return false;
  await answered(tx);
  const now = deps.clock.now();
  const line = await findLine(tx, eventType, new Date(now));
  if (line.length === 0) return false;
  const range = startsOfLine(line, now);
  const snapshot = await readLocked(deps, tx, { plan, eventType: keyOf(eventType), range, now });
  if (snapshot.eventType.deleted_at !== null) {
    return expireEntries(deps, tx, eventType, { who: 'all', now });
  }
  const first = snapshot.eventType.active ? await findFirst(tx, snapshot, { line, now }) : undefined;
  if (!first) return false;
  const entry = await takeWaiting(tx, eventType, first.waiting.id);
  // Who has just left makes way for the next.
  if (entry) await bookFor(deps, tx, entry, { start: first.start, now });
  return true;
}

/**
 * The first in line whom a slot fits, and which. Whoever has a spot in it, or gave it up since they joined, did not mean
 * to get it again.
 */
async function findFirst(
  tx: Tx,
  snapshot: Snapshot,
  { line, now }: { line: readonly Waiting[]; now: Instant },
): Promise<{ waiting: Waiting; start: Instant } | undefined> {
  const severalAllowed = mayHaveSeveral(snapshot.eventType);
  for (const { waiting, starts } of findFitting(line, snapshot, now)) {
    const start = severalAllowed ? starts[0] : await firstWithoutSpot(tx, snapshot, { waiting, starts, now });
    if (start !== undefined) return { waiting, start };
  }
  return undefined;
}

async function firstWithoutSpot(
  tx: Tx,
  { eventType }: Snapshot,
  { waiting, starts, now }: { waiting: Waiting; starts: readonly Instant[]; now: Instant },
): Promise<Instant | undefined> {
  const { email, durationMinutes, joinedAt } = waiting;
  const orGivenUpSince = new Date(joinedAt);
  for (const lot of lotsOf(starts)) {
    const slots = { emails: [email], starts: lot, durationMinutes, now };
    const spots = await findHeldSpots(tx, eventType, { ...slots, orGivenUpSince });
    const held = new Set(spots.map(({ start }) => start));
    const start = lot.find((each) => !held.has(each));
    if (start !== undefined) return start;
  }
  return undefined;
}

async function bookFor(
  deps: Deps,
  tx: Tx,
  entry: EntryRow,
  { start, now }: { start: Instant; now: Instant },
): Promise<void> {
  const booking = await createBooking(deps, tx, system, {
    event_type_id: entry.event_type_id,
    start_time: formatInstant(start),
    duration: entry.duration_minutes,
    invitee_name: entry.invitee_name,
    invitee_email: entry.invitee_email,
    invitee_timezone: entry.invitee_timezone,
    notes: entry.notes,
  });
  const changes = { status: 'promoted' as const, booking_id: booking.id, updated_at: new Date(now) };
  await endEntry(tx, entry, changes);
  record(deps, tx, { by: system, now }, factOf({ ...entry, ...changes }, 'waitlist.promoted', now));
}
