import type { Booking, BookingCreate } from '@astrocal/sdk';
import { useCallback } from 'react';
import { createBooking } from '../changes.ts';
import { useScope } from '../provider.tsx';
import { type MutationState, useMutation } from './use-mutation.ts';

export interface CreateBooking extends MutationState<Booking> {
  /**
   * Books; the body is that of `POST /v1/bookings`. A second click sends nothing more, and sending the same again
   * after a lost answer books once. Rejects with the error that `error` holds; the promise may be left alone.
   */
  readonly create: (body: BookingCreate) => Promise<Booking>;
  /** Forgets `data` and `error`. */
  readonly reset: () => void;
}

/** Books a slot. Works without a key. */
export function useCreateBooking(): CreateBooking {
  const scope = useScope();
  const [state, create, reset] = useMutation(
    useCallback((body: BookingCreate) => createBooking(scope, body), [scope]),
  );
  return { ...state, create, reset };
}
