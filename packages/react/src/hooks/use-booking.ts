import type { Booking } from '@astrocal/sdk';
import { useMemo } from 'react';
import { useAstrocal } from '../provider.tsx';
import { bookingQuery } from '../queries.ts';
import { type QueryResult, useQuery } from './use-query.ts';

export interface BookingRights {
  /** The `cancel_token` of the booking or waitlist entry, where the provider has no key. */
  readonly token?: string | undefined;
}

/** A booking, by its own token or the provider's key. Without an id nothing is asked. */
export function useBooking(
  id: string | null | undefined,
  { token }: BookingRights = {},
): QueryResult<Booking> {
  const client = useAstrocal();
  return useQuery(useMemo(() => (id ? bookingQuery(client, id, token) : null), [client, id, token]));
}
