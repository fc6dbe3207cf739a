import { describe, expect, it } from 'vitest';
import { createCache, freshMs } from './cache.ts';
import type { Query } from './query.ts';

/** A query whose requests are answered by the test, each in its own time. */
function controlledQuery(key = 'a', about: Query<string>['about'] = 'availability') {
  const requests: { answer(data: string): void; fail(error: Error): void; signal: AbortSignal }[] = [];
  const query: Query<string> = {
    key,
    about,
    id: key,
    fetch: (signal) =>
      new Promise((resolve, reject) => {
        requests.push({ answer: resolve, fail: reject, signal });
      }),
  };
  return { query, requests };
}

function scene() {
  let now = 0;
  const cache = createCache(() => now);
  return {
    cache,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

/** Lets every promise that can settle do so. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a watched query', () => {
  it('is asked once for all who watch it, and tells them', async () => {
    const { cache } = scene();
    const { query, requests } = controlledQuery();
    const told: string[] = [];
    cache.watch(query, () => told.push('first'));
    cache.watch(query, () => told.push('second'));
    expect(requests).toHaveLength(1);
    expect(cache.read(query)).toEqual({ data: undefined, error: undefined, isFetching: true });
    told.length = 0;
    requests[0]?.answer('slots');
    await settled();
    expect(cache.read(query)).toEqual({ data: 'slots', error: undefined, isFetching: false });
    expect(told).toEqual(['first', 'second']);
    expect(cache.read(query)).toBe(cache.read(query));
  });

  it('is aborted when the last one leaves, and asked anew by the next', async () => {
    const { cache } = scene();
    const { query, requests } = controlledQuery();
    const leave = [cache.watch(query, () => {}), cache.watch(query, () => {})];
    leave[0]?.();
    await settled();
    expect(requests[0]?.signal.aborted).toBe(false);
    leave[1]?.();
    await settled();
    expect(requests[0]?.signal.aborted).toBe(true);
    cache.watch(query, () => {});
    expect(requests).toHaveLength(2);
    requests[1]?.answer('new');
    requests[0]?.answer('old');
    await settled();
    expect(cache.read(query).data).toBe('new');
  });

  it('is asked once where somebody leaves and comes back at once', async () => {
    const { cache } = scene();
    const { query, requests } = controlledQuery();
    cache.watch(query, () => {})();
    cache.watch(query, () => {});
    await settled();
    expect(requests).toHaveLength(1);
    expect(requests[0]?.signal.aborted).toBe(false);
  });

  it('is not asked again by who comes while it is fresh, failed or not, and is afterwards', async () => {
    for (const outcome of ['answer', 'fail'] as const) {
      const { cache, wait } = scene();
      const { query, requests } = controlledQuery();
      cache.watch(query, () => {});
      if (outcome === 'answer') requests[0]?.answer('slots');
      else requests[0]?.fail(new Error('away'));
      await settled();
      wait(freshMs - 1);
      cache.watch(query, () => {});
      expect(requests).toHaveLength(1);
      wait(1);
      cache.watch(query, () => {});
      expect(requests).toHaveLength(2);
    }
  });

  it('keeps its answer when a later request fails, and loses the error with the next answer', async () => {
    const { cache } = scene();
    const { query, requests } = controlledQuery();
    cache.watch(query, () => {});
    requests[0]?.answer('slots');
    await settled();
    cache.refetch(query);
    requests[1]?.fail(new Error('away'));
    await settled();
    expect(cache.read(query)).toEqual({ data: 'slots', error: new Error('away'), isFetching: false });
    cache.refetch(query);
    requests[2]?.answer('more');
    await settled();
    expect(cache.read(query)).toEqual({ data: 'more', error: undefined, isFetching: false });
  });

  it('takes what is thrown at once as a failure', async () => {
    const { cache } = scene();
    const query: Query<string> = {
      ...controlledQuery().query,
      fetch: () => {
        throw 'odd';
      },
    };
    cache.watch(query, () => {});
    await settled();
    expect(cache.read(query).error).toEqual(new Error('odd'));
  });
});

describe('an answer', () => {
  it('to an older request never replaces that to a newer one, whichever comes first', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const { cache } = scene();
      const { query, requests } = controlledQuery();
      cache.watch(query, () => {});
      cache.refetch(query);
      expect(requests[0]?.signal.aborted).toBe(true);
      for (const i of order) {
        requests[i]?.answer(`answer ${i}`);
        await settled();
      }
      expect(cache.read(query).data).toBe('answer 1');
    }
  });

  it('that was asked for before a change is not taken after it', async () => {
    const { cache } = scene();
    const { query, requests } = controlledQuery();
    cache.watch(query, () => {});
    cache.invalidate(() => true);
    requests[0]?.answer('before');
    await settled();
    expect(cache.read(query)).toMatchObject({ data: undefined, isFetching: true });
    requests[1]?.answer('after');
    await settled();
    expect(cache.read(query).data).toBe('after');
  });
});

describe('a change', () => {
  it('makes matching answers stale: watched ones are asked for at once, others when somebody comes', async () => {
    const { cache } = scene();
    const [watched, left, other] = [
      controlledQuery('w'),
      controlledQuery('l'),
      controlledQuery('o', 'booking'),
    ];
    cache.watch(watched.query, () => {});
    cache.watch(other.query, () => {});
    const leave = cache.watch(left.query, () => {});
    for (const { requests } of [watched, left, other]) requests[0]?.answer('old');
    await settled();
    leave();
    await settled();
    cache.invalidate(({ about }) => about === 'availability');
    expect([watched, left, other].map(({ requests }) => requests.length)).toEqual([2, 1, 1]);
    expect(cache.read(watched.query)).toMatchObject({ data: 'old', isFetching: true });
    cache.watch(left.query, () => {});
    expect(left.requests).toHaveLength(2);
  });

  it('is shown at once where it is known', async () => {
    const { cache } = scene();
    const [one, two, unanswered] = [controlledQuery('1'), controlledQuery('2'), controlledQuery('3')];
    let told = 0;
    cache.watch(one.query, () => told++);
    cache.watch(two.query, () => {});
    cache.watch(unanswered.query, () => {});
    one.requests[0]?.answer('one');
    two.requests[0]?.answer('two');
    await settled();
    told = 0;
    cache.update<string>(
      ({ id }) => id !== '2',
      (data) => data.toUpperCase(),
    );
    expect(cache.read(one.query).data).toBe('ONE');
    expect(told).toBe(1);
    expect(cache.read(two.query).data).toBe('two');
    expect(cache.read(unanswered.query).data).toBeUndefined();
  });
});

describe('on return', () => {
  it('what is shown and no longer fresh is asked for again; what was asked ahead of need is not', async () => {
    const { cache, wait } = scene();
    const [shown, ahead] = [controlledQuery('shown'), controlledQuery('ahead')];
    cache.watch(shown.query, () => {});
    cache.watch(ahead.query);
    shown.requests[0]?.answer('old');
    ahead.requests[0]?.answer('old');
    await settled();
    wait(freshMs - 1);
    cache.refetchStale();
    expect(shown.requests).toHaveLength(1);
    wait(1);
    cache.refetchStale();
    cache.refetchStale();
    expect(shown.requests).toHaveLength(2);
    expect(ahead.requests).toHaveLength(1);
  });
});

it('only so many answers are kept that nobody looks at; those left longest ago go first', async () => {
  const { cache } = scene();
  const kept = controlledQuery('kept');
  cache.watch(kept.query, () => {});
  kept.requests[0]?.answer('kept');
  const left = Array.from({ length: 52 }, (_, i) => controlledQuery(`left ${i}`));
  for (const { query, requests } of left) {
    const leave = cache.watch(query, () => {});
    requests[0]?.answer(query.key);
    await settled();
    leave();
    await settled();
  }
  const known = left.map(({ query }) => cache.read(query).data !== undefined);
  expect(known).toEqual([false, false, ...Array(50).fill(true)]);
  expect(cache.read(kept.query).data).toBe('kept');
});
