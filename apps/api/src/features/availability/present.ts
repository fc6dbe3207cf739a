import { formatLocalTime } from '@astrocal/scheduling';
import type { StoredWindow } from '../../db/schema.ts';
import type { EventTypeRow } from '../event-types/index.ts';

const presentWindow = ({ startSecond, endSecond }: StoredWindow) => ({
  start_time: formatLocalTime(startSecond),
  end_time: formatLocalTime(endSecond),
});

/** The hours of an event type as the API shows them, in the order in which they were given. */
export const presentHours = (
  row: Pick<EventTypeRow, 'id' | 'timezone' | 'weekly_hours' | 'date_overrides'>,
) => ({
  event_type_id: row.id,
  timezone: row.timezone,
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
