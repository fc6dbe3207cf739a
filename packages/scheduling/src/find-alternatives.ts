import { findSlots } from './find-slots.ts';
import type { Slot, SlotQuestion } from './question.ts';
import { dayMs, type Instant } from './time.ts';

/** How far before and after the wanted start alternatives are looked for, in milliseconds. */
export const alternativesSpanMs = 14 * dayMs;

const reaches = [dayMs, 4 * dayMs, alternativesSpanMs];

/**
 * The bookable slots nearest to a start (the earlier of two at one distance), ascending by time. The hosts'
 * allocations must cover `spanToRead` of [start - alternativesSpanMs, start + alternativesSpanMs).
 */
export function findAlternatives(question: SlotQuestion, start: Instant, limit = 3): readonly Slot[] {
  let nearest: readonly Slot[] = [];
  for (const reach of reaches) {
    const { slots } = findSlots(question, { start: start - reach, end: start + reach });
    const distance = (slot: Slot) => Math.abs(slot.start - start);
    nearest = [...slots].sort((a, b) => distance(a) - distance(b)).slice(0, limit);
    if (nearest.length === limit) break;
  }
  return [...nearest].sort((a, b) => a.start - b.start);
}
