import type { Booking, Slot } from '@astrocal/sdk';
import type { LocalDate } from '../headless/dates.ts';

/** Where somebody who books stands. */
export type FlowStep = 'duration' | 'date' | 'time' | 'form' | 'confirmed';

/** A time that can be chosen: a slot, or an alternative to one that was taken. */
export type ChoosableSlot = Pick<Slot, 'start_time' | 'end_time'>;

/** What somebody who books has chosen so far. The step follows from it, so the two cannot disagree. */
export interface BookingFlowState {
  readonly duration: number | null;
  /** A member; undefined: anyone. */
  readonly hostId: string | undefined;
  readonly date: LocalDate | null;
  readonly slot: ChoosableSlot | null;
  /** What came of it. */
  readonly booking: Booking | null;
}

export const nothingChosen: BookingFlowState = {
  duration: null,
  hostId: undefined,
  date: null,
  slot: null,
  booking: null,
};

/** The step that comes next, for an event type of one length or of several to choose from. */
export function stepOf({ duration, date, slot, booking }: BookingFlowState, hasDurations: boolean): FlowStep {
  if (booking) return 'confirmed';
  if (hasDurations && duration === null) return 'duration';
  if (!date) return 'date';
  return slot ? 'form' : 'time';
}

/** The length is chosen; times of another length are others. */
export const chooseDuration = (state: BookingFlowState, duration: number): BookingFlowState => ({
  ...nothingChosen,
  duration,
  hostId: state.hostId,
  date: state.duration === duration ? state.date : null,
});

/** Who shall hold the meeting is chosen; times with somebody else are others. */
export const chooseHost = (state: BookingFlowState, hostId: string | undefined): BookingFlowState => ({
  ...state,
  hostId,
  date: state.hostId === hostId ? state.date : null,
  slot: null,
});

/** The date is chosen, and no time on it yet. */
export const chooseDate = (state: BookingFlowState, date: LocalDate): BookingFlowState => ({
  ...state,
  date,
  slot: null,
});

/** The time is chosen; `date` is the one on which it starts for the visitor, whatever was shown before. */
export const chooseSlot = (
  state: BookingFlowState,
  slot: ChoosableSlot,
  date: LocalDate,
): BookingFlowState => ({
  ...state,
  date,
  slot,
});

/** The chosen time is gone: another one on its date is to be chosen. */
export const loseSlot = (state: BookingFlowState): BookingFlowState => ({ ...state, slot: null });

export const confirm = (state: BookingFlowState, booking: Booking): BookingFlowState => ({
  ...state,
  booking,
});

/** One step back: the last choice is undone. A confirmed booking stays, and so does the very beginning. */
export function goBack(state: BookingFlowState): BookingFlowState {
  if (state.booking) return state;
  if (state.slot) return { ...state, slot: null };
  if (state.date) return { ...state, date: null };
  return { ...state, duration: null };
}
