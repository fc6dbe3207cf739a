import type { EventTypeRow } from '../event-types/index.ts';
import { presentWindows } from '../schedules/index.ts';

/** The hours of an event type as the API shows them, in the order in which they were given. */
export const presentHours = (
  row: Pick<EventTypeRow, 'id' | 'timezone' | 'weekly_hours' | 'date_overrides'>,
) => ({ event_type_id: row.id, timezone: row.timezone, ...presentWindows(row) });
