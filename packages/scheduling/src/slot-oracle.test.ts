import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryWorld } from '../test/oracle/arbitrary-world.ts';
import { questionOf, slotOf } from '../test/oracle/ask-world.ts';
import { differentZones, fixtureChanges } from '../test/oracle/fixture-zones.ts';
import { type OracleSlot, slotOracle } from '../test/oracle/slot-oracle.ts';
import type { World } from '../test/oracle/world.ts';
import { patience, proofSize } from '../test/proof-size.ts';
import { seededIntegers } from '../test/random.ts';
import { decideSlot, findSlots, slotRefusals } from './index.ts';

const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);
const minuteMs = 60_000;
const outcomes = ['bookable', 'joined', 'waitable', ...slotRefusals];

test(
  'in random worlds, slots and every single verdict are those of the minute-by-minute oracle',
  patience,
  () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(arbitraryWorld, (world) => compareWithOracle(world, met)),
      { numRuns: proofSize('ASTROCAL_PROOF_WORLDS', 1000), seed },
    );
    // The premise: the worlds are varied enough to meet every verdict, many times.
    for (const outcome of outcomes) {
      expect(met.get(outcome) ?? 0, outcome).toBeGreaterThan(20);
    }
  },
);

test(
  'around every change of every zone’s clock for ten years, slots are those of the oracle',
  patience,
  () => {
    const random = seededIntegers(seed);
    let changes = 0;
    for (const zone of differentZones()) {
      for (const change of fixtureChanges(zone)) {
        if (change < Date.UTC(2026) / 1000 || change >= Date.UTC(2037) / 1000) continue;
        changes++;
        compareWithOracle(worldAroundChange(zone, change / 60, random), new Map());
      }
    }
    expect(changes).toBeGreaterThan(500);
  },
);

/** Counts in `met` how often each verdict occurred. */
function compareWithOracle(world: World, met: Map<string, number>): void {
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
  }
  const range = { start: from * minuteMs, end: until * minuteMs };
  const { slots, full, capped } = findSlots(question, range, { withFull: true });
  expect(slots).toEqual(expected.map((slot) => slotOf(world, slot)));
  expect(full.map((slot) => slot.start / minuteMs)).toEqual(waitable);
  expect(capped).toBe(world.cap !== null && world.cap.received >= world.cap.limit);
  expect(findSlots(question, range)).toEqual({ slots, full: [], capped });
}

function count(met: Map<string, number>, outcome: string): void {
  met.set(outcome, (met.get(outcome) ?? 0) + 1);
}

/** Three hours' worth of night windows and a whole day, on the dates that the change touches. */
function worldAroundChange(zone: string, change: number, random: (bound: number) => number): World {
  const windows = [
    [{ start: 0, end: 1440 }],
    [{ start: random(4) * 30, end: 90 + random(8) * 30 }],
    [
      { start: 0, end: 60 + random(4) * 15 },
      { start: 120, end: 240 },
      { start: 1320, end: 1440 },
    ],
  ][random(3)] as { start: number; end: number }[];
  return {
    now: change - 3000,
    range: [change - 720, change + 720],
    eventZone: zone,
    duration: 15 * (1 + random(4)),
    before: 0,
    after: 15 * random(2),
    interval: [null, 15, 30, 45][random(4)] as number | null,
    notice: 0,
    windowDays: random(2) ? null : 2,
    capacity: 1,
    spots: 1,
    cap: null,
    assignment: 'any',
    hosts: [
      {
        zone,
        rules: [0, 1, 2, 3, 4, 5, 6].flatMap((dayOfWeek) =>
          windows.map((window) => ({ dayOfWeek, ...window })),
        ),
        overrides: [],
        allocations: [
          {
            slotStart: change + 15 * (random(9) - 4),
            duration: 30,
            before: 0,
            after: 0,
            sameEventType: true,
            spotsTaken: 1,
          },
        ],
        busy: [],
      },
    ],
  };
}
