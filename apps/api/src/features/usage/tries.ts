import type { Tries } from '../../lib/standing.ts';
import { clientOf } from './address.ts';
import type { GiveBackRequests, Spend } from './exact.ts';
import { standingOf, windowAt } from './rules.ts';

/** Counts tries in the windows that all processes share. */
export function createTries({
  spend,
  giveBack,
  now,
}: {
  spend: Spend;
  giveBack: GiveBackRequests;
  now: () => number;
}): Tries {
  return {
    async count({ what, who, limit, length }) {
      const shares = 'name' in who ? [{ name: who.name, times: 1 }] : clientOf(who.address ?? undefined);
      const windows = shares.map(({ name, times }) => ({
        ...windowAt(length, limit * times, now()),
        scope: `${what}:${name}`,
      }));
      const spent = await spend(windows, 1);
      return {
        standing: standingOf(windows, spent, 'public'),
        async forgive() {
          if (spent.allowed) for (const window of windows) await giveBack(window, 1);
        },
      };
    },
  };
}
