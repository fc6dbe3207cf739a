import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextAttemptAt } from '../../attempts/schedule.ts';
import {
  bodyOf,
  deliverySchedule,
  hasFailedForLong,
  isGone,
  isSuccess,
  type Outcome,
  parseRetryAfter,
} from './rules.ts';

const seconds = 1_000;
const hours = 3_600 * seconds;
const days = 24 * hours;

const waitAfterMs = (
  made: number,
  { random, retryAfterMs }: { random: number; retryAfterMs: number | null },
): number | null =>
  nextAttemptAt(deliverySchedule, made, { now: 0, random, hintMs: retryAfterMs, expiresAt: null });

describe('the pause after an attempt', () => {
  test('is the one of the contract, in the middle of its jitter', () => {
    const waits = Array.from({ length: 10 }, (_, made) =>
      waitAfterMs(made + 1, { random: 0.5, retryAfterMs: null }),
    );
    const minutes = [5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440];
    expect(waits).toEqual([...minutes.map((each) => each * 60 * seconds), null]);
  });

  test('is at most a tenth longer or shorter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (made, random) => {
          const middle = waitAfterMs(made, { random: 0.5, retryAfterMs: null }) as number;
          const wait = waitAfterMs(made, { random, retryAfterMs: null }) as number;
          expect(Math.abs(wait - middle)).toBeLessThanOrEqual(middle * 0.1 + 1);
        },
      ),
    );
    expect(waitAfterMs(2, { random: 0, retryAfterMs: null })).toBe(270 * seconds);
    expect(waitAfterMs(2, { random: 1, retryAfterMs: null })).toBe(330 * seconds);
  });

  test('is what the receiver asks for, when that is longer, and a day at most', () => {
    const after = (retryAfterMs: number) => waitAfterMs(1, { random: 0.5, retryAfterMs });
    expect(after(120 * seconds)).toBe(120 * seconds);
    expect(after(seconds)).toBe(5 * seconds);
    expect(after(400 * days)).toBe(days);
  });

  test('does not come after the last attempt, whatever the receiver asks for', () => {
    expect(waitAfterMs(10, { random: 0.5, retryAfterMs: hours })).toBeNull();
    expect(waitAfterMs(11, { random: 0.5, retryAfterMs: null })).toBeNull();
  });
});

test.each([
  ['120', 120 * seconds],
  [' 0 ', 0],
  ['Mon, 01 Jun 2026 09:00:00 GMT', hours],
  ['Mon, 01 Jun 2026 07:00:00 GMT', 0],
  [['60', '90'], 60 * seconds],
  ['999999999999999999999', days],
  ['-1', null],
  ['1.5', null],
  ['soon', null],
  ['2026-06-01', null],
  ['', null],
  [undefined, null],
] as const)('Retry-After: %j is %j ms', (header, expected) => {
  const now = Date.parse('2026-06-01T08:00:00Z');
  expect(parseRetryAfter(typeof header === 'object' ? [...header] : header, now)).toBe(expected);
});

test('2xx is success and nothing else is; 410 is the end', () => {
  const outcome = (statusCode: number | null): Outcome => ({
    statusCode,
    responseBody: null,
    error: null,
    durationMs: 1,
    retryAfterMs: null,
  });
  const succeeding = [null, 199, 200, 204, 299, 300, 301, 400, 410, 500].filter((status) =>
    isSuccess(outcome(status)),
  );
  expect(succeeding).toEqual([200, 204, 299]);
  expect([null, 200, 404, 410].filter((status) => isGone(outcome(status)))).toEqual([410]);
});

test('an endpoint is switched off after five days and ten failures, not after one of them alone', () => {
  const now = Date.parse('2026-06-10T00:00:00Z');
  const failing = (failures: number, sinceDays: number | null) =>
    hasFailedForLong(
      { failures, failingSince: sinceDays === null ? null : new Date(now - sinceDays * days) },
      now,
    );
  expect(failing(10, 5)).toBe(true);
  expect(failing(9, 20)).toBe(false);
  expect(failing(1000, 4.99)).toBe(false);
  expect(failing(10, null)).toBe(false);
});

test('a body has the fields of the contract in their order, and a message always has the same one', () => {
  const message = {
    id: 'msg_1',
    event: 'booking.created',
    createdAt: '2026-06-01T08:00:00Z',
    isTest: false,
    data: { id: 'bkg_1' },
  } as const;
  expect(bodyOf(message)).toBe(
    '{"id":"msg_1","event":"booking.created","created_at":"2026-06-01T08:00:00Z","is_test":false,"data":{"id":"bkg_1"}}',
  );
});
