import { isApiError, type PublicEventType } from '@astrocal/sdk';
import { useRef, useState } from 'react';
import { monthOf } from '../headless/dates.ts';
import { dateIn } from '../headless/local-date.ts';
import { useBooking } from '../hooks/use-booking.ts';
import { useEventType } from '../hooks/use-event-type.ts';
import type { QueryResult } from '../hooks/use-query.ts';
import { useVisitorTimezone } from '../hooks/use-visitor.ts';
import type { BookingFlow, BookingFlowOptions } from './booking-flow.ts';
import {
  type BookingFlowState,
  type ChoosableSlot,
  chooseDate,
  chooseDuration,
  chooseHost,
  chooseSlot,
  confirm,
  goBack,
  loseSlot,
  nothingChosen,
  stepOf,
} from './flow-state.ts';
import type { BookingDetails } from './submission.ts';
import { useCalendar } from './use-calendar.ts';
import { useFlowSubmit } from './use-flow-submit.ts';

/**
 * Everything that a booking page needs to know, and nothing of its look: the steps length, date, time, form and
 * confirmed, the calendar of a month, and what to do when the time is taken meanwhile.
 */
export function useBookingFlow(options: BookingFlowOptions): BookingFlow {
  const { eventTypeId, locale, reschedule } = options;
  const [state, move, newest] = useFlowState();
  const [details, setDetails] = useState<BookingDetails>();
  const [chosenTimezone, setChosenTimezone] = useState<string>();
  const visitors = useVisitorTimezone();
  const timezone = chosenTimezone ?? options.timezone ?? visitors;

  const length = useLength(options, state.duration);
  const { hosts, ...host } = hostsOf(options, length.eventType, state.hostId);
  const { availability, ...calendar } = useCalendar({
    eventTypeId: length.duration === undefined ? null : eventTypeId,
    timezone,
    duration: length.duration,
    ...host,
    reschedule,
    locale,
  });
  const submission = useFlowSubmit(reschedule);

  const change = (to: (state: BookingFlowState) => BookingFlowState) => {
    if (submission.isPending) return;
    submission.reset();
    move(to);
  };
  const showSlot = (slot: ChoosableSlot, zone: string) => {
    const date = dateIn(zone, slot.start_time);
    change((before) => chooseSlot(before, slot, date));
    calendar.showMonth(monthOf(date));
  };

  const submit = async (given: BookingDetails = {}) => {
    const { slot, booking: made } = newest.current;
    if (!slot || !eventTypeId || !timezone || made) return;
    setDetails(given);
    try {
      const booking = await submission.submit(
        { eventTypeId, slot, duration: length.duration, host, timezone },
        given,
      );
      move((now) => confirm(now, booking));
    } catch (error) {
      // The state of the submission holds the error; all that is left to do is to leave a slot that is gone.
      if (isApiError(error, 'slot_unavailable')) move(loseSlot);
    }
  };

  return {
    ...calendar,
    ...length,
    step: stepOf(state, length.durations.length > 0),
    chooseDuration: (minutes) => change((before) => chooseDuration(before, minutes)),
    hosts,
    hostId: host.hostId,
    chooseHost: (memberId) => change((before) => chooseHost(before, memberId)),
    timezone,
    setTimezone: (zone) => {
      setChosenTimezone(zone);
      if (state.slot && !state.booking) showSlot(state.slot, zone);
    },
    date: state.date ?? undefined,
    chooseDate: (date) => change((before) => chooseDate(before, date)),
    slots: (state.date && availability.slotsByDate.get(state.date)) || [],
    slot: state.slot ?? undefined,
    chooseSlot: (slot) => timezone && showSlot(slot, timezone),
    isCapped: availability.data?.capped === true,
    submit,
    isSubmitting: submission.isPending,
    details,
    alternatives: submission.alternatives,
    booking: state.booking ?? undefined,
    isLoading: length.isLoading || availability.isLoading,
    error: submission.error ?? length.error ?? obstacleOf(availability),
    retry: () => {
      length.retry();
      if (availability.error) availability.refetch();
    },
    back: () => change(goBack),
    restart: () => change(() => nothingChosen),
  };
}

/** What is chosen, a way to change it, and the newest of it: one handler may choose and submit. */
function useFlowState() {
  const [state, setState] = useState<BookingFlowState>(nothingChosen);
  const newest = useRef(state);
  const move = (to: (state: BookingFlowState) => BookingFlowState) => {
    newest.current = to(newest.current);
    setState(newest.current);
  };
  return [state, move, newest] as const;
}

/** How long the meeting is: as the booking that is moved, as chosen, or as the only length there is. */
function useLength({ eventTypeId, reschedule }: BookingFlowOptions, chosen: number | null) {
  const eventType = useEventType(eventTypeId);
  const moved = useBooking(reschedule?.bookingId, { token: reschedule?.token });
  const durations = reschedule || !eventType.data ? [] : durationsToChoose(eventType.data);
  const only = durations.length > 0 ? undefined : eventType.data?.duration_minutes;
  return {
    eventType: eventType.data,
    durations,
    duration: reschedule ? moved.data?.event_type.duration : (chosen ?? only),
    isLoading: eventType.isLoading || moved.isLoading,
    error: obstacleOf(eventType) ?? obstacleOf(moved),
    retry: () => {
      for (const read of [eventType, moved]) if (read.error) read.refetch();
    },
  };
}

const nobody: PublicEventType['hosts'] = [];

/** Whom one may choose, and who is wanted: as the options say, or else as chosen of those who are there to choose. */
function hostsOf(
  { hostId, hostAttributes, reschedule }: BookingFlowOptions,
  eventType: PublicEventType | undefined,
  chosen: string | undefined,
) {
  const isChosen = reschedule !== undefined || hostId !== undefined || hostAttributes !== undefined;
  const hosts = isChosen ? nobody : (eventType?.hosts ?? nobody).filter(({ required }) => !required);
  return { hosts, hostId: hostId ?? chosen, hostAttributes };
}

/** Why there is nothing to show. A failure to ask once more is none: what is there can be shown. */
const obstacleOf = ({ data, error }: QueryResult<unknown>) => (data === undefined ? error : undefined);

/** The lengths that an invitee chooses from, shortest first; none where there is one only. */
function durationsToChoose({ duration_options, duration_minutes }: PublicEventType): readonly number[] {
  const durations = [...new Set([...(duration_options ?? []), duration_minutes])].sort((a, b) => a - b);
  return durations.length > 1 ? durations : [];
}
