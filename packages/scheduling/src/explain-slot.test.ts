import { expect, test } from 'vitest';
import { ask, between, booking, dailyHours, host, instant } from '../test/builders.ts';
import { decideAssignment, explainSlot, type Host, type SlotQuestion, tagUnit } from './index.ts';

const start = instant('2026-06-15T10:00:00Z');
const share = { weight: 1, priority: 0, tag: 0, bookings: 0 };
const rotation = { strategy: 'round_robin', virtualTime: 0 } as const;
const explain = (hosts: readonly Host[], parts: Partial<SlotQuestion> = {}) =>
  explainSlot(
    ask({ bufferAfterMinutes: 15, slotIntervalMinutes: 60, question: { hosts, rotation, ...parts } }),
    start,
  );
const reasons = (explained: ReturnType<typeof explain>) =>
  Object.fromEntries(explained.hosts.map(({ hostId, reason }) => [hostId, reason]));

test('each host is named with its own reason', () => {
  const ten = ['2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z'] as const;
  const next = ['2026-06-15T11:00:00Z', '2026-06-15T12:00:00Z'] as const;
  const hosts = [
    host('away', { absences: [between(...ten)] }),
    host('late', { hours: dailyHours('UTC', '10:30-12:00') }),
    host('booked', { allocations: [booking(...ten, { eventTypeId: 'another' })] }),
    host('busy', { busy: [between(...ten)] }),
    host('before another', { allocations: [booking(...next)] }),
    host('before a call', { busy: [between(...next)] }),
    host('after a buffer', {
      allocations: [booking('2026-06-15T08:00:00Z', '2026-06-15T09:50:00Z', { after: 20 })],
    }),
    host('free'),
  ];
  expect(reasons(explain(hosts))).toEqual({
    away: 'absent',
    late: 'outside_schedule',
    booked: 'booked',
    busy: 'calendar_busy',
    'before another': 'buffer',
    'before a call': 'buffer',
    'after a buffer': 'buffer',
    free: null,
  });
  expect(explain(hosts).assignment).toMatchObject({
    ok: true,
    slot: { hostIds: ['free'] },
    reason: 'only_one',
  });
});

test('a host who is not active takes nothing, whatever is overridden, and nobody does without one who is needed', () => {
  const away = host('away', { isInactive: true });
  expect(reasons(explain([away, host('free')]))).toEqual({ away: 'inactive', free: null });
  const needed = [{ ...away, isRequired: true }, host('free')];
  for (const [hosts, parts] of [
    [needed, {}],
    [[away, host('free')], { assignment: 'all' }],
  ] as const) {
    const question = ask({ question: { hosts, rotation, ...parts } });
    const every = ['notice', 'window', 'hours', 'grid'] as const;
    expect(explainSlot(question, start, every).assignment).toEqual({ ok: false, reason: 'outside_hours' });
    expect(reasons(explainSlot(question, start))).toEqual({ away: 'inactive', free: null });
  }
});

test('a group slot that is full at its host says so', () => {
  const allocations = [booking('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z', { spotsTaken: 2 })];
  const question = ask({
    capacity: 2,
    question: { hosts: [host('a', { allocations }), host('b')], rotation },
  });
  expect(reasons(explainSlot(question, start))).toEqual({ a: 'full', b: null });
});

test('who is next, who then, and why', () => {
  const hosts = [
    host('much', { share: { ...share, tag: 2 * tagUnit } }),
    host('lead', { isRequired: true }),
    host('little', { share: { ...share, tag: tagUnit } }),
    host('away', { absences: [between('2026-06-15T00:00:00Z', '2026-06-16T00:00:00Z')] }),
  ];
  const explained = explain(hosts);
  expect(explained.hosts).toEqual([
    { hostId: 'lead', isNeeded: true, reason: null, turn: null },
    { hostId: 'away', isNeeded: false, reason: 'absent', turn: null },
    { hostId: 'little', isNeeded: false, reason: null, turn: 1 },
    { hostId: 'much', isNeeded: false, reason: null, turn: 2 },
  ]);
  expect(explained.assignment).toMatchObject({ slot: { hostIds: ['lead', 'little'] }, reason: 'fair_share' });
});

test('where one was asked for, the others say that they were not', () => {
  const explained = explain([host('a'), host('b')], { wantedHostId: 'b' });
  expect(explained.hosts).toEqual([
    { hostId: 'b', isNeeded: false, reason: null, turn: 1 },
    { hostId: 'a', isNeeded: false, reason: 'not_wanted', turn: null },
  ]);
});

test('the verdict is that of decideAssignment, also where the time is refused whoever the hosts are', () => {
  const question = ask({ question: { hosts: [host('a'), host('b')], rotation } });
  for (const text of ['2026-06-15T10:00:00Z', '2026-06-15T10:30:00Z', '2025-06-15T10:00:00Z']) {
    const { assignment, hosts } = explainSlot(question, instant(text));
    expect(assignment).toEqual(decideAssignment(question, instant(text)));
    expect(hosts).toHaveLength(2);
  }
});
