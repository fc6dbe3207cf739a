export { createBooking } from './create-booking.ts';
export { expireUnpaid } from './expire-unpaid.ts';
export { lockForClaim, readLocked } from './locking.ts';
export { bookingMessage } from './message.ts';
export { answeringRefusals, LostRace, RefusedClaim } from './refusals.ts';
export { mountBookings } from './routes.ts';
export { type BookingRecord, findBooking } from './store.ts';
export { openToken } from './token.ts';
