export { expireUnpaid } from './expire-unpaid.ts';
export { bookingMessage } from './message.ts';
export { mountBookings } from './routes.ts';
export { findBooking } from './store.ts';
export { openToken } from './token.ts';
