import { Astrocal } from '@astrocal/sdk';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { type Cache, createCache } from './cache/cache.ts';
import { watchForReturn } from './cache/refetch-on-return.ts';
import { createSubmissions, type Submissions } from './cache/submissions.ts';

/** What the hooks below one provider share. */
export interface Scope {
  readonly client: Astrocal;
  readonly cache: Cache;
  readonly submissions: Submissions;
}

const ScopeContext = createContext<Scope | null>(null);

export interface AstrocalProviderProps {
  /** A key is for servers and trusted machines: whoever opens a page can read it there. Booking needs none. */
  readonly apiKey?: string | undefined;
  /** Where the API is, such as `https://booking.example.com`. */
  readonly baseUrl?: string | undefined;
  /** A client of your own, in place of `apiKey`. */
  readonly client?: Astrocal | undefined;
  readonly children?: ReactNode;
}

/**
 * Gives the hooks and widgets below it a client and a cache. Another `apiKey`, `baseUrl` or `client` begins with an
 * empty cache: nothing that one key has read is shown to another.
 */
export function AstrocalProvider({ apiKey, baseUrl, client, children }: AstrocalProviderProps) {
  const scope = useMemo(
    (): Scope => ({
      client: client ?? new Astrocal({ apiKey, baseUrl }),
      cache: createCache(),
      submissions: createSubmissions(),
    }),
    [apiKey, baseUrl, client],
  );
  useEffect(() => watchForReturn(scope.cache.refetchStale), [scope]);
  return <ScopeContext.Provider value={scope}>{children}</ScopeContext.Provider>;
}

/** What the hooks share; null outside of an `<AstrocalProvider>`. */
export const useScopeIfAny = (): Scope | null => useContext(ScopeContext);

/** What the hooks share. Throws outside of an `<AstrocalProvider>`. */
export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error('The hooks of @astrocal/react work below an <AstrocalProvider>.');
  return scope;
}

/** The client of the nearest `<AstrocalProvider>`, for every operation that has no hook. Throws outside of one. */
export const useAstrocal = (): Astrocal => useScope().client;
