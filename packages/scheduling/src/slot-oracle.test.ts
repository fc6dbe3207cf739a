import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportFigure } from '../../../tools/report-figure.ts';
import { arbitraryTeamWorld } from '../test/oracle/arbitrary-team.ts';
import { arbitraryWorld } from '../test/oracle/arbitrary-world.ts';
import { compareWithOracle, nothingMet } from '../test/oracle/compare-with-oracle.ts';
import { patience, proofSize } from '../test/proof-size.ts';
import { hostRefusals } from './host-answer.ts';
import { type AssignmentReason, type HostReason, slotRefusals } from './index.ts';

const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);
const worlds = proofSize('ASTROCAL_PROOF_WORLDS', 1000);
const teams = Math.ceil(worlds / 4);
const outcomes = ['bookable', 'joined', 'waitable', 'overridden', ...slotRefusals];

test(
  'in random worlds, slots and every single verdict are those of the minute-by-minute oracle',
  patience,
  () => {
    const met = nothingMet();
    fc.assert(
      fc.property(arbitraryWorld, (world) => compareWithOracle(world, met)),
      { numRuns: worlds, seed },
    );
    reportFigure('engine against the oracle', { worlds, 'minutes judged': met.minutes, slots: met.slots });
    if (worlds < 1000) return;
    // The premise: the worlds are varied enough to meet every verdict, many times.
    for (const outcome of outcomes) {
      expect(met.verdicts.get(outcome) ?? 0, outcome).toBeGreaterThan(20);
    }
  },
);

test('and in worlds of one to ten hosts with schedules and absences of their own', patience, () => {
  const met = nothingMet();
  fc.assert(
    fc.property(arbitraryTeamWorld, (world) => compareWithOracle(world, met)),
    { numRuns: teams, seed },
  );
  reportFigure('engine with several hosts against the oracle', {
    worlds: teams,
    'minutes judged': met.minutes,
    slots: met.slots,
  });
  if (worlds < 1000) return;
  // What holds whoever the hosts are is met in the worlds above; here it is what hosts have to say.
  const hostReasons: HostReason[] = [...hostRefusals, 'buffer', 'not_wanted'];
  const ways: AssignmentReason[] = ['wanted', 'only_one', 'joins', 'given_order', 'priority', 'fair_share'];
  for (const outcome of [
    ...['bookable', 'joined', 'waitable', 'overridden', 'outside_hours', 'booked', 'full', 'calendar_busy'],
    ...hostReasons.map((reason) => `host is ${reason}`),
    ...[...ways, 'fewest_bookings', 'id', null].map((way) => `chosen by ${way}`),
  ]) {
    expect(met.verdicts.get(outcome) ?? 0, outcome).toBeGreaterThan(20);
  }
});
