import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask, between, booking, host, instant } from '../test/builders.ts';
import { arbitraryWorld } from '../test/oracle/arbitrary-world.ts';
import { questionOf } from '../test/oracle/ask-world.ts';
import type { World } from '../test/oracle/world.ts';
import { proofSize } from '../test/proof-size.ts';
import {
  alternativesCentre,
  alternativesSpanMs,
  findAlternatives,
  findSlots,
  formatInstant,
  type SlotQuestion,
} from './index.ts';

const taken = booking('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z');

function alternatives(question: SlotQuestion, start: string, limit?: number): string[] {
  return findAlternatives(question, instant(start), limit).map((slot) =>
    formatInstant(slot.start).slice(5, 16),
  );
}

test('the three nearest bookable slots, ascending; of two at one distance the earlier', () => {
  const question = ask({ question: { hosts: [host('h', { allocations: [taken] })] } });
  expect(alternatives(question, '2026-06-15T10:00:00Z')).toEqual([
    '06-14T11:00',
    '06-15T09:00',
    '06-15T11:00',
  ]);
  expect(alternatives(question, '2026-06-15T10:00:00Z', 1)).toEqual(['06-15T09:00']);
  expect(alternatives(question, '2026-06-15T23:00:00Z')).toEqual([
    '06-15T11:00',
    '06-16T09:00',
    '06-16T10:00',
  ]);
});

test('only what is bookable now: not the past, not when the cap is reached, not where hosts are busy', () => {
  const past = ask({ now: '2026-06-15T10:30:00Z' });
  expect(alternatives(past, '2026-06-15T10:00:00Z')).toEqual(['06-15T11:00', '06-16T09:00', '06-16T10:00']);
  expect(alternatives({ ...past, cap: { limit: 1, received: 1 } }, '2026-06-15T10:00:00Z')).toEqual([]);
  const busy = [between('2026-06-15T00:00:00Z', '2026-06-20T00:00:00Z')];
  const away = ask({ question: { hosts: [host('h', { busy })] } });
  expect(alternatives(away, '2026-06-15T10:00:00Z')).toEqual(['06-14T09:00', '06-14T10:00', '06-14T11:00']);
});

test('to a start that is refused for its date alone: the first or the last that can be booked', () => {
  const nextDays = ask({ now: '2026-06-15T08:00:00Z', bookingWindowDays: 1 });
  expect(alternatives(nextDays, '1999-06-15T10:00:00Z')).toEqual([
    '06-15T09:00',
    '06-15T10:00',
    '06-15T11:00',
  ]);
  expect(alternatives(nextDays, '2027-06-15T10:00:00Z')).toEqual([
    '06-16T09:00',
    '06-16T10:00',
    '06-16T11:00',
  ]);
});

test('nothing farther away than the span', () => {
  const busy = [between('2026-06-01T10:00:00Z', '2026-06-29T10:00:00Z')];
  const question = ask({ question: { hosts: [host('h', { busy })] } });
  const wanted = '2026-06-15T10:00:00Z';
  expect(alternatives(question, wanted)).toEqual([]);
  const [first, second] = findAlternatives(
    ask({
      question: { hosts: [host('h', { busy: [between('2026-06-01T11:00:00Z', '2026-06-29T09:00:00Z')] })] },
    }),
    instant(wanted),
  );
  expect(instant(wanted) - (first?.start ?? 0)).toBe(alternativesSpanMs);
  expect((second?.start ?? 0) - instant(wanted)).toBe(alternativesSpanMs - 3_600_000);
});

test('in random worlds they are the first of all slots of the span, sorted by distance', () => {
  let found = 0;
  const compare = (world: World, offset: number) => {
    const question = questionOf(world);
    const start = (world.range[0] + offset) * 60_000;
    const centre = alternativesCentre(question, start);
    const span = { start: centre - alternativesSpanMs, end: centre + alternativesSpanMs };
    const byDistance = [...findSlots(question, span).slots].sort(
      (a, b) => Math.abs(a.start - start) - Math.abs(b.start - start) || a.start - b.start,
    );
    const nearest = byDistance.slice(0, 3).sort((a, b) => a.start - b.start);
    expect(findAlternatives(question, start)).toEqual(nearest);
    found += nearest.length;
  };
  const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);
  fc.assert(fc.property(arbitraryWorld, fc.integer({ min: 0, max: 4320 }), compare), { numRuns: 300, seed });
  expect(found).toBeGreaterThan(100);
});
