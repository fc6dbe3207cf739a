import type { SlotRules } from './question.ts';
import { type Interval, minuteMs } from './time.ts';

/** The lengths of an event type's slots, in milliseconds. */
export interface SlotShape {
  readonly durationMs: number;
  readonly beforeMs: number;
  readonly afterMs: number;
  /** Distance of two starts on the wall clock. */
  readonly stepMs: number;
}

type Lengths = Pick<SlotRules, 'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'>;

/** Throws a RangeError for a duration or an interval that is not positive: no grid can be made of them. */
export function slotShape(eventType: Lengths & Pick<SlotRules, 'slotIntervalMinutes'>): SlotShape {
  const { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, slotIntervalMinutes } = eventType;
  const stepMinutes = slotIntervalMinutes ?? durationMinutes + bufferBeforeMinutes + bufferAfterMinutes;
  if (!(durationMinutes > 0 && stepMinutes > 0))
    throw new RangeError('A slot needs a duration and an interval');
  return {
    durationMs: durationMinutes * minuteMs,
    beforeMs: bufferBeforeMinutes * minuteMs,
    afterMs: bufferAfterMinutes * minuteMs,
    stepMs: stepMinutes * minuteMs,
  };
}

/**
 * What a slot that starts within the range can reserve: a caller fetches the allocations and busy times that
 * touch this. (Who joins a group slot shares its reservation as booked; where that was made with larger
 * buffers, busy times must be fetched for it too.)
 */
export function spanToRead(eventType: Lengths, range: Interval): Interval {
  return {
    start: range.start - eventType.bufferBeforeMinutes * minuteMs,
    end: range.end + (eventType.durationMinutes + eventType.bufferAfterMinutes) * minuteMs,
  };
}
