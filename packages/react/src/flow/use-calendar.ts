import { useMemo, useState } from 'react';
import { addMonths, type Month, monthOf } from '../headless/dates.ts';
import { firstDayOfWeek } from '../headless/first-day.ts';
import { type AvailabilityResult, useAvailability } from '../hooks/use-availability.ts';
import { useToday } from '../hooks/use-visitor.ts';
import type { RescheduleTarget, WantedHost } from '../queries.ts';
import { type CalendarDay, calendarOf } from './calendar.ts';

export interface CalendarOptions extends WantedHost {
  /** Without it the calendar shows dates, none of them bookable. */
  readonly eventTypeId: string | null | undefined;
  /** The zone whose dates it shows. Undefined shows nothing, as on a server. */
  readonly timezone: string | undefined;
  /** Minutes: one of the `duration_options`. */
  readonly duration?: number | undefined;
  /** A booking: the dates that it can be moved to. */
  readonly reschedule?: RescheduleTarget | undefined;
  /** Decides the first day of the week. Unless told, `en`. */
  readonly locale?: string | undefined;
}

export interface Calendar {
  readonly availability: AvailabilityResult;
  /** The month that is shown; at first the one that it is. Undefined as long as the zone is. */
  readonly month: Month | undefined;
  /** Its weeks of seven days each. */
  readonly weeks: readonly (readonly CalendarDay[])[];
  /** False in the month that it is: the past cannot be booked. */
  readonly hasPreviousMonth: boolean;
  readonly showMonth: (month: Month) => void;
  readonly showPreviousMonth: () => void;
  readonly showNextMonth: () => void;
}

/** A month to choose a date from, with the slots of that month. */
export function useCalendar(options: CalendarOptions): Calendar {
  const { eventTypeId, timezone, locale = 'en', ...wish } = options;
  const [shown, showMonth] = useState<Month>();
  const today = useToday(timezone);
  const month = shown ?? (today && monthOf(today));
  const availability = useAvailability({ ...wish, eventTypeId, month, timezone });
  const { slotsByDate } = availability;
  const weeks = useMemo(
    () => (month ? calendarOf(month, firstDayOfWeek(locale), slotsByDate, today) : []),
    [month, locale, slotsByDate, today],
  );
  const hasPreviousMonth = Boolean(month && today && month > monthOf(today));
  return {
    availability,
    month,
    weeks,
    hasPreviousMonth,
    showMonth,
    showPreviousMonth: () => {
      if (month && hasPreviousMonth) showMonth(addMonths(month, -1));
    },
    showNextMonth: () => {
      if (month) showMonth(addMonths(month, 1));
    },
  };
}
