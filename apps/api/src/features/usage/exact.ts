import type { Spent, Window } from './rules.ts';

/** Takes requests of windows that all processes share. */
export type TakeRequests = (
  scope: string,
  windows: readonly Window[],
  asked: number,
) => Promise<{ granted: number; taken: readonly number[] }>;

/** Spends `cost` requests of every window (0 only looks) and says what is left of each. */
export type Spend = (scope: string, windows: readonly Window[], cost: number) => Promise<Spent>;

/** How long a process that was refused refuses by itself: whoever goes on asking costs no statement. */
export const refusedMs = 1_000;

/**
 * Counts one by one, with a statement for every request: exact over all processes. The limits that are counted so
 * are low, and a scope that is exhausted is remembered.
 */
export function createExactCount(take: TakeRequests, now: () => number) {
  const refused = new Map<string, { readonly until: number; readonly spent: Spent }>();
  const spend: Spend = async (scope, windows, cost) => {
    const known = refused.get(scope);
    if (known && known.until > now()) return { ...known.spent, allowed: cost === 0 };
    const { granted, taken } = await take(scope, windows, cost);
    const remaining = windows.map(({ limit }, place) => limit - (taken[place] ?? 0));
    const spent = { allowed: granted === cost, remaining };
    if (!spent.allowed) {
      const ends = windows
        .filter((_window, place) => (remaining[place] ?? 0) <= 0)
        .map(({ resetAt }) => resetAt);
      refused.set(scope, { until: Math.min(now() + refusedMs, ...ends), spent });
    }
    return spent;
  };
  return {
    spend,
    /** Forgets refusals that hold no longer. */
    sweep(): void {
      for (const [scope, { until }] of refused) if (until <= now()) refused.delete(scope);
    },
  };
}
