import type { MessageEvent } from '@astrocal/contract';

/*
 * The life of a booking (docs/bookings.md, States): where it can be, what leads from one phase to another, and what that
 * tells. Nothing else in the server asks what a status means.
 */

export type BookingStatus = 'confirmed' | 'rescheduled' | 'pending_payment' | 'cancelled';

/** What a row tells of where its booking is. */
export interface Life {
  readonly status: BookingStatus;
  /** Until when it may be paid; null for one that is free. */
  readonly payment_expires_at: Date | null;
  readonly start_at: Date;
  readonly end_at: Date;
}

/**
 * Where a booking is.
 *
 * - `unpaid`: holds its time until it is paid.
 * - `lapsed`: was not paid in time. It reads as cancelled; whoever writes next makes it so.
 * - `ahead`, `running`, `over`: stands, and its meeting is still to come, under way, or has taken place.
 * - `cancelled`: for good.
 */
export type Phase = 'unpaid' | 'lapsed' | 'ahead' | 'running' | 'over' | 'cancelled';

/** The phase at the instant `now`. What has ended comes before what is still to happen. */
export function phaseOf({ status, payment_expires_at, start_at, end_at }: Life, now: number): Phase {
  if (status === 'cancelled') return 'cancelled';
  const isUnpaid = status === 'pending_payment';
  if (isUnpaid && payment_expires_at !== null && payment_expires_at.getTime() <= now) return 'lapsed';
  if (end_at.getTime() <= now) return 'over';
  if (start_at.getTime() <= now) return 'running';
  return isUnpaid ? 'unpaid' : 'ahead';
}

/** Whether the booking holds its time no more. */
export const isGone = (phase: Phase): boolean => phase === 'cancelled' || phase === 'lapsed';

/** Whether the meeting is under way or over. */
export const hasBegun = (phase: Phase): boolean => phase === 'running' || phase === 'over';

/** Whether the booking waits for its payment: nobody is told yet that the meeting takes place. */
export const isUnpaid = (status: BookingStatus): boolean => status === 'pending_payment';

/**
 * Whether people never heard that the meeting takes place. When it moves or ends, they hear nothing either. Once a
 * booking is paid, `payment_expires_at` is empty.
 */
export const wasNeverCertain = (
  status: BookingStatus,
  { payment_expires_at }: Pick<Life, 'payment_expires_at'>,
): boolean => isUnpaid(status) || (status === 'cancelled' && payment_expires_at !== null);

/** How long an unpaid booking holds its time. */
const unpaidHoldMs = 30 * 60_000;

/** How a booking begins, and what that tells, in this order. */
export interface Beginning extends Pick<Life, 'status' | 'payment_expires_at'> {
  readonly tells: readonly [MessageEvent, ...MessageEvent[]];
}

/** A free booking is certain at once; a priced one is unpaid, for half an hour. */
export const begin = ({ isPriced, now }: { isPriced: boolean; now: number }): Beginning =>
  isPriced
    ? {
        status: 'pending_payment',
        payment_expires_at: new Date(now + unpaidHoldMs),
        tells: ['booking.created'],
      }
    : { status: 'confirmed', payment_expires_at: null, tells: ['booking.created', 'booking.confirmed'] };

interface Transition {
  readonly from: readonly Phase[];
  to(status: BookingStatus): BookingStatus;
  readonly tells: MessageEvent;
}

const end: Omit<Transition, 'from'> = { to: () => 'cancelled', tells: 'booking.cancelled' };

/** What can happen to a booking. */
const transitions = {
  /** To another time. One that is unpaid still waits for its payment, with the time that it was given for it. */
  move: {
    from: ['unpaid', 'ahead'],
    to: (status) => (isUnpaid(status) ? status : 'rescheduled'),
    tells: 'booking.rescheduled',
  },
  /** To another host. */
  reassign: { from: ['unpaid', 'ahead'], to: (status) => status, tells: 'booking.reassigned' },
  /** The invitee did not come, or did after all: of what takes place only. */
  attend: { from: ['running', 'over'], to: (status) => status, tells: 'booking.no_show' },
  /** By whoever holds its token: not once it has begun. */
  cancel: { ...end, from: ['unpaid', 'lapsed', 'ahead'] },
  /** By the organization, which keeps books: of what has begun, too. */
  annul: { ...end, from: ['unpaid', 'lapsed', 'ahead', 'running', 'over'] },
  /** By itself, when it was not paid in time. */
  lapse: { ...end, from: ['lapsed'] },
} as const satisfies Record<string, Transition>;

type TransitionName = keyof typeof transitions;

/** What a transition makes of a booking. */
export interface LifeStep {
  readonly ok: true;
  readonly status: BookingStatus;
  /** The next one: of two messages about a booking the one with the higher revision is newer. */
  readonly revision: number;
  readonly tells: MessageEvent;
}

/** A transition that does not lead from where the booking is. */
export interface NoStep {
  readonly ok: false;
  readonly phase: Phase;
}

/** Decides whether a transition may happen at the instant `now`, and what it makes of the booking. */
export function decideStep(
  name: TransitionName,
  booking: Life & { readonly revision: number },
  now: number,
): LifeStep | NoStep {
  const { from, to, tells }: Transition = transitions[name];
  const phase = phaseOf(booking, now);
  if (!from.includes(phase)) return { ok: false, phase };
  return { ok: true, status: to(booking.status), revision: booking.revision + 1, tells };
}
