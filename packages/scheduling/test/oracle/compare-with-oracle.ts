import { expect } from 'vitest';
import { decideSlot, findSlots, type SlotQuestion } from '../../src/index.ts';
import { questionOf, slotOf } from './ask-world.ts';
import { type OracleSlot, slotOracle } from './slot-oracle.ts';
import type { World } from './world.ts';

const minuteMs = 60_000;

/** How often each verdict of the oracle was met, and how much was compared. */
export interface Met {
  readonly verdicts: Map<string, number>;
  minutes: number;
  slots: number;
}

/** Nothing met yet. */
export const nothingMet = (): Met => ({ verdicts: new Map(), minutes: 0, slots: 0 });

/** Fails unless the slots of the world's range, and the verdict on single starts, are those of the oracle. */
export function compareWithOracle(world: World, met: Met): void {
  const question = questionOf(world);
  const judge = slotOracle(world);
  const expected: OracleSlot[] = [];
  const waitable: number[] = [];
  const [from, until] = world.range;
  for (let start = from; start < until; start++) {
    const { reason, slot, onlyBookings } = judge(start);
    if (slot) expected.push(slot);
    if (onlyBookings) waitable.push(start);
    count(met, reason ?? 'bookable');
    if (onlyBookings) count(met, 'waitable');
    if (slot && slot.spotsRemaining < world.capacity) count(met, 'joined');
    if (!slot && start % 5 !== 0) continue;
    const verdict = decideSlot(question, start * minuteMs);
    expect(verdict).toEqual(slot ? { ok: true, slot: slotOf(world, slot) } : { ok: false, reason });
    compareOverridden(world, { question, judge, start }, met);
  }
  const range = { start: from * minuteMs, end: until * minuteMs };
  const { slots, full, capped } = findSlots(question, range, { withFull: true });
  expect(slots).toEqual(expected.map((slot) => slotOf(world, slot)));
  expect(full.map((slot) => slot.start / minuteMs)).toEqual(waitable);
  expect(capped).toBe(world.cap !== null && world.cap.received >= world.cap.limit);
  expect(findSlots(question, range)).toEqual({ slots, full: [], capped });
  met.minutes += until - from;
  met.slots += slots.length;
}

interface Start {
  readonly question: SlotQuestion;
  readonly judge: ReturnType<typeof slotOracle>;
  readonly start: number;
}

/** The same start for somebody who sets the world's rules aside. */
function compareOverridden(world: World, { question, judge, start }: Start, met: Met): void {
  const { reason, slot } = judge(start, world.override);
  const verdict = decideSlot(question, start * minuteMs, world.override);
  expect(verdict).toEqual(slot ? { ok: true, slot: slotOf(world, slot) } : { ok: false, reason });
  if (slot && !judge(start).slot) count(met, 'overridden');
}

function count({ verdicts }: Met, outcome: string): void {
  verdicts.set(outcome, (verdicts.get(outcome) ?? 0) + 1);
}
