import type { Spent, Window } from './rules.ts';

/** Takes requests of windows that all processes share. */
export type TakeRequests = (windows: readonly Window[], asked: number) => Promise<TakenRequests>;

export interface TakenRequests {
  /** What every window granted. */
  readonly granted: number;
  /** Of each window, in their order: all that is taken of it, and what it granted just now. */
  readonly taken: readonly number[];
  readonly grants: readonly number[];
}

/** Gives back what was taken of a window and not spent. */
export type GiveBackRequests = (window: Window, unspent: number) => Promise<void>;

/** Spends `cost` requests of every window (0 only looks) and says what is left of each. */
export type Spend = (windows: readonly Window[], cost: number) => Promise<Spent>;

/** How long a process that was refused refuses by itself: whoever goes on asking costs no statement. */
export const refusedMs = 1_000;

/**
 * Counts one by one, with a statement for every request: exact over all processes. The limits that are counted so
 * are low, and a caller whose window is exhausted is remembered.
 */
export function createExactCount(
  { take, giveBack }: { take: TakeRequests; giveBack: GiveBackRequests },
  now: () => number,
) {
  const refused = new Map<string, { readonly until: number; readonly spent: Spent }>();
  const nameOf = (windows: readonly Window[]) => windows.map(({ scope }) => scope).join(' ');
  const spend: Spend = async (windows, cost) => {
    const name = nameOf(windows);
    const known = refused.get(name);
    if (known && known.until > now()) return { ...known.spent, allowed: cost === 0 };
    const { granted, taken, grants } = await take(windows, cost);
    const remaining = windows.map(({ limit }, place) => limit - (taken[place] ?? 0));
    const spent = { allowed: granted === cost, remaining };
    if (spent.allowed) return spent;
    const ends = windows
      .filter((_window, place) => (grants[place] ?? 0) < cost)
      .map(({ resetAt }) => resetAt);
    refused.set(name, { until: Math.min(now() + refusedMs, ...ends), spent });
    // A refused request does not count: not to those either that would have had it.
    const tooMany = windows.filter((_window, place) => (grants[place] ?? 0) > 0);
    await Promise.all(tooMany.map((window) => giveBack(window, cost)));
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
