import type { Keyring } from '../../lib/crypto.ts';
import { bookingMessage } from './message.ts';
import type { BookingRecord } from './store.ts';
import { openToken } from './token.ts';

/** The booking without its token: whoever came with that knows it. */
export const presentBooking = bookingMessage;

/** The booking with its token, for its maker and whoever may change it. */
export const presentBookingWithToken = (row: BookingRecord, keyring: Keyring) => ({
  ...bookingMessage(row),
  cancel_token: openToken(row, keyring),
});
