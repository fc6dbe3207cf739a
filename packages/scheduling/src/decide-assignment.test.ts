import { describe, expect, test } from 'vitest';
import { ask, booking, dailyHours, host, instant } from '../test/builders.ts';
import {
  type Assignment,
  decideAssignment,
  decideSlot,
  findSlots,
  type Host,
  type HostShare,
  type SlotQuestion,
  tagsAfterAssignment,
  tagUnit,
} from './index.ts';

const nine = '2026-06-15T09:00:00Z';
const taken = [booking(nine, '2026-06-15T10:00:00Z', { eventTypeId: 'another' })];
const share: HostShare = { weight: 1, priority: 0, tag: 0, bookings: 0 };
const rotation = { strategy: 'round_robin', virtualTime: 0 } as const;

const question = (hosts: readonly Host[], parts: Partial<SlotQuestion> = {}) =>
  ask({ question: { hosts, rotation, ...parts } });
const served = (id: string, bookings: number, parts: Partial<Host> = {}) =>
  host(id, { share: { ...share, tag: bookings * tagUnit, bookings }, ...parts });

/** 'a > b (why)' for who is next and who then, or the reason of a refusal. */
function turns(asked: SlotQuestion, start = nine): string {
  const assignment = decideAssignment(asked, instant(start));
  if (!assignment.ok) return assignment.reason;
  return `${assignment.candidates.map(({ hostId }) => hostId).join(' > ')} (${assignment.reason})`;
}

const hostsOf = (assignment: Assignment) =>
  assignment.ok ? assignment.slot.hostIds.join('+') : assignment.reason;

describe('one of several', () => {
  const hosts = [served('a', 2), served('b', 1), served('c', 1)];

  test('is who had least of its share, and behind it everybody who is free, in the order of their turns', () => {
    expect(turns(question(hosts))).toBe('b > c > a (id)');
    expect(turns(question(hosts.slice(0, 2)))).toBe('b > a (fair_share)');
    expect(turns(question([{ ...served('a', 2), allocations: taken }, served('b', 3)]))).toBe('b (only_one)');
    expect(turns(question([served('a', 0, { allocations: taken })]))).toBe('booked');
  });

  test('is the first in the order given where turns are not counted', () => {
    const { rotation: _, ...uncounted } = question(hosts);
    expect(turns(uncounted)).toBe('a > b > c (given_order)');
  });

  test('is by priority of the highest tier that has somebody free', () => {
    const tier = (id: string, priority: number, tag: number, parts: Partial<Host> = {}) =>
      host(id, { share: { ...share, priority, tag: tag * tagUnit }, ...parts });
    const byTier = { rotation: { ...rotation, strategy: 'priority' } } as const;
    const team = [tier('low', 1, 0), tier('high', 2, 7), tier('high too', 2, 6)];
    expect(turns(question(team, byTier))).toBe('high too > high > low (fair_share)');
    expect(turns(question(team.slice(0, 2), byTier))).toBe('high > low (priority)');
    expect(turns(question([tier('low', 1, 0), tier('high', 2, 0, { allocations: taken })], byTier))).toBe(
      'low (only_one)',
    );
  });

  test('is whoever is asked for, and nobody else', () => {
    expect(turns(question(hosts, { wantedHostId: 'a' }))).toBe('a (wanted)');
    const busy = [served('a', 0, { allocations: taken }), served('b', 0)];
    expect(turns(question(busy, { wantedHostId: 'a' }))).toBe('booked');
    expect(turns(question(hosts, { wantedHostId: 'stranger' }))).toBe('outside_hours');
    expect(turns(question([], { wantedHostId: 'stranger' }))).toBe('outside_hours');
  });

  test('never hides a free time: who has had far more than its share is next where nobody else is free', () => {
    const team = [served('a', 900), served('b', 0, { hours: dailyHours('UTC', '11:00-12:00') })];
    const range = { start: instant('2026-06-15T00:00:00Z'), end: instant('2026-06-16T00:00:00Z') };
    expect(findSlots(question(team), range).slots.map(({ hostIds }) => hostIds[0])).toEqual(['a', 'a', 'b']);
  });

  test('takes two bookings of one start where there are two hosts, and no third', () => {
    const team = [served('a', 0), served('b', 0)];
    const given: string[] = [];
    for (let round = 0; round < 3; round++) {
      const assignment = decideAssignment(question(team), instant(nine));
      given.push(hostsOf(assignment));
      const index = team.findIndex(({ id }) => assignment.ok && id === assignment.slot.hostIds[0]);
      if (index >= 0) team[index] = { ...(team[index] as Host), allocations: taken };
    }
    expect(given).toEqual(['a', 'b', 'booked']);
  });
});

describe('required hosts', () => {
  const lead = host('lead', { isRequired: true });
  const rest = [served('a', 0), served('b', 0)];

  test('take part whoever is chosen, and stand first', () => {
    const assignment = decideAssignment(question([...rest, lead]), instant(nine));
    expect(assignment).toMatchObject({ ok: true, requiredIds: ['lead'], reason: 'id' });
    expect(hostsOf(assignment)).toBe('lead+a');
  });

  test('leave the turns to the rest: not the same one each time', () => {
    let virtualTime = 0;
    const team: Host[] = [lead, ...rest];
    const given = Array.from({ length: 6 }, () => {
      const asked = question(team, { rotation: { ...rotation, virtualTime } });
      const assignment = decideAssignment(asked, instant(nine));
      const index = team.findIndex(({ id }) => assignment.ok && id === assignment.candidates[0]?.hostId);
      const chosen = team[index] as Host & { readonly share: HostShare };
      const after = tagsAfterAssignment({ ...rotation, virtualTime }, chosen.share);
      virtualTime = after.virtualTime;
      team[index] = {
        ...chosen,
        share: { ...chosen.share, tag: after.tag, bookings: chosen.share.bookings + 1 },
      };
      return hostsOf(assignment);
    });
    expect(given).toEqual(['lead+a', 'lead+b', 'lead+a', 'lead+b', 'lead+a', 'lead+b']);
  });

  test('are all needed, and one of the rest with them', () => {
    expect(turns(question([{ ...lead, allocations: taken }, ...rest]))).toBe('booked');
    const nobodyElse = rest.map((each) => ({ ...each, allocations: taken }));
    expect(turns(question([lead, ...nobodyElse]))).toBe('booked');
    const away = rest.map((each) => ({ ...each, hours: dailyHours('UTC', '11:00-12:00') }));
    expect(turns(question([{ ...lead, allocations: taken }, ...away]))).toBe('outside_hours');
  });

  test('suffice where there is nobody else to choose', () => {
    const second = host('second', { isRequired: true });
    const assignment = decideAssignment(question([lead, second]), instant(nine));
    expect(assignment).toMatchObject({ requiredIds: ['lead', 'second'], candidates: [], reason: null });
    expect(hostsOf(assignment)).toBe('lead+second');
  });

  test('may be asked for, which chooses nobody of the rest', () => {
    expect(turns(question([lead, ...rest], { wantedHostId: 'lead' }))).toBe('a > b (id)');
    expect(hostsOf(decideAssignment(question([lead, ...rest], { wantedHostId: 'b' }), instant(nine)))).toBe(
      'lead+b',
    );
    expect(turns(question([lead], { wantedHostId: 'stranger' }))).toBe('outside_hours');
  });
});

describe('a collective', () => {
  test('needs every host, in the order given, and has nobody to choose', () => {
    const hosts = [served('b', 4), served('a', 0)];
    const assignment = decideAssignment(question(hosts, { assignment: 'all' }), instant(nine));
    expect(assignment).toMatchObject({ requiredIds: ['b', 'a'], candidates: [], reason: null });
    expect(hostsOf(assignment)).toBe('b+a');
  });

  test('is seen by every other event type of each of its hosts', () => {
    const hosts = [served('a', 0, { allocations: taken }), served('b', 0)];
    expect(turns(question(hosts, { assignment: 'all' }))).toBe('booked');
    expect(turns(question(hosts.slice(0, 1)))).toBe('booked');
  });
});

describe('groups of several hosts', () => {
  const open = (spotsTaken: number) => [booking(nine, '2026-06-15T10:00:00Z', { spotsTaken })];
  const group = (hosts: readonly Host[], spots = 1) =>
    ask({ capacity: 4, question: { hosts, rotation, spots } });

  test('fill the slot that is open before another host’s is opened, whosever turn it is', () => {
    const hosts = [served('a', 0), served('b', 9, { allocations: open(2) })];
    expect(turns(group(hosts))).toBe('b > a (joins)');
    expect(decideAssignment(group(hosts), instant(nine))).toMatchObject({
      candidates: [
        { hostId: 'b', joins: true },
        { hostId: 'a', joins: false },
      ],
    });
    expect(turns(group(hosts, 3))).toBe('a (only_one)');
  });

  test('have as many spots as one party could get, at one host', () => {
    const hosts = [served('a', 0, { allocations: open(3) }), served('b', 0, { allocations: open(2) })];
    const spots = (asked: SlotQuestion) => {
      const verdict = decideSlot(asked, instant(nine));
      return verdict.ok ? verdict.slot.spotsRemaining : verdict.reason;
    };
    expect(spots(group(hosts))).toBe(2);
    expect(spots(group([...hosts, served('c', 0)]))).toBe(4);
    expect(spots(group([...hosts, host('lead', { isRequired: true, allocations: open(3) })]))).toBe(1);
    expect(spots(group(hosts, 3))).toBe('full');
  });
});

test('a host who is kept is asked for with those who hold the meeting, whatever the strategy is now', () => {
  const holders = [served('b', 4), served('lead', 0)];
  const keep = (hosts: readonly Host[]) =>
    hostsOf(decideAssignment(question(hosts, { assignment: 'all' }), instant(nine)));
  expect(keep(holders)).toBe('b+lead');
  expect(keep([{ ...(holders[0] as Host), allocations: taken }])).toBe('booked');
});
