import type { Hours } from './hours.ts';
import type { SlotOverride, SlotRefusal } from './question.ts';
import type { SlotShape } from './slot-shape.ts';
import { findStretches, type Stretch } from './stretches.ts';
import type { Instant, Interval } from './time.ts';

/** The starts within a range that are on the grid of an event type's hours and fit them, ascending. */
export function findGridStarts(
  hours: Hours,
  { stepMs, durationMs }: SlotShape,
  range: Interval,
): readonly Instant[] {
  const starts: Instant[] = [];
  for (const stretch of findStretches(hours, range)) {
    const end = Math.min(stretch.end, stretch.reach - durationMs + 1);
    for (let start = firstOnGrid(stretch, stepMs); start < end; start += stepMs) starts.push(start);
  }
  return starts;
}

/**
 * Why a start lies outside an event type's hours or off their grid, or null. Where the hours are overridden and the
 * start lies in no window, there is no grid to be on.
 */
export function refuseOffGrid(
  hours: Hours,
  { stepMs, durationMs }: SlotShape,
  { start, override }: { readonly start: Instant; readonly override: SlotOverride },
): SlotRefusal | null {
  const [stretch] = findStretches(hours, { start, end: start + 1 });
  const fits = stretch !== undefined && start + durationMs <= stretch.reach;
  if (!fits && !override.includes('hours')) return 'outside_hours';
  const isOnGrid = stretch === undefined || firstOnGrid(stretch, stepMs) === start;
  return isOnGrid || override.includes('grid') ? null : 'not_on_grid';
}

function firstOnGrid({ start, gridOrigin }: Stretch, stepMs: number): Instant {
  return gridOrigin + Math.ceil((start - gridOrigin) / stepMs) * stepMs;
}
