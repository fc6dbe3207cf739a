import { bookableStarts } from './bookable-time.ts';
import { findSlots } from './find-slots.ts';
import type { Slot, SlotQuestion } from './question.ts';
import { dayMs, type Instant } from './time.ts';

/** How far before and after their centre alternatives are looked for, in milliseconds. */
export const alternativesSpanMs = 14 * dayMs;

const reaches = [dayMs, 4 * dayMs, alternativesSpanMs];

/**
 * Where alternatives to a start are looked for: around itself, or where notice or booking window refuse it, around
 * the nearest instant that they allow. Far from those nothing can be found.
 */
export function alternativesCentre(question: SlotQuestion, start: Instant): Instant {
  const allowed = bookableStarts(question);
  return Math.max(allowed.start, Math.min(start, allowed.end - 1));
}

/**
 * The bookable slots nearest to a start (the earlier of two at one distance), ascending by time. The hosts'
 * allocations must cover `spanToRead` of `alternativesSpanMs` before and after the centre. `except` are starts that
 * are no alternatives: that of the booking which moves.
 */
export function findAlternatives(
  question: SlotQuestion,
  start: Instant,
  limit = 3,
  except: readonly Instant[] = [],
): readonly Slot[] {
  const centre = alternativesCentre(question, start);
  let nearest: readonly Slot[] = [];
  for (const reach of reaches) {
    const { slots } = findSlots(question, { start: centre - reach, end: centre + reach });
    const distance = (slot: Slot) => Math.abs(slot.start - start);
    const others = slots.filter((slot) => !except.includes(slot.start));
    nearest = others.sort((a, b) => distance(a) - distance(b)).slice(0, limit);
    if (nearest.length === limit) break;
  }
  return [...nearest].sort((a, b) => a.start - b.start);
}
