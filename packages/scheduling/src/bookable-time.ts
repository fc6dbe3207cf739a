import { dateAt, startOfDate } from './local-clock.ts';
import type { SlotOverride, SlotQuestion, SlotRefusal } from './question.ts';
import { type Instant, type Interval, minuteMs } from './time.ts';
import { zoneHorizon } from './zone.ts';

/** Whether the current period has received all the bookings it may. */
export function isCapped({ cap }: SlotQuestion): boolean {
  return cap !== null && cap.received >= cap.limit;
}

/**
 * The starts that notice and booking window allow, whoever the hosts are. The last date is today in the
 * event type's zone plus the window's days. Slots that end after the table of zone rules are beyond the
 * window, whatever is overridden: nobody knows yet what clocks will show then.
 */
export function bookableStarts({ now, eventType }: SlotQuestion, override: SlotOverride = []): Interval {
  const { zone, minimumNoticeMinutes, bookingWindowDays, durationMinutes } = eventType;
  const lastStart = zoneHorizon - durationMinutes * minuteMs;
  const windowEnd =
    bookingWindowDays === null || override.includes('window')
      ? Number.POSITIVE_INFINITY
      : startOfDate(zone, dateAt(zone, now) + bookingWindowDays + 1);
  const notice = override.includes('notice') ? 0 : minimumNoticeMinutes;
  return { start: now + notice * minuteMs, end: Math.min(windowEnd, lastStart + 1) };
}

/** Why a start is too early or too late, or null. */
export function refuseStart(
  question: SlotQuestion,
  start: Instant,
  override: SlotOverride,
): SlotRefusal | null {
  if (start < question.now) return 'in_past';
  const allowed = bookableStarts(question, override);
  if (start < allowed.start) return 'notice_too_short';
  return start < allowed.end ? null : 'beyond_window';
}
