import type { Instant, Interval } from './time.ts';

/** A set of instants as intervals that ascend and neither overlap nor touch. */
export interface MergedIntervals {
  readonly starts: readonly Instant[];
  readonly ends: readonly Instant[];
}

/** The union of intervals given in any order. Empty intervals take no time and are left out. */
export function mergeIntervals(intervals: readonly Interval[]): MergedIntervals {
  const starts: Instant[] = [];
  const ends: Instant[] = [];
  let lastEnd = Number.NEGATIVE_INFINITY;
  for (const { start, end } of sortedBy(intervals, startOf)) {
    if (start >= end) continue;
    if (start > lastEnd) {
      starts.push(start);
      ends.push(end);
      lastEnd = end;
    } else if (end > lastEnd) {
      ends[ends.length - 1] = end;
      lastEnd = end;
    }
  }
  return { starts, ends };
}

/** Whether any instant of [start, end) belongs to the set. */
export function isTouched({ starts, ends }: MergedIntervals, start: Instant, end: Instant): boolean {
  const index = firstAfter(ends, start);
  return index < starts.length && (starts[index] as number) < end;
}

/** Whether every instant of [start, end), which is not empty, belongs to the set. */
export function isCovered({ starts, ends }: MergedIntervals, start: Instant, end: Instant): boolean {
  const index = firstAfter(ends, start);
  return index < starts.length && (starts[index] as number) <= start && end <= (ends[index] as number);
}

/** The index of the first of ascending instants that is after another. */
function firstAfter(ends: readonly Instant[], instant: Instant): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The items in ascending order of a key: themselves when they already are, which callers usually ensure. */
export function sortedBy<Item>(items: readonly Item[], key: (item: Item) => number): readonly Item[] {
  let last = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    if (key(item) < last) return [...items].sort((a, b) => key(a) - key(b));
    last = key(item);
  }
  return items;
}

function startOf(interval: Interval): Instant {
  return interval.start;
}
