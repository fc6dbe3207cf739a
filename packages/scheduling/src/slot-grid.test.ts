import { describe, expect, test } from 'vitest';
import { ask, between, instant, startsOn } from '../test/builders.ts';
import { decideSlot, findSlots, type SlotQuestion } from './index.ts';

const day = between('2026-06-15T00:00:00Z', '2026-06-16T00:00:00Z');

/** 'HH:MM' of the starts on 2026-06-15, in UTC. */
function times(question: SlotQuestion): string[] {
  return startsOn(question, '2026-06-15').map((text) => text.slice(11, 16));
}

function reason(question: SlotQuestion, start: string): string {
  const verdict = decideSlot(question, instant(start));
  return verdict.ok ? 'bookable' : verdict.reason;
}

describe('the grid', () => {
  test('steps by duration and both buffers unless an interval is given', () => {
    expect(times(ask())).toEqual(['09:00', '10:00', '11:00']);
    const buffered = { durationMinutes: 30, bufferBeforeMinutes: 10, bufferAfterMinutes: 20 };
    expect(times(ask(buffered))).toEqual(['09:00', '10:00', '11:00']);
    expect(times(ask({ slotIntervalMinutes: 45 }))).toEqual(['09:00', '09:45', '10:30']);
  });

  test('buffers may reach out of the hours, the slot itself may not', () => {
    const question = ask({ bufferBeforeMinutes: 120, bufferAfterMinutes: 120, slotIntervalMinutes: 60 });
    expect(times(question)).toEqual(['09:00', '10:00', '11:00']);
  });

  test('starts again where touching windows meet, and no slot lies across', () => {
    expect(times(ask({ windows: ['09:00-10:30', '10:30-12:00'] }))).toEqual(['09:00', '10:30']);
    expect(times(ask({ windows: ['09:00-10:31', '10:30-12:00'] }))).toEqual(['09:00', '10:00', '11:00']);
  });

  test('goes up to 24:00 and not beyond, even where the next day is open from midnight', () => {
    const question = ask({ windows: ['00:00-01:00', '22:30-24:00'], slotIntervalMinutes: 30 });
    expect(times(question)).toEqual(['00:00', '22:30', '23:00']);
  });

  test('keeps the seconds of a window', () => {
    expect(startsOn(ask({ windows: ['09:00:30-11:00:30'] }), '2026-06-15')).toEqual([
      '2026-06-15T09:00:30Z',
      '2026-06-15T10:00:30Z',
    ]);
  });

  test('has no starts without hours, without hosts and in an empty range', () => {
    expect(times(ask({ windows: [] }))).toEqual([]);
    for (const assignment of ['any', 'all'] as const) {
      const question = ask({ question: { hosts: [], assignment } });
      expect(times(question)).toEqual([]);
      expect(reason(question, '2026-06-15T09:00:00Z')).toBe('outside_hours');
    }
    expect(findSlots(ask(), { start: day.end, end: day.start }).slots).toEqual([]);
  });

  test('a slot belongs to the range by its start', () => {
    const range = between('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z');
    expect(findSlots(ask(), range).slots).toEqual([
      {
        ...between('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z'),
        spotsRemaining: 1,
        totalCapacity: 1,
        hostIds: ['hst_1'],
      },
    ]);
  });

  test('no grid can be made of nothing', () => {
    expect(() => findSlots(ask({ durationMinutes: 0 }), day)).toThrow(RangeError);
    expect(() => findSlots(ask({ slotIntervalMinutes: 0 }), day)).toThrow(RangeError);
  });
});
