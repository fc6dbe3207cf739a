import { formatLocalTime } from '@astrocal/scheduling';
import type { StoredOverride, StoredWeeklyWindow, StoredWindow } from '../../db/schema.ts';
import { isoSeconds } from '../../lib/clock.ts';
import type { AbsenceRecord } from './store-absences.ts';
import type { ScheduleRecord } from './store-schedules.ts';

const presentWindow = ({ startSecond, endSecond }: StoredWindow) => ({
  start_time: formatLocalTime(startSecond),
  end_time: formatLocalTime(endSecond),
});

/** Weekly hours and dates that differ as the API shows them, in the order in which they were given. */
export const presentWindows = (row: {
  readonly weekly_hours: readonly StoredWeeklyWindow[];
  readonly date_overrides: readonly StoredOverride[];
}) => ({
  rules: row.weekly_hours.map((rule) => ({
    id: rule.id,
    day_of_week: rule.dayOfWeek,
    ...presentWindow(rule),
  })),
  overrides: row.date_overrides.map(({ id, date, windows }) => ({
    id,
    date,
    windows: windows.map(presentWindow),
  })),
});

/** The schedule of a member as the API shows it; without one, the zone is the member's. */
export const presentSchedule = (
  member: { readonly id: string; readonly timezone: string },
  schedule: ScheduleRecord | undefined,
) => ({
  member_id: member.id,
  timezone: schedule?.timezone ?? member.timezone,
  ...(schedule ? presentWindows(schedule) : { rules: null, overrides: null }),
  updated_at: schedule ? isoSeconds(schedule.updated_at) : null,
});

export const presentAbsence = (row: AbsenceRecord) => ({
  id: row.id,
  member_id: row.member_id,
  start_date: row.start_date,
  end_date: row.end_date,
  note: row.note,
  conflicting_bookings: row.conflicting_bookings,
  created_at: isoSeconds(row.created_at),
});
