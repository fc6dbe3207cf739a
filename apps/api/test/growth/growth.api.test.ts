import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience, proofSize } from '../../../../packages/scheduling/test/proof-size.ts';
import { reportFigure } from '../harness/report-figure.ts';
import { type Cost, costOf, explaining, type PlanMode, planModes, sumOf } from './explained.ts';
import { createGrowthWorld, type GrowthSize, type GrowthWorld, perSpan, spansOf } from './growth-world.ts';
import { type Probe, probes, send } from './probes.ts';

// P10: `ASTROCAL_PROOF_BOOKINGS=100000 ASTROCAL_PROOF_EVENT_TYPES=1000 npx vitest run apps/api/test/growth`
const fullSize: GrowthSize = {
  bookings: proofSize('ASTROCAL_PROOF_BOOKINGS', 4_000),
  eventTypes: proofSize('ASTROCAL_PROOF_EVENT_TYPES', 400),
};
const smallSize: GrowthSize = {
  bookings: Math.max(200, fullSize.bookings / 100),
  eventTypes: Math.max(10, fullSize.eventTypes / 100),
};
/** Clocks are asked only where the size was. */
const isProof = process.env.ASTROCAL_PROOF_BOOKINGS !== undefined;

const mostTimes = 1.5;
/** What trees that are one page higher, and joins that no longer find everything in one page, may add to a list. */
const slack = 64;

let small: GrowthWorld;
let full: GrowthWorld;
beforeAll(async () => {
  small = await createGrowthWorld(smallSize);
  full = await createGrowthWorld(fullSize);
}, patience.timeout);
afterAll(async () => {
  await small?.api.close();
  await full?.api.close();
});

/** What the request's statements touch, with either plan: pages and rows, which are the same on every machine. */
async function costIn(world: GrowthWorld, probe: Probe, turn: number): Promise<Record<PlanMode, Cost>> {
  const statements = await explaining(() => send(world, probe, turn));
  const cost = (mode: PlanMode) => sumOf(statements.map(({ plans }) => costOf(plans[mode])));
  return { custom: cost('custom'), generic: cost('generic') };
}

describe('a full database costs no more than a small one', () => {
  test.each(probes)('$name', async (probe) => {
    await send(small, probe, 0);
    await send(full, probe, 0);
    const costs = { small: await costIn(small, probe, 1), full: await costIn(full, probe, 1) };
    const extra = slack + (probe.byStart ? perSpan + 2 * page * spansOf(fullSize) : 0);
    for (const mode of planModes)
      for (const unit of ['pages', 'rows'] as const) {
        const allowed = mostTimes * costs.small[mode][unit] + extra;
        expect(costs.full[mode][unit], `${unit} by the ${mode} plan`).toBeLessThanOrEqual(allowed);
      }
  });
});

const page = 20;
const warmUps = 12;
const rounds = 150;
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

describe.runIf(isProof)('a full database takes no longer than a small one', () => {
  const ratios = new Map<string, number>();

  test.each(probes)('$name', patience, async (probe) => {
    const timed = async (world: GrowthWorld, turn: number) => {
      const before = performance.now();
      await send(world, probe, turn);
      return performance.now() - before;
    };
    const pairs: number[] = [];
    for (let turn = 2; turn < warmUps + rounds; turn++) {
      // Each first in every other pair, and compared within it: what else the machine does meets both.
      const first = turn % 2 === 0 ? await timed(small, turn) : undefined;
      const inFull = await timed(full, turn);
      const inSmall = first ?? (await timed(small, turn));
      if (turn >= warmUps) pairs.push(inFull / inSmall);
    }
    const ratio = median(pairs);
    ratios.set(probe.name, ratio);
    console.log(`${probe.name}: ${ratio.toFixed(2)}x`);
    expect(ratio).toBeLessThanOrEqual(mostTimes);
  });

  test('is told', () => {
    const [[name, ratio] = ['', Number.NaN]] = [...ratios].sort(([, a], [, b]) => b - a);
    expect(ratios.size).toBe(probes.length);
    reportFigure(`a database with ${fullSize.bookings} bookings beside one with ${smallSize.bookings}`, {
      'kinds of requests': ratios.size,
      'median of the ratios': `${median([...ratios.values()]).toFixed(2)}x`,
      'largest ratio': `${ratio.toFixed(2)}x (${name})`,
    });
  });
});
