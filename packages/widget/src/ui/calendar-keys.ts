import { shownDays } from '../flow/reduce.ts';
import type { FlowState } from '../flow/state.ts';
import { hasFree } from '../time/days.ts';
import { addDays, addMonths, firstDay, monthOf, sameDayIn, weekdayOf } from '../time/month.ts';

/** The day that the keyboard is on when it comes to a month: the chosen one, the first free one, today, the first. */
export function firstCursor(state: FlowState): string {
  const { date, month, today } = state;
  if (date !== null && monthOf(date) === month) return date;
  const days = shownDays(state);
  const first = Object.keys(days)
    .sort()
    .find((day) => hasFree(days[day]));
  return first ?? (monthOf(today) === month ? today : firstDay(month));
}

interface Key {
  readonly key: string;
  readonly shiftKey?: boolean;
}

/**
 * Where a key leads from a day: the arrows by days and weeks (mirrored where one reads from right to left), Home and
 * End in the week, Page Up and Down by months, with Shift by years. Null for other keys, and for the edge.
 */
export function moveCursor(
  date: string,
  { key, shiftKey = false }: Key,
  custom: { readonly direction: 'ltr' | 'rtl'; readonly firstWeekday: number },
  bounds: { readonly first: string; readonly last: string },
): string | null {
  const forward = custom.direction === 'rtl' ? -1 : 1;
  const inWeek = (weekdayOf(date) - custom.firstWeekday + 7) % 7;
  const byMonths = (months: number) => sameDayIn(addMonths(monthOf(date), months), date);
  const moves: Readonly<Record<string, () => string>> = {
    ArrowRight: () => addDays(date, forward),
    ArrowLeft: () => addDays(date, -forward),
    ArrowDown: () => addDays(date, 7),
    ArrowUp: () => addDays(date, -7),
    Home: () => addDays(date, -inWeek),
    End: () => addDays(date, 6 - inWeek),
    PageUp: () => byMonths(shiftKey ? -12 : -1),
    PageDown: () => byMonths(shiftKey ? 12 : 1),
  };
  const next = moves[key]?.() ?? null;
  if (next === null || monthOf(next) > monthOf(bounds.last)) return null;
  if (monthOf(next) >= monthOf(bounds.first)) return next;
  return monthOf(date) > monthOf(bounds.first) ? bounds.first : null;
}
