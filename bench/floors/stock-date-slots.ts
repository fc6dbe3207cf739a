import { bufferMs, changeDate, type Scenario, slotMs } from '../scenario.ts';

/**
 * The floor for slots: what a plain loop with the language's own `Date` takes to write the same JSON. It knows this
 * one case only (one host, sorted bookings, New York's hours and its one change of the clock written out); a general
 * engine has to find those.
 */
export function stockDateSlots({ year, days, bookedStarts }: Scenario): string {
  const change = changeDate(year);
  const slots: { start_time: string; end_time: string }[] = [];
  let booking = 0;
  for (let date = 1; date <= days; date++) {
    const weekday = new Date(Date.UTC(year, 2, date)).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    const hoursBehindUtc = date < change ? 5 : 4;
    for (let minute = 9 * 60; minute <= 16 * 60 + 30; minute += 30) {
      const start = new Date(Date.UTC(year, 2, date, hoursBehindUtc, minute));
      const end = new Date(start.getTime() + slotMs);
      const from = start.getTime() - bufferMs;
      const until = end.getTime() + bufferMs;
      while ((bookedStarts[booking] as number) + slotMs + bufferMs <= from) booking++;
      if ((bookedStarts[booking] as number) - bufferMs < until) continue;
      slots.push({ start_time: withoutMs(start), end_time: withoutMs(end) });
    }
  }
  return JSON.stringify(slots);
}

const withoutMs = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;
