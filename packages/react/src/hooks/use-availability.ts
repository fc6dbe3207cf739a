import type { Availability, Slot } from '@astrocal/sdk';
import { useEffect, useMemo } from 'react';
import type { Query } from '../cache/query.ts';
import { addMonths, datesSpanOf, type LocalDate, type Month, monthOf } from '../headless/dates.ts';
import { isKnownTimezone } from '../headless/local-date.ts';
import { groupSlotsByDate } from '../headless/slots.ts';
import { useAstrocal, useScope } from '../provider.tsx';
import { availabilityQuery, type RescheduleTarget, type WantedHost } from '../queries.ts';
import { type QueryResult, useQuery } from './use-query.ts';
import { useToday, useVisitorTimezone } from './use-visitor.ts';

export interface AvailabilityQuestion extends WantedHost {
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
  /** A booking of this event type: the times that it can be moved to, in its own length, over its own time too. */
  readonly reschedule?: RescheduleTarget | undefined;
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
 * the page and after every booking, and a slot that a booking was refused for is gone at once. A zone that the machine
 * does not know is a RangeError in `error`.
 */
export function useAvailability(question: AvailabilityQuestion): AvailabilityResult {
  const { eventTypeId, start, end = start, duration, reschedule, prefetch = true } = question;
  const { hostId, hostAttributes } = question;
  const visitors = useVisitorTimezone();
  const timezone = question.timezone ?? visitors;
  const today = useToday(timezone);
  const month = start === undefined ? (question.month ?? (today && monthOf(today))) : undefined;
  const zoneError = useZoneError(timezone);

  const { start: first, end: last } = month === undefined ? { start, end } : datesSpanOf(month);
  const asked = { eventTypeId, timezone, duration, hostId, hostAttributes, reschedule };
  const query = useRangeQuery({ ...asked, start: first, end: last }, zoneError === undefined);
  const result = useQuery(query);
  const { data } = result;
  const next = month === undefined || !prefetch ? undefined : datesSpanOf(addMonths(month, 1));
  usePrefetch(useRangeQuery({ ...asked, start: next?.start, end: next?.end }, data !== undefined));

  const slotsByDate = useMemo(
    () => (data && timezone ? groupSlotsByDate(data.slots, timezone) : noDates),
    [data, timezone],
  );
  // On a server and while the page hydrates, the question waits for the visitor's zone: that is loading, too.
  const isWaiting = Boolean(eventTypeId) && query === null && !zoneError;
  return {
    ...result,
    error: zoneError ?? result.error,
    isLoading: result.isLoading || isWaiting,
    isFetching: result.isFetching || isWaiting,
    slotsByDate,
  };
}

/** The query of a stretch of dates, as soon as all of it is known and it is wanted. */
function useRangeQuery(range: Omit<AvailabilityQuestion, 'month' | 'prefetch'>, isWanted: boolean) {
  const client = useAstrocal();
  const { eventTypeId, start, end, timezone } = range;
  const { bookingId: booking_id, token } = range.reschedule ?? {};
  // What a booking keeps is not asked for.
  const own = booking_id ? undefined : range;
  const { duration, hostId: host_id } = own ?? {};
  const attributes = JSON.stringify(own?.hostAttributes); // written anew each time
  return useMemo(() => {
    if (!isWanted || !eventTypeId || !start || !end || !timezone) return null;
    const host_attributes = attributes === undefined ? undefined : JSON.parse(attributes);
    const wish = { duration, host_id, host_attributes, booking_id, token };
    return availabilityQuery(client, { eventTypeId, start, end, timezone, ...wish });
  }, [client, isWanted, eventTypeId, start, end, timezone, duration, host_id, attributes, booking_id, token]);
}

/** Asks ahead of need. */
function usePrefetch(query: Query<unknown> | null): void {
  const { cache } = useScope();
  useEffect(() => (query ? cache.watch(query) : undefined), [cache, query]);
}

function useZoneError(timezone: string | undefined): RangeError | undefined {
  return useMemo(() => {
    if (timezone === undefined || isKnownTimezone(timezone)) return undefined;
    return new RangeError(`There is no zone "${timezone}" here.`);
  }, [timezone]);
}
