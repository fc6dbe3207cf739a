import { type HostShare, type SlotQuestion, tagUnit } from '@astrocal/scheduling';
import { describe, expect, test } from 'vitest';
import { assignmentOf, changesOfMove, servedBy, turnOf } from './turns.ts';

const newcomer: HostShare = { weight: 1, priority: 0, tag: 0, bookings: 0 };

const questionOf = (
  shares: Readonly<Record<string, Partial<HostShare>>>,
  virtualTime: number | null = 0,
): SlotQuestion =>
  ({
    hosts: Object.entries(shares).map(([id, share]) => ({ id, share: { ...newcomer, ...share } })),
    ...(virtualTime !== null && { rotation: { strategy: 'round_robin', virtualTime } }),
  }) as unknown as SlotQuestion;
const chosen = (hostId: string) => ({ candidates: [{ hostId, joins: false }] });

describe('the turn of a booking', () => {
  test('moves the tag of its host by one booking of its weight', () => {
    const turn = turnOf(questionOf({ ana: { weight: 2 }, bo: {} }), chosen('ana'));
    expect(turn).toEqual({ memberId: 'ana', weight: 2, tag: tagUnit / 2, forgiven: 0, virtualTime: 0 });
  });

  test('forgives what is more than three bookings', () => {
    const turn = turnOf(questionOf({ ana: {}, bo: { tag: 9 * tagUnit } }, 8 * tagUnit), chosen('ana'));
    expect(turn).toMatchObject({ tag: 6 * tagUnit, forgiven: 5 * tagUnit, virtualTime: 8 * tagUnit });
  });

  test('is nobody’s where all take part, one alone is there, or there is nobody to choose', () => {
    expect(turnOf(questionOf({ ana: {}, bo: {} }, null), { candidates: [] })).toBeNull();
    expect(turnOf(questionOf({ ana: {} }), chosen('ana'))).toBeNull();
    expect(turnOf(questionOf({ ana: {}, bo: {} }), { candidates: [] })).toBeNull();
  });

  test('is told with its reason, and among how many', () => {
    const decided = { candidates: [...chosen('ana').candidates, ...chosen('bo').candidates] };
    const told = (question: SlotQuestion) => assignmentOf(question, { ...decided, reason: 'fair_share' });
    expect(told(questionOf({ ana: {}, bo: {} }))).toEqual({
      strategy: 'round_robin',
      reason: 'fair_share',
      candidates: 2,
    });
    expect(told(questionOf({ ana: {} }))).toBeNull();
  });
});

const turn = { memberId: 'bo', weight: 2, tag: 400_000, forgiven: 39_640, virtualTime: 0 };

test('each host of a booking has one more, and one of them a turn', () => {
  expect(servedBy(['ana', 'bo'], turn)).toEqual([
    { memberId: 'ana', bookings: 1, tag: 0, forgiven: 0 },
    { memberId: 'bo', bookings: 1, tag: 400_000, forgiven: 39_640 },
  ]);
});

describe('what a move changes', () => {
  test('is nothing where the hosts keep it', () => {
    expect(changesOfMove({ from: ['ana'], to: ['ana'], givenBack: null, charged: null })).toEqual([]);
  });

  test('is a turn given back, and one had, from host to host', () => {
    const givenBack = { memberId: 'ana', weight: 4 };
    expect(changesOfMove({ from: ['cy', 'ana'], to: ['cy', 'bo'], givenBack, charged: turn })).toEqual([
      { memberId: 'ana', bookings: -1, tag: -tagUnit / 4, forgiven: 0 },
      { memberId: 'bo', bookings: 1, tag: 400_000, forgiven: 39_640 },
    ]);
  });

  test('is a turn of the same host, where it leaves a group for a meeting of its own', () => {
    expect(changesOfMove({ from: ['bo'], to: ['bo'], givenBack: null, charged: turn })).toEqual([
      { memberId: 'bo', bookings: 0, tag: 400_000, forgiven: 39_640 },
    ]);
  });
});
