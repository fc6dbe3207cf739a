import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLeases, type LeaseOptions } from './leases.ts';
import { type Span, shareOf, type Window, windowAt } from './rules.ts';

/** The window of the one key of these tests. */
const keyed = (span: Span): Window => ({ ...span, scope: 'key' });

const start = Date.parse('2026-06-01T08:00:00Z');

/** The windows of all processes as the database keeps them. */
function createWindows() {
  const takenOf = new Map<string, number>();
  const name = (scope: string, { length, startedAt }: Span) => `${scope} ${length} ${startedAt}`;
  return {
    taken: (scope: string, window: Span) => takenOf.get(name(scope, window)) ?? 0,
    take([window]: readonly Window[], asked: number) {
      if (!window) throw new Error('A share is one of a window.');
      const { scope } = window;
      const before = takenOf.get(name(scope, window)) ?? 0;
      const granted = Math.max(0, Math.min(asked, window.limit - before));
      takenOf.set(name(scope, window), before + granted);
      return { granted, taken: [before + granted], grants: [granted] };
    },
    giveBack(window: Window, unspent: number) {
      const { scope } = window;
      takenOf.set(name(scope, window), (takenOf.get(name(scope, window)) ?? 0) - unspent);
    },
  };
}

const onFault = (error: unknown) => {
  throw error;
};

/** Processes that share windows, and answers of the database that come when `settle` is called. */
function scene(processes = 1, options: Partial<LeaseOptions> = {}) {
  const windows = createWindows();
  const clock = { now: start };
  const each = Array.from({ length: processes }, () =>
    createLeases({
      take: async (...args) => windows.take(...args),
      giveBack: async (...args) => windows.giveBack(...args),
      now: () => clock.now,
      onFault,
      ...options,
    }),
  );
  return { windows, clock, each, one: each[0] as (typeof each)[number] };
}

const turns = async (count = 5) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('however requests and answers of the database interleave', () => {
  const limit = 500;
  const minute = windowAt('1m', limit, start);
  const share = shareOf(minute);

  test('processes never let more pass than the limit, and all of it but what they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 60 }),
        async (scheduler, callers, capacity) => {
          const window = windowAt('1m', capacity, start);
          const windows = createWindows();
          const held = Array.from({ length: 3 }, () =>
            createLeases({
              take: scheduler.scheduleFunction(async (...args: Parameters<LeaseOptions['take']>) =>
                windows.take(...args),
              ),
              giveBack: async (...args) => windows.giveBack(...args),
              now: () => start,
              onFault,
            }),
          );
          const asked = callers.map((caller) => held[caller]?.spend([keyed(window)], 1));
          await scheduler.waitFor(Promise.all(asked));
          const passed = (await Promise.all(asked)).filter((spent) => spent?.allowed).length;
          const stopping = Promise.all(held.map((process) => process.settle('all')));
          await scheduler.waitFor(stopping);
          expect(passed).toBeLessThanOrEqual(capacity);
          // What was taken and not spent is given back, to the last request.
          expect(windows.taken('key', window)).toBe(passed);
          // Whoever was refused was so because the others held the rest.
          const mostHeld = 3 * 2 * shareOf(window);
          expect(passed).toBeGreaterThanOrEqual(Math.min(callers.length, capacity - mostHeld));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('one process alone uses all of it', async () => {
    const { one, windows } = scene();
    let passed = 0;
    for (let i = 0; i < limit + 50; i++) if ((await one.spend([keyed(minute)], 1)).allowed) passed++;
    expect(passed).toBe(limit);
    expect(windows.taken('key', minute)).toBe(limit);
  });

  test('two windows hold both, and the smaller one ends it', async () => {
    const day = windowAt('24h', 120, start);
    const { one, windows } = scene();
    let passed = 0;
    for (let i = 0; i < 200; i++) if ((await one.spend([keyed(minute), keyed(day)], 1)).allowed) passed++;
    expect(passed).toBe(120);
    await one.settle('all');
    expect(windows.taken('key', minute)).toBe(120);
  });

  test('what is left counts down by one with every request of a process alone', async () => {
    const { one } = scene();
    for (let i = 1; i <= limit; i++)
      expect(await one.spend([keyed(minute)], 1)).toEqual({ allowed: true, remaining: [limit - i] });
    expect(await one.spend([keyed(minute)], 1)).toEqual({ allowed: false, remaining: [0] });
    expect(await one.spend([keyed(minute)], 0)).toEqual({ allowed: true, remaining: [0] });
  });

  test('a look spends nothing', async () => {
    const { one } = scene();
    for (let i = 0; i < 3; i++)
      expect(await one.spend([keyed(minute)], 0)).toEqual({ allowed: true, remaining: [limit] });
  });

  test('a share is renewed before it is spent: nobody waits while the database is slow', async () => {
    const windows = createWindows();
    let statements = 0;
    let isSlow = false;
    const { one } = scene(1, {
      take: async (...args) => {
        statements++;
        if (isSlow) return new Promise(() => undefined);
        return windows.take(...args);
      },
    });
    await one.spend([keyed(minute)], 1);
    await turns();
    expect(statements).toBe(1);
    isSlow = true; // from here on no answer comes
    for (let i = 1; i < share; i++) expect((await one.spend([keyed(minute)], 1)).allowed).toBe(true);
    expect(statements).toBe(2);
    const oneMore = one.spend([keyed(minute)], 1).then(() => 'answered');
    expect(await Promise.race([oneMore, turns().then(() => 'waits')])).toBe('waits');
  });

  test('the share of the next minute is taken before that begins, by who is busy', async () => {
    const { one, windows, clock } = scene();
    const next = windowAt('1m', limit, start + 60_000);
    clock.now = start + 45_000;
    await one.spend([keyed(minute)], 1);
    await turns();
    expect(windows.taken('key', next)).toBe(0);
    clock.now = start + 51_000;
    await one.spend([keyed(minute)], 1);
    await turns();
    expect(windows.taken('key', next)).toBe(share);
  });
});

describe('what is not spent', () => {
  const day = windowAt('24h', 10_000, start);

  test('is given back by a process that stops', async () => {
    const { one, windows } = scene();
    await one.spend([keyed(day)], 1);
    expect(windows.taken('key', day)).toBe(200);
    await one.settle('all');
    expect(windows.taken('key', day)).toBe(1);
  });

  test('is given back when it lies idle for a minute, and not before', async () => {
    const { one, windows, clock } = scene();
    await one.spend([keyed(day)], 1);
    clock.now += 59_999;
    await one.settle('idle');
    expect(windows.taken('key', day)).toBe(200);
    clock.now += 1;
    await one.settle('idle');
    expect(windows.taken('key', day)).toBe(1);
    expect((await one.spend([keyed(day)], 1)).remaining).toEqual([9_998]);
  });

  test('ends with its window', async () => {
    const minute = windowAt('1m', 500, start);
    const { one, windows, clock } = scene();
    await one.spend([keyed(minute)], 1);
    clock.now = minute.resetAt;
    await one.settle('all');
    expect(windows.taken('key', minute)).toBe(10);
  });

  test('a refused process asks again after a second, and finds what another has given back', async () => {
    const minute = windowAt('1m', 10, start);
    const { each, clock } = scene(2);
    const [a, b] = each as [(typeof each)[0], (typeof each)[0]];
    for (let i = 0; i < 9; i++) await a.spend([keyed(minute)], 1);
    await turns();
    expect((await b.spend([keyed(minute)], 1)).allowed).toBe(false);
    await a.settle('all');
    expect((await b.spend([keyed(minute)], 1)).allowed).toBe(false);
    clock.now += 1_000;
    expect((await b.spend([keyed(minute)], 1)).allowed).toBe(true);
  });
});

test('a request that waits for a share hears that the database cannot answer, and the next one asks again', async () => {
  const windows = createWindows();
  let isGone = true;
  const { one } = scene(1, {
    take: async (...args) => {
      if (isGone) throw new Error('gone');
      return windows.take(...args);
    },
  });
  const minute = windowAt('1m', 500, start);
  await expect(one.spend([keyed(minute)], 1)).rejects.toThrow('gone');
  isGone = false;
  expect((await one.spend([keyed(minute)], 1)).allowed).toBe(true);
});
