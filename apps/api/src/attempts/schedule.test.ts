import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostFaults, nextAfterFault, nextAttemptAt, type Schedule } from './schedule.ts';

const schedule = fc.record({
  delaysMs: fc.array(fc.integer({ min: 0, max: 100_000_000 }), { maxLength: 12 }),
  jitter: fc.double({ min: 0, max: 0.5, noNaN: true }),
  longestHintMs: fc.integer({ min: 0, max: 86_400_000 }),
});
const circumstances = fc.record({
  now: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  random: fc.double({ min: 0, max: 1, noNaN: true }),
  hintMs: fc.option(fc.integer({ min: 0, max: 1_000_000_000 }), { nil: null }),
  expiresAt: fc.option(fc.integer({ min: 0, max: 4_100_000_000_000 }), { nil: null }),
});
const made = fc.integer({ min: 1, max: 14 });

describe('the next attempt', () => {
  test('comes after the pause of its number, within the jitter, or when it was asked for', () => {
    fc.assert(
      fc.property(schedule, made, circumstances, (each, count, given) => {
        const at = nextAttemptAt(each, count, { ...given, expiresAt: null });
        const delay = each.delaysMs[count - 1];
        if (delay === undefined) {
          expect(at).toBeNull();
          return;
        }
        const hint = Math.min(given.hintMs ?? 0, each.longestHintMs);
        const wait = Number(at) - given.now;
        expect(wait).toBeGreaterThanOrEqual(Math.max(Math.floor(delay * (1 - each.jitter)), hint));
        expect(wait).toBeLessThanOrEqual(Math.max(Math.ceil(delay * (1 + each.jitter)), hint));
      }),
    );
  });

  test('is there once for each pause, and no more', () => {
    fc.assert(
      fc.property(schedule, circumstances, (each, given) => {
        const numbers = Array.from({ length: 14 }, (_, index) => index + 1);
        const nexts = numbers.map((count) => nextAttemptAt(each, count, { ...given, expiresAt: null }));
        expect(nexts.filter((at) => at !== null)).toHaveLength(each.delaysMs.length);
      }),
    );
  });

  test('is never one that comes too late, and else the same as without an end', () => {
    fc.assert(
      fc.property(schedule, made, circumstances, (each, count, given) => {
        const without = nextAttemptAt(each, count, { ...given, expiresAt: null });
        const isInTime = without !== null && (given.expiresAt === null || without < given.expiresAt);
        expect(nextAttemptAt(each, count, given)).toBe(isInTime ? without : null);
      }),
    );
  });

  test('is not made earlier by whoever asks for patience', () => {
    fc.assert(
      fc.property(schedule, made, circumstances, fc.nat(), (each, count, given, more) => {
        const hint = given.hintMs ?? 0;
        const [sooner, later] = [hint, hint + more].map((hintMs) =>
          nextAttemptAt(each, count, { ...given, hintMs, expiresAt: null }),
        );
        expect(Number(later)).toBeGreaterThanOrEqual(Number(sooner));
      }),
    );
  });

  test('is five seconds later, a tenth more or less', () => {
    const plain: Schedule = { delaysMs: [5_000], jitter: 0.1, longestHintMs: 0 };
    const at = (random: number) =>
      nextAttemptAt(plain, 1, { now: 1_000, random, hintMs: 9_000, expiresAt: null });
    expect([at(0), at(0.5), at(1)]).toEqual([5_500, 6_000, 6_500]);
    expect(nextAttemptAt(plain, 2, { now: 0, random: 0, hintMs: null, expiresAt: null })).toBeNull();
  });
});

test('a fault of ours is tried again ever later, for an hour, and then given up', () => {
  const pauses = Array.from({ length: mostFaults }, (_, index) => nextAfterFault(index + 1, 0) as number);
  expect(pauses.slice(0, 10)).toEqual(
    [1, 2, 4, 8, 16, 32, 64, 128, 256, 300].map((seconds) => seconds * 1_000),
  );
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(3_600_000);
  expect(nextAfterFault(mostFaults + 1, 0)).toBeNull();
});
