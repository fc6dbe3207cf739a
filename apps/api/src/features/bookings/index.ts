import { movesOfBooking } from '../availability/index.ts';
import type { Feature } from '../feature.ts';
import { bookingsAhead, handOver as handOverPort } from '../members/index.ts';
import { expireUnpaid } from './expire-unpaid.ts';
import {
  bookingCancelled,
  bookingConfirmed,
  bookingCreated,
  bookingNoShow,
  bookingReassigned,
  bookingRescheduled,
} from './facts.ts';
import { handOver, startHandOver } from './hand-over.ts';
import { readMoves } from './read-moves.ts';
import { mountBookings } from './routes.ts';
import { countAhead } from './store-ahead.ts';
import { findBookingId } from './store-lists.ts';
import { tokensOfBookings } from './token.ts';

export { authorizeBooking } from './access.ts';
export { metadataOfBooker } from './as-booker.ts';
export { cancelBooking } from './cancel-booking.ts';
export { createBooking } from './create-booking.ts';
export {
  bookingCancelled,
  bookingConfirmed,
  bookingCreated,
  bookingReassigned,
  bookingRescheduled,
} from './facts.ts';
export { mayHaveSeveral, secondSpot } from './held-spots.ts';
export { hasBegun, isGone, isUnpaid, type Phase, phaseOf, wasNeverCertain } from './life.ts';
export { lockForClaim, readLocked } from './locking.ts';
export { bookingMessage } from './message.ts';
export { answeringRefusals, LostRace, RefusedClaim } from './refusals.ts';
export { rescheduleBooking } from './reschedule-booking.ts';
export { lastChangesOf } from './rules-cut-offs.ts';
export { type BookingKey, type BookingRecord, findBooking, findBookings } from './store.ts';
export { findHeldSpots } from './store-held-spots.ts';
export { openToken } from './token.ts';
export { authorizeViewer, viewOf } from './view.ts';

export const bookings: Feature = {
  name: 'bookings',
  tables: ['bookings', 'allocations'],
  externalIds: { booking: findBookingId },
  sealed: [tokensOfBookings],
  mount: mountBookings,
  facts: [
    bookingCreated,
    bookingConfirmed,
    bookingRescheduled,
    bookingReassigned,
    bookingCancelled,
    bookingNoShow,
  ],
  jobs: [expireUnpaid, handOver],
  ports: [
    movesOfBooking.filledWith(readMoves),
    bookingsAhead.filledWith(countAhead),
    handOverPort.filledWith(startHandOver),
  ],
};
