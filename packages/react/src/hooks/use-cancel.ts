import type { Booking, BookingCancel } from '@astrocal/sdk';
import { useCallback } from 'react';
import { cancelBooking } from '../changes.ts';
import { useScope } from '../provider.tsx';
import type { BookingRights } from './use-booking.ts';
import { type MutationState, useMutation } from './use-mutation.ts';

export interface Cancel extends MutationState<Booking> {
  /** Cancels the booking. Rejects with the error that `error` holds; the promise may be left alone. */
  readonly cancel: (body?: BookingCancel) => Promise<Booking>;
  /** Forgets `data` and `error`. */
  readonly reset: () => void;
}

/** Cancels a booking, by its own token or the provider's key. What `useBooking` shows follows. */
export function useCancel(bookingId: string, { token }: BookingRights = {}): Cancel {
  const scope = useScope();
  const [state, cancel, reset] = useMutation(
    useCallback(
      (body?: BookingCancel) => cancelBooking(scope, { id: bookingId, token }, body),
      [scope, bookingId, token],
    ),
  );
  return { ...state, cancel, reset };
}
