import type { Keyring } from '../../lib/crypto.ts';
import { bookingMessage } from './message.ts';
import type { BookingRecord } from './store.ts';
import { openToken } from './token.ts';

/** The booking as the bearer of its token sees it: who came with the token knows it. */
export const presentBooking = bookingMessage;

/** The booking with its token, for its maker and for API keys. */
export const presentBookingWithToken = (row: BookingRecord, keyring: Keyring) => ({
  ...bookingMessage(row),
  cancel_token: openToken(row, keyring),
});
