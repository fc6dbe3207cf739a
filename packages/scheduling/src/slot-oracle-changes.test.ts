import { expect, test } from 'vitest';
import { reportFigure } from '../../../tools/report-figure.ts';
import { compareWithOracle, nothingMet } from '../test/oracle/compare-with-oracle.ts';
import { differentZones, fixtureChanges } from '../test/oracle/fixture-zones.ts';
import type { World, WorldWindow } from '../test/oracle/world.ts';
import { patience, proofSize } from '../test/proof-size.ts';
import { seededIntegers } from '../test/random.ts';
import { zoneNames } from './index.ts';

const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);
/** From two worlds on, the aliases of a zone are tried as well: they share its rules, so one is enough for most runs. */
const worldsPerChange = proofSize('ASTROCAL_PROOF_WORLDS_PER_CHANGE', 1);
const zones = worldsPerChange > 1 ? zoneNames() : differentZones();
const years = [Date.UTC(2026) / 1000, Date.UTC(2037) / 1000] as const;

test(
  'around every change of every zone’s clock, 2026 to 2036, slots are those of the oracle',
  patience,
  () => {
    const random = seededIntegers(seed);
    const met = nothingMet();
    let changes = 0;
    for (const zone of zones) {
      for (const change of fixtureChanges(zone)) {
        if (change < years[0] || change >= years[1]) continue;
        changes++;
        for (let i = 0; i < worldsPerChange; i++)
          compareWithOracle(worldAroundChange(zone, change / 60, random), met);
      }
    }
    expect(changes).toBeGreaterThan(700);
    expect(met.slots).toBeGreaterThan(10 * changes);
    // The premise: in half of the worlds a host's own clock narrows hours that know no change.
    expect(met.verdicts.get('host is outside_schedule') ?? 0).toBeGreaterThan(10 * changes);
    reportFigure('slots around changes of clocks', {
      zones: zones.length,
      changes,
      worlds: changes * worldsPerChange,
      'minutes judged': met.minutes,
      slots: met.slots,
    });
  },
);

/** Two days around the change: hours at night, and open around the clock, up to and across midnights. */
function worldAroundChange(zone: string, change: number, random: (bound: number) => number): World {
  const windows = [
    [{ start: 0, end: 1440 }],
    [{ start: random(4) * 30, end: 90 + random(8) * 30 }],
    [
      { start: 0, end: 60 + random(4) * 15 },
      { start: 120, end: 240 },
      { start: 1320, end: 1440 },
    ],
  ][random(3)] as WorldWindow[];
  const aroundTheClock = { zone: 'UTC', rules: everyDay([{ start: 0, end: 1440 }]), overrides: [] };
  return {
    now: change - 3000,
    range: [change - 1440, change + 1440],
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
    ...(random(2) === 0 && { hours: aroundTheClock }),
    override: [['hours'], ['grid'], ['hours', 'grid'], ['notice', 'window']][random(4)] as World['override'],
    hosts: [
      {
        zone,
        rules: everyDay(windows),
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

function everyDay(windows: readonly WorldWindow[]) {
  return [0, 1, 2, 3, 4, 5, 6].flatMap((dayOfWeek) => windows.map((window) => ({ dayOfWeek, ...window })));
}
