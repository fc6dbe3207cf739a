import { committedTogether } from '../../db/committed-together.ts';
import type { Database } from '../../db/database.ts';
import type { Insider } from '../../lib/principal.ts';
import { dayOf } from './rules.ts';
import type { CallCount } from './store.ts';

/** Counts calls in memory, so that no request writes, and stores them now and then. */
export interface CallCounter {
  count(principal: Insider, now: number): void;
  /** Resolves when everything that was counted before is stored. */
  flush(): Promise<void>;
}

/** `store` is given counts that one transaction may store. */
export function createCallCounter(
  database: Pick<Database, 'isSpread'>,
  store: (counts: readonly CallCount[]) => Promise<void>,
): CallCounter {
  let counted = new Map<string, CallCount>();
  let flushing: Promise<void> = Promise.resolve();

  function add(count: CallCount): void {
    const { organization_id, is_test, day, key_id } = count;
    const name = `${organization_id} ${is_test} ${day} ${key_id}`;
    counted.set(name, { ...count, calls: count.calls + (counted.get(name)?.calls ?? 0) });
  }

  async function storeAll(): Promise<void> {
    const batches = committedTogether(database, [...counted.values()], (count) => count.organization_id);
    counted = new Map();
    try {
      for (let batch = batches[0]; batch; batch = batches[0]) {
        await store(batch);
        batches.shift();
      }
    } finally {
      for (const count of batches.flat()) add(count);
    }
  }

  return {
    count({ organizationId, isTest, id }, now) {
      add({ organization_id: organizationId, is_test: isTest, day: dayOf(now), key_id: id, calls: 1 });
    },
    flush() {
      flushing = flushing.catch(() => undefined).then(storeAll); // its own caller hears of a fault
      return flushing;
    },
  };
}
