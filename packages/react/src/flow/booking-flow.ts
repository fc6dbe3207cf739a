import type { Booking, PublicEventType, Slot } from '@astrocal/sdk';
import type { LocalDate } from '../headless/dates.ts';
import type { RescheduleTarget, WantedHost } from '../queries.ts';
import type { ChoosableSlot, FlowStep } from './flow-state.ts';
import type { BookingDetails } from './submission.ts';
import type { Calendar } from './use-calendar.ts';

export interface BookingFlowOptions extends WantedHost {
  readonly eventTypeId: string | null | undefined;
  /** The zone to begin with. Unless told, the visitor's. */
  readonly timezone?: string | undefined;
  /** Decides the first day of the week. Unless told, `en`. */
  readonly locale?: string | undefined;
  /** Moves this booking instead of making one. Its length stays, so there is no step `duration`. */
  readonly reschedule?: RescheduleTarget | undefined;
}

/** Where a visitor stands who books, and what can be done there. While a booking is submitted, nothing is chosen. */
export interface BookingFlow extends Omit<Calendar, 'availability'> {
  readonly step: FlowStep;
  readonly eventType: PublicEventType | undefined;

  /** The lengths to choose from, in minutes; empty where there is one only. */
  readonly durations: readonly number[];
  /** The length of the meeting in minutes, once it is known. */
  readonly duration: number | undefined;
  readonly chooseDuration: (minutes: number) => void;

  /** The hosts to choose from; empty where there is no choice, or one of the options has made it. */
  readonly hosts: PublicEventType['hosts'];
  /** The member who shall hold the meeting; undefined: whose turn it is. */
  readonly hostId: string | undefined;
  /** One of `hosts`, or anyone: other times, so a chosen one is left. */
  readonly chooseHost: (memberId: string | undefined) => void;

  /** The zone of all dates and times here; undefined on a server and while the page hydrates. */
  readonly timezone: string | undefined;
  /** Another zone: a chosen time stays the same instant, on the date that it has there. */
  readonly setTimezone: (timezone: string) => void;

  readonly date: LocalDate | undefined;
  readonly chooseDate: (date: LocalDate) => void;
  /** The slots of the chosen date. */
  readonly slots: readonly Slot[];
  readonly slot: ChoosableSlot | undefined;
  readonly chooseSlot: (slot: ChoosableSlot) => void;
  /** Nothing can be booked now, because the booking cap is reached. */
  readonly isCapped: boolean;

  /** Books the chosen slot, or moves the booking to it. What comes of it is told here: the promise never rejects. */
  readonly submit: (details?: BookingDetails) => Promise<void>;
  readonly isSubmitting: boolean;
  /** What was submitted last, to fill the form with once more. */
  readonly details: BookingDetails | undefined;
  /** When the time was just taken: up to three free ones near it, for `chooseSlot`. */
  readonly alternatives: readonly ChoosableSlot[];
  /** The booking that was made or moved. */
  readonly booking: Booking | undefined;

  readonly isLoading: boolean;
  /** What failed: submitting, or else loading what cannot be done without. */
  readonly error: Error | undefined;
  /** Loads once more what could not be loaded. */
  readonly retry: () => void;
  /** Undoes the last choice. */
  readonly back: () => void;
  /** From the beginning, for one more booking. */
  readonly restart: () => void;
}
