import type { Availability, Slot } from '@astrocal/sdk';
import { useEffect, useMemo } from 'react';
import { addMonths, datesSpanOf, type LocalDate, type Month, monthOf } from '../headless/dates.ts';
import { groupSlotsByDate } from '../headless/slots.ts';
import { useScope } from '../provider.tsx';
import { availabilityQuery } from '../queries.ts';
import { type QueryResult, useQuery } from './use-query.ts';
import { useToday, useVisitorTimezone } from './use-visitor.ts';

export interface AvailabilityQuestion {
  /** Without it nothing is asked. */
  readonly eventTypeId: string | null | undefined;
  /** `YYYY-MM`. Where neither this nor `start` is told: the month that it is. */
  readonly month?: Month | undefined;
  /** In place of a month: the first date, … */
  readonly start?: LocalDate | undefined;
  /** … and the last one, at most 92 days. Without it, only the first. */
  readonly end?: LocalDate | undefined;
  /** The zone whose dates are meant. Unless told, the visitor's. */
  readonly timezone?: string | undefined;
  /** Minutes: one of the `duration_options`. */
  readonly duration?: number | undefined;
  /** Whether the month after is asked for too, as soon as this one is there. Unless told, it is. */
  readonly prefetch?: boolean | undefined;
}

export interface AvailabilityResult extends QueryResult<Availability> {
  /** The slots by the date on which they start in the zone that was asked in; dates without any are not in it. */
  readonly slotsByDate: ReadonlyMap<LocalDate, readonly Slot[]>;
}

const noDates: ReadonlyMap<LocalDate, readonly Slot[]> = new Map();

/**
 * The slots of a month, or of some dates, in the visitor's zone. They are asked for again when the visitor returns to
 * the page and after every booking, and a slot that a booking was refused for is gone at once.
 */
export function useAvailability(question: AvailabilityQuestion): AvailabilityResult {
  const { eventTypeId, month: asked, start, end = start, duration, prefetch = true } = question;
  const { client, cache } = useScope();
  const visitors = useVisitorTimezone();
  const timezone = question.timezone ?? visitors;
  const today = useToday(timezone);
  const month = start === undefined ? (asked ?? (today && monthOf(today))) : undefined;

  const query = useMemo(() => {
    const span = month === undefined ? start && end && { start, end } : datesSpanOf(month);
    if (!eventTypeId || !timezone || !span) return null;
    return availabilityQuery(client, { eventTypeId, timezone, duration, ...span });
  }, [client, eventTypeId, month, start, end, timezone, duration]);
  const result = useQuery(query);
  const { data } = result;

  const next = useMemo(() => {
    if (!eventTypeId || !timezone || !month || !prefetch) return null;
    return availabilityQuery(client, {
      eventTypeId,
      timezone,
      duration,
      ...datesSpanOf(addMonths(month, 1)),
    });
  }, [client, eventTypeId, month, timezone, duration, prefetch]);
  const isThere = data !== undefined;
  useEffect(() => (next && isThere ? cache.watch(next) : undefined), [cache, next, isThere]);

  const slotsByDate = useMemo(
    () => (data && timezone ? groupSlotsByDate(data.slots, timezone) : noDates),
    [data, timezone],
  );
  // On a server and while hydrating, the question waits for the visitor's zone: that is loading, too.
  const isLoading = result.isLoading || (Boolean(eventTypeId) && query === null);
  return { ...result, isLoading, isFetching: result.isFetching || isLoading, slotsByDate };
}
