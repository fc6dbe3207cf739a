import { type Booking, isApiError } from '@astrocal/sdk';
import { useCallback } from 'react';
import { createBooking, rescheduleBooking } from '../changes.ts';
import { type MutationState, useMutation } from '../hooks/use-mutation.ts';
import { useScope } from '../provider.tsx';
import type { RescheduleTarget } from '../queries.ts';
import type { ChoosableSlot } from './flow-state.ts';
import { type BookingDetails, type ChosenSlot, createBodyOf, rescheduleBodyOf } from './submission.ts';

export interface FlowSubmit extends MutationState<Booking> {
  readonly submit: (choice: ChosenSlot, details: BookingDetails) => Promise<Booking>;
  readonly reset: () => void;
  /** Up to three free times near the one that was just refused. */
  readonly alternatives: readonly ChoosableSlot[];
}

const none: readonly ChoosableSlot[] = [];

/** Sends a choice: as a new booking or, with a target, as its new time. */
export function useFlowSubmit(target: RescheduleTarget | undefined): FlowSubmit {
  const scope = useScope();
  const id = target?.bookingId;
  const token = target?.token;
  const [state, submit, reset] = useMutation(
    useCallback(
      (choice: ChosenSlot, details: BookingDetails) =>
        id === undefined
          ? createBooking(scope, createBodyOf(choice, details))
          : rescheduleBooking(scope, { id, token }, rescheduleBodyOf(choice, details)),
      [scope, id, token],
    ),
  );
  const { error } = state;
  const alternatives = isApiError(error, 'slot_unavailable') ? (error.details?.alternatives ?? none) : none;
  return { ...state, submit, reset, alternatives };
}
