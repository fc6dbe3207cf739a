import type { WaitlistEntry } from '@astrocal/sdk';
import { useCallback } from 'react';
import { leaveWaitlist } from '../changes.ts';
import { useScope } from '../provider.tsx';
import type { BookingRights } from './use-booking.ts';
import { type MutationState, useMutation } from './use-mutation.ts';

export interface LeaveWaitlist extends MutationState<WaitlistEntry> {
  /** Leaves. Rejects with the error that `error` holds; the promise may be left alone. */
  readonly leave: () => Promise<WaitlistEntry>;
  /** Forgets `data` and `error`. */
  readonly reset: () => void;
}

/** Leaves the waitlist, by the entry's own token or the provider's key. */
export function useLeaveWaitlist(entryId: string, { token }: BookingRights = {}): LeaveWaitlist {
  const scope = useScope();
  const [state, leave, reset] = useMutation(
    useCallback(() => leaveWaitlist(scope, { id: entryId, token }), [scope, entryId, token]),
  );
  return { ...state, leave, reset };
}
