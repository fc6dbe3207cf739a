import { describe, expect, it } from 'vitest';
import { initialState } from '../flow/state.ts';
import { firstCursor, moveCursor } from './calendar-keys.ts';

const monday = { direction: 'ltr', firstWeekday: 1 } as const;
const bounds = { first: '2026-06-03', last: '2028-06' };
const move = (
  date: string,
  key: string,
  shiftKey = false,
  custom: Parameters<typeof moveCursor>[2] = monday,
) => moveCursor(date, { key, shiftKey }, custom, bounds);

describe('the keys of the date grid', () => {
  it.each([
    ['ArrowRight', '2026-07-31', '2026-08-01'],
    ['ArrowLeft', '2026-07-01', '2026-06-30'],
    ['ArrowDown', '2026-07-30', '2026-08-06'],
    ['ArrowUp', '2026-07-08', '2026-07-01'],
    ['Home', '2026-07-16', '2026-07-13'],
    ['End', '2026-07-16', '2026-07-19'],
    ['PageDown', '2026-08-31', '2026-09-30'],
    ['PageUp', '2026-08-31', '2026-07-31'],
  ])('%s leads from %s to %s', (key, from, to) => expect(move(from, key)).toBe(to));

  it('go by years with Shift', () => expect(move('2026-07-16', 'PageDown', true)).toBe('2027-07-16'));

  it('are mirrored from right to left, and know where the week begins', () => {
    const arabic = { direction: 'rtl', firstWeekday: 6 } as const;
    expect(move('2026-07-16', 'ArrowRight', false, arabic)).toBe('2026-07-15');
    expect(move('2026-07-16', 'Home', false, arabic)).toBe('2026-07-11');
  });

  it('end at the first month and the last', () => {
    expect(move('2026-06-01', 'ArrowLeft')).toBeNull();
    expect(move('2026-07-02', 'ArrowUp')).toBe('2026-06-25');
    expect(move('2026-08-01', 'PageUp', true)).toBe('2026-06-03');
    expect(move('2028-06-30', 'ArrowRight')).toBeNull();
  });

  it('leave others alone', () => expect(move('2026-07-16', 'a')).toBeNull());
});

describe('where the keyboard comes in', () => {
  const state = initialState('UTC', '2026-06-03');
  const slot = { kind: 'free', startTime: '', endTime: '' } as const;
  const full = { ...slot, kind: 'full' } as const;

  it('is the chosen day, else the first free one, else today, else the first', () => {
    const days = { '2026-06-09': [slot], '2026-06-05': [full] };
    const known = { ...state, months: { '2026-06': { status: 'ready', days } } } as const;
    expect(firstCursor({ ...known, date: '2026-06-20' })).toBe('2026-06-20');
    expect(firstCursor(known)).toBe('2026-06-09');
    expect(firstCursor(state)).toBe('2026-06-03');
    expect(firstCursor({ ...state, month: '2026-07' })).toBe('2026-07-01');
  });
});
