import { describe, expect, test } from 'vitest';
import { ask, between, booking, dailyHours, host, instant, zoneNamed } from '../test/builders.ts';
import { compileHours, decideSlot, findSlots, type SlotQuestion } from './index.ts';

const day = between('2026-06-15T00:00:00Z', '2026-06-16T00:00:00Z');

function reason(question: SlotQuestion, start: string): string {
  const verdict = decideSlot(question, instant(start));
  return verdict.ok ? 'bookable' : verdict.reason;
}

describe('several hosts', () => {
  const early = host('early', { hours: dailyHours('UTC', '09:00-11:00') });
  const late = host('late', { hours: dailyHours('UTC', '10:00-12:00') });
  const assigned = (question: SlotQuestion) =>
    findSlots(question, day).slots.map(
      (slot) => `${new Date(slot.start).getUTCHours()} ${slot.hostIds.join('+')}`,
    );

  test('any: a time needs one of them, the first who is free', () => {
    expect(assigned(ask({ question: { hosts: [early, late] } }))).toEqual(['9 early', '10 early', '11 late']);
    expect(assigned(ask({ question: { hosts: [late, early] } }))).toEqual(['9 early', '10 late', '11 late']);
  });

  test('all: a time needs every one of them', () => {
    expect(assigned(ask({ question: { hosts: [early, late], assignment: 'all' } }))).toEqual([
      '10 early+late',
    ]);
  });

  test('any: joiners go to the host whose slot is already open', () => {
    const allocations = [booking('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z')];
    const hosts = [early, { ...late, allocations }];
    expect(assigned(ask({ capacity: 2, question: { hosts } }))).toEqual(['9 early', '10 late', '11 late']);
    expect(assigned(ask({ capacity: 2, question: { hosts, spots: 2 } }))).toEqual([
      '9 early',
      '10 early',
      '11 late',
    ]);
  });

  test('all: as many spots remain as at the fullest host', () => {
    const allocations = [booking('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z')];
    const question = ask({
      capacity: 4,
      question: {
        hosts: [
          { ...early, allocations },
          { ...late, allocations },
        ],
        assignment: 'all',
      },
    });
    expect(findSlots(question, day).slots.map((slot) => slot.spotsRemaining)).toEqual([3]);
  });

  test('an open group is joined by all who would hold it, or by nobody', () => {
    const allocations = [booking('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z')];
    const [free, inGroup] = [host('free'), host('in group', { allocations })];
    const lead = { ...inGroup, id: 'lead', isRequired: true };
    const at10 = (...hosts: SlotQuestion['hosts']) => ask({ capacity: 4, question: { hosts } });
    const ten = '2026-06-15T10:00:00Z';
    const all = ask({ capacity: 4, question: { hosts: [free, inGroup], assignment: 'all' } });
    expect(reason(all, ten)).toBe('booked');
    expect(findSlots(all, day, { withFull: true }).full).toHaveLength(1);
    expect(reason(at10(lead, free), ten)).toBe('booked');
    expect(reason(at10({ ...free, isRequired: true }, inGroup), ten)).toBe('booked');
    expect(assigned(at10(lead, free, inGroup))).toContain('10 lead+in group');
  });

  test('any answers with the reason of the host who came furthest, all with the first in the order', () => {
    const booked = host('booked', { allocations: [booking('2026-06-15T09:00:00Z', '2026-06-15T10:00:00Z')] });
    for (const hosts of [
      [booked, late],
      [late, booked],
    ]) {
      expect(reason(ask({ question: { hosts } }), '2026-06-15T09:00:00Z')).toBe('booked');
      expect(reason(ask({ question: { hosts, assignment: 'all' } }), '2026-06-15T09:00:00Z')).toBe(
        'outside_hours',
      );
    }
  });

  test('a waitlist is offered what only bookings refuse, at one host or at all', () => {
    const allocations = [booking('2026-06-15T09:00:00Z', '2026-06-15T11:00:00Z')];
    const busy = [between('2026-06-15T10:00:00Z', '2026-06-15T10:30:00Z')];
    const hosts = [host('a', { allocations }), host('b', { busy: [day] })];
    const full = (question: SlotQuestion) =>
      findSlots(question, day, { withFull: true }).full.map((slot) => new Date(slot.start).getUTCHours());
    expect(full(ask({ question: { hosts } }))).toEqual([9, 10]);
    expect(full(ask({ question: { hosts, assignment: 'all' } }))).toEqual([]);
    expect(full(ask({ question: { hosts: [host('a', { allocations, busy })] } }))).toEqual([9]);
    expect(
      full(ask({ question: { hosts: [host('a', { allocations }), host('c')], assignment: 'all' } })),
    ).toEqual([9, 10]);
  });

  test('each has hours in a zone of their own', () => {
    const rules = [{ dayOfWeek: 1, startSecond: 18 * 3600, endSecond: 20 * 3600 }];
    const tokyo = host('tokyo', {
      hours: compileHours({ zone: zoneNamed('Asia/Tokyo'), rules, overrides: [] }),
    });
    expect(assigned(ask({ question: { hosts: [tokyo, late], assignment: 'all' } }))).toEqual([
      '10 tokyo+late',
    ]);
  });
});
