import { describe, expect, test } from 'vitest';
import {
  countOf,
  fewestBookings,
  leastRecent,
  longestRun,
  type Person,
  percentOf,
  simulate,
  virtualTime,
} from '../test/fairness.ts';
import {
  type Contender,
  type HostShare,
  inTurn,
  largestWeight,
  type Rotation,
  tagAfterCancellation,
  tagsAfterAssignment,
  tagUnit,
  turnReason,
} from './index.ts';

const thirdCountsDouble: readonly Person[] = [{}, {}, { weight: 2 }];
const counts = (given: readonly (number | null)[], people: readonly Person[]) =>
  people.map((_, host) => countOf(given, host));

describe('shares by virtual time', () => {
  test('weights 1:1:2 over 400 are 100, 100 and 200 exactly, and right after every four', () => {
    const given = simulate({
      people: thirdCountsDouble,
      rule: virtualTime(thirdCountsDouble),
      requests: 400,
    });
    expect(counts(given, thirdCountsDouble)).toEqual([100, 100, 200]);
    for (let request = 4; request <= 400; request += 4) {
      expect(counts(given.slice(request - 4, request), thirdCountsDouble)).toEqual([1, 1, 2]);
    }
  });

  test('every weight from 1 to 16 gets its part to the last booking', () => {
    const people = Array.from({ length: largestWeight }, (_, index) => ({ weight: index + 1 }));
    const given = simulate({ people, rule: virtualTime(people), requests: 1360 });
    expect(counts(given, people)).toEqual(people.map(({ weight }) => 10 * weight));
  });

  test('a weight that changes holds from then on', () => {
    const after = [{}, { weight: 3 }];
    const given = simulate({ people: after, rule: virtualTime(after), requests: 400 });
    expect(counts(given, after)).toEqual([100, 300]);
    // Both have been served up to the same, however much that was.
    const served = { priority: 0, tag: 500 * tagUnit, bookings: 500 };
    const order = inTurn({ strategy: 'round_robin', virtualTime: 499 * tagUnit }, [
      { id: 'a', share: { ...served, weight: 1 } },
      { id: 'b', share: { ...served, weight: 3 } },
    ]);
    expect(order.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('who is free half of the time gets nearly what it can, where the last assigned would be passed over', () => {
    const people = [{}, {}, { weight: 2, freePercent: 50 }];
    const [ours, lastAssigned, fewest] = [virtualTime, leastRecent, fewestBookings].map((rule) =>
      percentOf(simulate({ people, rule: rule(people) }), 2),
    ) as [number, number, number];
    expect(ours).toBeGreaterThan(42);
    expect(lastAssigned).toBeLessThan(26);
    expect(fewest - ours).toBeLessThan(6); // what the bound on catching up costs it
  });

  test('who is free for a fifth of the requests takes all of them', () => {
    const people = [{}, {}, { freePercent: 20 }];
    const [ours, lastAssigned, fewest] = [virtualTime, leastRecent, fewestBookings].map((rule) =>
      percentOf(simulate({ people, rule: rule(people) }), 2),
    ) as [number, number, number];
    expect(ours).toBe(fewest);
    expect(lastAssigned).toBeLessThan(ours - 4);
  });

  test('who joins after 2,000 requests is next, and gets three more than a third of the next hundred', () => {
    const people = [{}, {}, { isThere: (request: number) => request >= 2000 }];
    const given = simulate({ people, rule: virtualTime(people) }).slice(2000, 2100);
    expect(given[0]).toBe(2);
    expect(countOf(given, 2)).toBe(36);
    expect(longestRun(given, 2)).toBeLessThanOrEqual(5); // three, and where turns are equal
    const flooded = simulate({ people, rule: fewestBookings(people) }).slice(2000, 2100);
    expect(countOf(flooded, 2)).toBe(100);
  });

  test('who was away for 1,000 requests catches up with three, not with all', () => {
    const people = [{}, {}, { isThere: (request: number) => request < 1000 || request >= 2000 }];
    const given = simulate({ people, rule: virtualTime(people) }).slice(2000);
    expect(countOf(given.slice(0, 100), 2)).toBe(36);
    expect(longestRun(given, 2)).toBeLessThanOrEqual(5);
    const flooded = simulate({ people, rule: fewestBookings(people) }).slice(2000);
    expect(longestRun(flooded, 2)).toBe(500);
  });

  test('cancellations take nobody’s share', () => {
    const rule = virtualTime(thirdCountsDouble);
    const given = simulate({ people: thirdCountsDouble, rule, cancelledPercent: 30 });
    expect(given.filter((each) => each === null).length).toBeGreaterThan(800);
    expect(percentOf(given, 2)).toBe(50);
  });

  test('by priority the highest tier comes first while somebody of it is free, and in turn within it', () => {
    const people = [{ priority: 1 }, { priority: 2, freePercent: 50 }, { priority: 2, freePercent: 50 }];
    const given = simulate({ people, rule: virtualTime(people, 'priority') });
    const shares = people.map((_, host) => percentOf(given, host));
    // The lowest gets what neither of the two can take: a quarter.
    expect(shares[0]).toBeCloseTo(25, -1);
    expect(Math.abs((shares[1] as number) - (shares[2] as number))).toBeLessThan(3);
    const always = [{ priority: 1 }, { priority: 2 }, { priority: 2 }];
    expect(
      counts(simulate({ people: always, rule: virtualTime(always, 'priority'), requests: 100 }), always),
    ).toEqual([0, 50, 50]);
  });
});

describe('a turn', () => {
  const rotation: Rotation = { strategy: 'round_robin', virtualTime: 10 * tagUnit };
  const share: HostShare = { weight: 2, priority: 0, tag: 10 * tagUnit, bookings: 4 };
  const contender = (id: string, parts: Partial<HostShare> = {}): Contender => ({
    id,
    share: { ...share, ...parts },
  });

  test('costs one booking over the weight, and moves the event type’s clock to its start', () => {
    expect(tagsAfterAssignment(rotation, share)).toEqual({ virtualTime: 10 * tagUnit, tag: 10.5 * tagUnit });
    const ahead = { ...share, tag: 12 * tagUnit };
    expect(tagsAfterAssignment(rotation, ahead)).toEqual({ virtualTime: 12 * tagUnit, tag: 12.5 * tagUnit });
  });

  test('of somebody who was away starts three of its own bookings back', () => {
    const away = { ...share, tag: 0 };
    expect(tagsAfterAssignment(rotation, away)).toEqual({ virtualTime: 10 * tagUnit, tag: 9 * tagUnit });
  });

  test('is given back by a cancellation, and moves with a reassignment', () => {
    const given = { ...share, ...tagsAfterAssignment(rotation, share) };
    expect(tagAfterCancellation(given)).toBe(share.tag);
    // a's booking goes to b: a is as before it, b as if it had been chosen.
    const b = { ...share, tag: 10.5 * tagUnit };
    const moved = [
      { id: 'a', share: { ...given, tag: tagAfterCancellation(given) } },
      { id: 'b', share: { ...b, tag: tagsAfterAssignment(rotation, b).tag } },
    ];
    expect(inTurn(rotation, moved).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test.each([
    ['fair_share', { tag: 9 * tagUnit, bookings: 9 }, { priority: 5 }],
    ['priority', { priority: 1, bookings: 9 }, {}],
    ['fewest_bookings', { bookings: 3 }, {}],
    ['id', {}, {}],
  ] as const)('is first by %s', (reason, first, second) => {
    const [a, b] = [contender('a', first), contender('b', second)];
    expect(inTurn(rotation, [b, a]).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(turnReason(rotation, a, b)).toBe(reason);
  });

  test('by priority is first by the tier, whatever it had', () => {
    const byTier: Rotation = { ...rotation, strategy: 'priority' };
    const [a, b] = [contender('a', { priority: 1, tag: 99 * tagUnit }), contender('b')];
    expect(inTurn(byTier, [b, a]).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(turnReason(byTier, a, b)).toBe('priority');
  });

  test('of a new host without a share comes first, once three bookings are missed', () => {
    const order = inTurn(rotation, [contender('a'), { id: 'new' }]);
    expect(order.map(({ id }) => id)).toEqual(['new', 'a']);
  });

  test.each([0, 17, 1.5, Number.NaN])('has no weight of %s', (weight) => {
    expect(() => tagsAfterAssignment(rotation, { ...share, weight })).toThrow(RangeError);
    expect(() => inTurn(rotation, [contender('a', { weight }), contender('b')])).toThrow(RangeError);
  });
});
