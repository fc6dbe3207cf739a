import type { Booking, Slot } from '@astrocal/sdk';
import type { LocalDate } from '../headless/dates.ts';

/** Where somebody who books stands. */
export type FlowStep = 'duration' | 'date' | 'time' | 'form' | 'confirmed';

/** A time that can be chosen: a slot, or an alternative to one that was taken. */
export type ChoosableSlot = Pick<Slot, 'start_time' | 'end_time'>;

/** What somebody who books has chosen so far. The step follows from it, so the two cannot disagree. */
export interface FlowState {
  readonly duration: number | null;
  readonly date: LocalDate | null;
  readonly slot: ChoosableSlot | null;
  /** What came of it. */
  readonly booking: Booking | null;
}

export const nothingChosen: FlowState = { duration: null, date: null, slot: null, booking: null };

/** The step that comes next, for an event type of one length or of several to choose from. */
export function stepOf({ duration, date, slot, booking }: FlowState, hasDurations: boolean): FlowStep {
  if (booking) return 'confirmed';
  if (hasDurations && duration === null) return 'duration';
  if (!date) return 'date';
  return slot ? 'form' : 'time';
}

/** The length is chosen; times of another length are others. */
export const chooseDuration = (state: FlowState, duration: number): FlowState => ({
  ...nothingChosen,
  duration,
  date: state.duration === duration ? state.date : null,
});

/** The date is chosen, and no time on it yet. */
export const chooseDate = (state: FlowState, date: LocalDate): FlowState => ({ ...state, date, slot: null });

/** The time is chosen; `date` is the one on which it starts for the visitor, whatever was shown before. */
export const chooseSlot = (state: FlowState, slot: ChoosableSlot, date: LocalDate): FlowState => ({
  ...state,
  date,
  slot,
});

/** The chosen time is gone: another one on its date is to be chosen. */
export const loseSlot = (state: FlowState): FlowState => ({ ...state, slot: null });

export const confirm = (state: FlowState, booking: Booking): FlowState => ({ ...state, booking });

/** One step back: the last choice is undone. A confirmed booking stays, and so does the very beginning. */
export function goBack(state: FlowState): FlowState {
  if (state.booking) return state;
  if (state.slot) return { ...state, slot: null };
  if (state.date) return { ...state, date: null };
  return { ...state, duration: null };
}
