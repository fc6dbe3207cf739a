import type { WaitlistEntry, WaitlistJoin } from '@astrocal/sdk';
import { useCallback } from 'react';
import { joinWaitlist } from '../changes.ts';
import { useScope } from '../provider.tsx';
import { type MutationState, useMutation } from './use-mutation.ts';

export interface JoinWaitlist extends MutationState<WaitlistEntry> {
  /**
   * Puts somebody in line; the body is that of `POST /v1/waitlist`. A second click sends nothing more. Rejects with the
   * error that `error` holds; the promise may be left alone.
   */
  readonly join: (body: WaitlistJoin) => Promise<WaitlistEntry>;
  /** Forgets `data` and `error`. */
  readonly reset: () => void;
}

/** Joins the waitlist of an event type, for one of the `full_slots` of its availability or for any time. Works without a key. */
export function useJoinWaitlist(): JoinWaitlist {
  const scope = useScope();
  const [state, join, reset] = useMutation(
    useCallback((body: WaitlistJoin) => joinWaitlist(scope, body), [scope]),
  );
  return { ...state, join, reset };
}
