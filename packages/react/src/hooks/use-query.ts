import { useCallback, useSyncExternalStore } from 'react';
import { type Query, unasked } from '../cache/query.ts';
import { useScope } from '../provider.tsx';

/** What a component knows of something that it reads. */
export interface QueryResult<T> {
  /** The newest answer, also while a newer one is asked for. Undefined until there is one. */
  readonly data: T | undefined;
  /** Why the last request failed: an `ApiError`, `ConnectionError` or `TimeoutError` of the SDK. */
  readonly error: Error | undefined;
  /** There is neither an answer nor an error yet. False where there is nothing to ask. */
  readonly isLoading: boolean;
  /** A request is running, the first or a later one. */
  readonly isFetching: boolean;
  /** Asks again now. */
  readonly refetch: () => void;
}

const leave = () => {};

/**
 * Reads a query and follows its changes; null asks nothing. The query must be the same object as long as it is the
 * same question. On a server, and while a page hydrates, nothing is answered yet.
 */
export function useQuery<T>(query: Query<T> | null): QueryResult<T> {
  const { cache } = useScope();
  const subscribe = useCallback(
    (onChange: () => void) => (query ? cache.watch(query, onChange) : leave),
    [cache, query],
  );
  const snapshot = useSyncExternalStore(
    subscribe,
    () => (query ? cache.read(query) : unasked),
    () => unasked,
  );
  const refetch = useCallback(() => {
    if (query) cache.refetch(query);
  }, [cache, query]);
  const { data, error, isFetching } = snapshot;
  const isLoading = query !== null && data === undefined && error === undefined;
  return { data, error, isLoading, isFetching: isFetching || isLoading, refetch };
}
