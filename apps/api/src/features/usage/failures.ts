import type { FailureLimit, Standing } from '../../lib/standing.ts';
import { clientOf } from './address.ts';
import type { Spend } from './exact.ts';
import { standingOf, type Window, windowsOf } from './rules.ts';

/** Addresses that are remembered as refused; the oldest are forgotten, which costs a statement when they come again. */
const maxRemembered = 10_000;

/**
 * Limits how often one address may fail to prove who it is, over all processes.
 * @param perMinute failures of one address; null is any number
 */
export function createFailureLimit(spend: Spend, now: () => number, perMinute: number | null): FailureLimit {
  const refused = new Map<string, { readonly until: number; readonly standing: Standing }>();

  function windowsFor(address: string | undefined): Window[] {
    if (perMinute === null) return [];
    const allowance = { perMinute, perDay: null };
    return clientOf(address).flatMap(({ name, times }) =>
      windowsOf(`failures:${name}`, allowance, { times, now: now() }),
    );
  }

  function remember(scope: string, standing: Standing): void {
    refused.delete(scope);
    refused.set(scope, { until: standing.resetAt, standing });
    const [oldest] = refused.keys();
    if (refused.size > maxRemembered && oldest !== undefined) refused.delete(oldest);
  }

  return {
    refused(address) {
      for (const { scope } of windowsFor(address)) {
        const known = refused.get(scope);
        if (known && known.until > now()) return known.standing;
      }
      return null;
    },
    async count(address) {
      const windows = windowsFor(address);
      if (windows.length === 0) return null;
      const spent = await spend(windows, 1);
      for (const [place, window] of windows.entries()) {
        const left = spent.remaining[place] ?? 0;
        if (left <= 0)
          remember(window.scope, standingOf([window], { allowed: false, remaining: [left] }, 'public'));
      }
      return standingOf(windows, spent, 'public');
    },
  };
}
