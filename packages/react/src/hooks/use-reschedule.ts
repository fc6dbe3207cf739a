import type { Booking, BookingReschedule } from '@astrocal/sdk';
import { useCallback } from 'react';
import { rescheduleBooking } from '../changes.ts';
import { useScope } from '../provider.tsx';
import type { BookingRights } from './use-booking.ts';
import { type MutationState, useMutation } from './use-mutation.ts';

export interface Reschedule extends MutationState<Booking> {
  /** Moves the booking. Rejects with the error that `error` holds; the promise may be left alone. */
  readonly reschedule: (body: BookingReschedule) => Promise<Booking>;
  /** Forgets `data` and `error`. */
  readonly reset: () => void;
}

/** Moves a booking to another slot, by its own token or the provider's key. What `useBooking` shows follows. */
export function useReschedule(bookingId: string, { token }: BookingRights = {}): Reschedule {
  const scope = useScope();
  const [state, reschedule, reset] = useMutation(
    useCallback(
      (body: BookingReschedule) => rescheduleBooking(scope, { id: bookingId, token }, body),
      [scope, bookingId, token],
    ),
  );
  return { ...state, reschedule, reset };
}
