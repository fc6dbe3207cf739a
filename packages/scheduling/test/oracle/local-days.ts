/** The second opinion about dates: it walks every minute and notes where the date on the zone's clock changes. */
import { fixturePeriods } from './fixture-zones.ts';

/** A date as days since 1970-01-01, and the first and the next day's first minute since the epoch. */
export interface LocalDay {
  readonly date: number;
  readonly start: number;
  readonly end: number;
}

/** Every whole local day between two minutes. Only for years in which clocks change on whole minutes. */
export function walkLocalDays(zone: string, [from, until]: readonly [number, number]): readonly LocalDay[] {
  const periods = fixturePeriods(zone);
  const days: LocalDay[] = [];
  let period = 0;
  let shown = Number.NaN;
  let since = Number.NaN;
  for (let minute = from; minute < until; minute++) {
    while (period + 1 < periods.length && (periods[period + 1]?.[0] as number) <= minute * 60) period++;
    const date = Math.floor((minute + (periods[period]?.[1] as number) / 60) / 1440);
    if (date === shown) continue;
    // The first day of the walk had begun before it.
    if (since > from) days.push({ date: shown, start: since, end: minute });
    shown = date;
    since = minute;
  }
  return days;
}
