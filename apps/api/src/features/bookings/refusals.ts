import {
  alternativesCentre,
  alternativesSpanMs,
  findAlternatives,
  formatInstant,
  type Instant,
  type SlotRefusal,
} from '@astrocal/scheduling';
import { constraintOf } from '../../db/sqlstate.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import { instantTextOrNull } from '../../lib/instants.ts';
import {
  forWish,
  type HostWish,
  questionOf,
  readSnapshot,
  refusalSentences,
  type Snapshot,
} from '../availability/index.ts';
import type { EventTypeKey } from '../event-types/index.ts';
import { sharedStarts } from './held-spots.ts';
import { type HostsOfMove, questionsOfMove, snapshotWithout } from './moving.ts';
import type { BookingRecord } from './store.ts';
import { findHeldSpots } from './store-held-spots.ts';

const maxAttempts = 4;

/** What was asked for when a time was refused: enough to look for other times. */
export interface SlotWish {
  readonly eventType: EventTypeKey;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly durationMinutes: number;
  readonly spots: number;
  /** A booking that moves was received already: caps do not judge it again. */
  readonly isMove: boolean;
  /** Of those who could hold it this one only. */
  readonly only?: string | undefined;
  /** Of those who could hold it only who has all of these. */
  readonly attributes?: HostWish['attributes'];
  /** That booking: its own time is free for it, and no other time. */
  readonly moving?: Pick<BookingRecord, 'id' | 'allocation_id' | 'attendee_count' | 'start_at' | 'hosts'>;
  /** Who may hold it then. */
  readonly host?: HostsOfMove;
  /** Addresses of which none can have a second spot in a slot; left out where they can. */
  readonly oneSpotFor?: readonly string[];
}

/** The event type as it is for who is wished to hold the booking. Throws `host_unavailable` where nobody is. */
export const asWished = (snapshot: Snapshot, { only, attributes }: SlotWish): Snapshot =>
  only === undefined && attributes === undefined ? snapshot : forWish(snapshot, { hostId: only, attributes });

/** Thrown inside a transaction when a time cannot be claimed; `answeringRefusals` makes the answer of it. */
export class RefusedClaim extends Error {
  override readonly name = 'RefusedClaim';
  readonly wish: SlotWish;
  readonly reason: SlotRefusal;
  /** With `cap_reached`: when the cap opens again; null where it does not. */
  readonly resetsAt: Instant | null;
  constructor(wish: SlotWish, reason: SlotRefusal, resetsAt: Instant | null = null) {
    super(refusalSentences[reason]);
    this.wish = wish;
    this.reason = reason;
    this.resetsAt = resetsAt;
  }
}

/** Thrown inside a transaction that was decided on what is no longer so: it is run again from the start. */
export class LostRace extends Error {
  override readonly name = 'LostRace';
}

/**
 * Runs a transaction that claims a time. When the database has the last word (another claim came first), it runs
 * again, so that the decider gives its own reason; a refusal is answered with alternatives, which are looked for
 * after the transaction, when its locks are free. Throws `slot_unavailable`, `booking_cap_reached`.
 */
export async function answeringRefusals<T>(deps: Deps, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (error instanceof RefusedClaim) throw await toApiError(deps, error);
      if (constraintOf(error) === 'bookings_external_id')
        throw new ApiError('conflict', 'A booking has this external_id already.');
      const word = lastWordOf(error);
      if (!word) throw error;
      if (attempt === maxAttempts)
        throw new ApiError('slot_unavailable', refusalSentences[word], { reason: word, alternatives: [] });
    }
  }
}

/** The reason behind a constraint's veto; undefined for any other error. */
function lastWordOf(error: unknown): SlotRefusal | undefined {
  if (error instanceof LostRace) return 'booked';
  const constraint = constraintOf(error);
  if (constraint === 'allocations_one_place') return 'booked';
  if (constraint === 'allocations_spots') return 'full';
  return undefined;
}

async function toApiError(deps: Deps, { wish, reason, message, resetsAt }: RefusedClaim): Promise<ApiError> {
  if (reason === 'cap_reached')
    return new ApiError('booking_cap_reached', undefined, { resets_at: instantTextOrNull(resetsAt) });
  const alternatives = await findOtherTimes(deps, wish);
  return new ApiError('slot_unavailable', message, { reason, alternatives });
}

/** Up to three bookable times near the one that was wished for. */
async function findOtherTimes(deps: Deps, wish: SlotWish) {
  const { eventType, start, moving, host, oneSpotFor: _, ...wanted } = wish;
  const now = deps.clock.now();
  const ask = async (centre: number) => {
    const range = { start: centre - alternativesSpanMs, end: centre + alternativesSpanMs };
    const snapshot = await readSnapshot(deps.database.db, { eventType, range, now });
    if (!snapshot) return undefined;
    if (!moving) return { snapshot, question: questionOf(asWished(snapshot, wish), { ...wanted, now }) };
    const whole = questionOf(snapshotWithout(snapshot, moving), { ...wanted, now });
    const question = questionsOfMove(whole, moving, host).at(-1);
    return question && { snapshot, question };
  };
  let asked = await ask(start);
  const centre = asked && alternativesCentre(asked.question, start);
  if (centre !== undefined && centre !== start) asked = await ask(centre);
  if (!asked) return [];
  const except = await findOwnStarts(deps, asked.snapshot, { wish, now });
  return findAlternatives(asked.question, start, 3, except).map((slot) => ({
    start_time: formatInstant(slot.start),
    end_time: formatInstant(slot.end),
  }));
}

/** The starts that are none for who asks: of the booking which moves, and where an address has its spot already. */
async function findOwnStarts(
  deps: Deps,
  snapshot: Snapshot,
  { wish, now }: { wish: SlotWish; now: number },
): Promise<number[]> {
  const { moving, oneSpotFor: emails = [], durationMinutes } = wish;
  const own = moving ? [moving.start_at.getTime()] : [];
  if (emails.length === 0) return own;
  const starts = sharedStarts(snapshot, durationMinutes);
  const question = { emails, starts, durationMinutes, now, ...(moving && { except: moving.id }) };
  const spots = await findHeldSpots(deps.database.db, snapshot.eventType, question);
  return [...own, ...spots.map(({ start }) => start)];
}
