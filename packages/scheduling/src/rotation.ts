/**
 * Whose turn it is: start-time fair queueing with a bound on how far behind a host may be
 * (docs/decisions/0034-turns-by-virtual-time.md).
 */

/** One booking of a host of weight 1, in the units in which turns are counted: all weights divide it. */
export const tagUnit = 720_720;

export const largestWeight = 16;

/** How many bookings a host may have missed and still be given before others. */
const catchUpBookings = 3;

/** What a host is to get of an event type's bookings, and what it got. */
export interface HostShare {
  /** Twice the weight, twice the bookings: a whole number from 1 to 16. */
  readonly weight: number;
  /** The higher first: by the strategy `priority` before all else, otherwise only where turns are equal. */
  readonly priority: number;
  /** Up to where the host has been served on the event type's clock of turns, in tag units; 0 for a new one. */
  readonly tag: number;
  /** How many bookings it was given: the fewer the sooner, where turns and priority are equal. */
  readonly bookings: number;
}

/** How an event type's bookings go round its hosts. */
export interface Rotation {
  readonly strategy: 'round_robin' | 'priority';
  /** What the event type's clock of turns shows, in tag units; 0 at first. It moves with assignments alone. */
  readonly virtualTime: number;
}

/** Somebody who may have a turn. Without a share it is a new host of weight 1. */
export interface Contender {
  readonly id: string;
  readonly share?: HostShare;
}

/** What put one host before another. */
export type TurnReason = 'priority' | 'fair_share' | 'fewest_bookings' | 'id';

const newcomer: HostShare = { weight: 1, priority: 0, tag: 0, bookings: 0 };

type Comparison = (rotation: Rotation, a: Contender, b: Contender) => number;

const comparisons: Readonly<Record<TurnReason, Comparison>> = {
  priority: (_, a, b) => shareOf(b).priority - shareOf(a).priority,
  fair_share: (rotation, a, b) => startTag(rotation, shareOf(a)) - startTag(rotation, shareOf(b)),
  fewest_bookings: (_, a, b) => shareOf(a).bookings - shareOf(b).bookings,
  id: (_, a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)),
};

const orders: Readonly<Record<Rotation['strategy'], readonly TurnReason[]>> = {
  round_robin: ['fair_share', 'priority', 'fewest_bookings', 'id'],
  priority: ['priority', 'fair_share', 'fewest_bookings', 'id'],
};

/** Hosts in the order of their turns. Throws a RangeError where turns are compared by a weight that is not 1 to 16. */
export function inTurn<Each extends Contender>(rotation: Rotation, hosts: readonly Each[]): readonly Each[] {
  return [...hosts].sort((a, b) => comparisons[turnReason(rotation, a, b)](rotation, a, b));
}

/** Why one host's turn is before another's: the first thing in which they differ. */
export function turnReason(rotation: Rotation, a: Contender, b: Contender): TurnReason {
  const order = orders[rotation.strategy];
  return order.find((reason) => comparisons[reason](rotation, a, b) !== 0) ?? 'id';
}

/**
 * What to store when a host is given a booking: the event type's virtual time, and the host's tag. A booking that joins
 * an open group slot, and a host who takes part in every meeting, take nobody's turn.
 */
export function tagsAfterAssignment(
  rotation: Rotation,
  share: HostShare,
): { readonly virtualTime: number; readonly tag: number } {
  const start = startTag(rotation, share);
  return { virtualTime: Math.max(rotation.virtualTime, start), tag: start + costOf(share) };
}

/**
 * The host's tag when a booking is taken back before the meeting: cancelled, or reassigned to a host who then has the
 * turn. The weight is the one that the booking was given by.
 */
export function tagAfterCancellation(share: HostShare): number {
  return share.tag - costOf(share);
}

/** Where the host's next booking starts on the clock of turns: the smallest is next. */
function startTag({ virtualTime }: Rotation, share: HostShare): number {
  return Math.max(share.tag, virtualTime - catchUpBookings * costOf(share));
}

function costOf({ weight }: HostShare): number {
  if (!Number.isInteger(weight) || weight < 1 || weight > largestWeight)
    throw new RangeError(`A weight is a whole number from 1 to ${largestWeight}, not ${weight}`);
  return tagUnit / weight;
}

function shareOf({ share = newcomer }: Contender): HostShare {
  return share;
}
