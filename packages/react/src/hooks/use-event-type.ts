import type { PublicEventType } from '@astrocal/sdk';
import { useMemo } from 'react';
import { useAstrocal } from '../provider.tsx';
import { eventTypeQuery } from '../queries.ts';
import { type QueryResult, useQuery } from './use-query.ts';

/** What anyone may know of an event type: its title, lengths, price, … Without an id nothing is asked. */
export function useEventType(id: string | null | undefined): QueryResult<PublicEventType> {
  const client = useAstrocal();
  return useQuery(useMemo(() => (id ? eventTypeQuery(client, id) : null), [client, id]));
}
