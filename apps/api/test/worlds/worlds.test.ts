import { slotRefusals } from '@astrocal/scheduling';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureOffset } from '../../../../packages/scheduling/test/oracle/fixture-zones.ts';
import {
  type OracleSlot,
  type OracleVerdict,
  slotOracle,
} from '../../../../packages/scheduling/test/oracle/slot-oracle.ts';
import type { World } from '../../../../packages/scheduling/test/oracle/world.ts';
import { patience, proofSize } from '../../../../packages/scheduling/test/proof-size.ts';
import { createTestApi, type TestAnswer, type TestApi } from '../harness/api.ts';
import { reportFigure } from '../harness/report-figure.ts';
import { buildWorld, partyOf } from './build-world.ts';
import { isoDate, isoMinute, minuteOf } from './iso.ts';
import { arbitraryPlan, type Plan } from './plan.ts';
import { openSandbox, type Sandbox } from './sandbox.ts';
import { type Stages, setStages } from './stage.ts';

const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);
const worlds = proofSize('ASTROCAL_PROOF_WORLDS', 1000);

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

test('every offered slot can be booked by a sole caller, and nothing else can', patience, async () => {
  const met = new Map<string, number>();
  const keys = [api.own.testKey, api.own.liveKey, api.other.testKey, api.other.liveKey];
  // All are waited for: the database is closed after the test.
  const runs = await Promise.allSettled(
    keys.map(async (key, index) => {
      const sandbox = await openSandbox(api, key);
      const stages = await setStages(sandbox);
      const property = fc.asyncProperty(arbitraryPlan, (plan) =>
        sandbox.undone(() => checkPlan(sandbox, stages, plan, met)),
      );
      await fc.assert(property, {
        numRuns: Math.ceil(worlds / keys.length),
        seed: seed + index,
      });
      await sandbox.close();
    }),
  );
  for (const run of runs) if (run.status === 'rejected') throw run.reason;
  const outcomes = [...met].reduce((sum, [name, count]) => sum + (beside.includes(name) ? 0 : count), 0);
  const booked = (met.get('booked by us') ?? 0) + (met.get('joined') ?? 0);
  reportFigure('bookings through the API against the oracle', {
    worlds,
    'attempts judged': outcomes,
    booked,
    refused: outcomes - booked,
  });
  if (worlds < 1000) return;
  // The premise: the worlds are varied enough to meet every verdict, many times.
  for (const outcome of [
    'booked by us',
    'joined',
    ...beside,
    ...slotRefusals.filter((each) => each !== 'calendar_busy'),
  ])
    expect(met.get(outcome) ?? 0, outcome).toBeGreaterThan(10);
});

/** What is met beside an outcome. */
const beside = [
  'overridden',
  'not by the first host',
  'by several hosts',
  ...['null', 'inactive', 'outside_schedule', 'absent', 'booked', 'full', 'buffer'].map(
    (reason) => `host is ${reason}`,
  ),
];

interface Subject {
  readonly sandbox: Sandbox;
  readonly id: string;
  readonly hostIds: readonly string[];
  readonly left: readonly string[];
  readonly world: World;
  readonly met: Map<string, number>;
}

async function checkPlan(
  sandbox: Sandbox,
  stages: Stages,
  plan: Plan,
  met: Map<string, number>,
): Promise<void> {
  const { id, hostIds, left, world } = await buildWorld(sandbox, stages, plan);
  const judge = slotOracle(world);
  const party = plan.spots === 1 ? judge : slotOracle({ ...world, spots: plan.spots });
  const subject: Subject = { sandbox, id, hostIds, left, world, met };
  const verdicts = minutesOfDates(plan, world).map((minute): [number, OracleVerdict] => [
    minute,
    judge(minute),
  ]);
  const offered = verdicts.flatMap(([, { slot }]) => slot ?? []);
  await checkAvailability(subject, plan, offered);
  for (const slot of offered) await checkBooking(subject, slot.start, { spots: 1, judge });
  const starts = offered.map((slot) => slot.start);
  const taken = verdicts.flatMap(([minute, { reason }]) =>
    reason === 'booked' || reason === 'full' ? minute : [],
  );
  const others = [taken, taken, nearTimes(subject, starts)];
  for (const [index, times] of others.entries()) {
    const start = times[(plan.picks[index] ?? 0) % times.length];
    if (start === undefined) continue;
    await checkExplanation(subject, start, judge(start));
    await checkBooking(subject, start, { spots: plan.spots, judge: party });
    await checkBooking(subject, start, { spots: plan.spots, judge: party, override: plan.override });
  }
}

/** Every minute whose date in the asker's zone is one of those asked for. */
function minutesOfDates(
  { askedZone, dates: [first, last] }: Plan,
  { range: [from, until] }: World,
): number[] {
  const minutes: number[] = [];
  for (let minute = from; minute < until; minute++) {
    const date = Math.floor((minute + fixtureOffset(askedZone, minute * 60) / 60) / 1440);
    if (first <= date && date <= last) minutes.push(minute);
  }
  return minutes;
}

/** The answer of availability is the oracle's, slot by slot. */
async function checkAvailability(
  { sandbox, id, world }: Subject,
  { askedZone: timezone, dates, settings }: Plan,
  offered: readonly OracleSlot[],
): Promise<void> {
  const [start, end] = [isoDate(dates[0]), isoDate(dates[1])];
  const query = new URLSearchParams({ event_type_id: id, start, end, timezone });
  expect((await sandbox.call('GET', `/v1/availability?${query}`)).body).toEqual({
    event_type_id: id,
    timezone,
    start,
    end,
    slots: offered.map((slot) => ({
      start_time: isoMinute(slot.start),
      end_time: isoMinute(slot.start + world.duration),
      ...(world.capacity > 1 && { spots_remaining: slot.spotsRemaining, total_capacity: world.capacity }),
    })),
    ...(world.cap &&
      world.cap.received >= world.cap.limit && {
        capped: true,
        cap_resets_at: settings.cap?.period === 'total' ? null : expect.stringMatching(/Z$/),
      }),
  });
}

/** Times near the borders of everything, where a mistake of one minute would show. */
function nearTimes({ world }: Subject, offered: readonly number[]): number[] {
  const { now, notice, duration, before, after, hosts, range } = world;
  const allocations = hosts.flatMap((host) => host.allocations);
  return [
    ...offered.flatMap((start) => [
      start - 1,
      start + 1,
      start - duration,
      start + duration + before + after,
    ]),
    ...allocations.flatMap((each) => [
      each.slotStart,
      each.slotStart - duration,
      each.slotStart + each.duration,
    ]),
    ...[now - 1, now, now + notice, now + notice - 1],
  ].filter((start) => range[0] <= start && start < range[1] && !offered.includes(start));
}

async function checkExplanation(
  { sandbox, id, hostIds, left, met }: Subject,
  start: number,
  { reason, hosts }: OracleVerdict,
): Promise<void> {
  const query = new URLSearchParams({ event_type_id: id, start_time: isoMinute(start) });
  const { body } = await sandbox.call('GET', `/v1/availability/explain?${query}`);
  expect(body).toMatchObject({ start_time: isoMinute(start), bookable: reason === null, reason });
  expect(body.hosts).toHaveLength(hosts.length + left.length);
  for (const memberId of left)
    expect(body.hosts).toContainEqual(expect.objectContaining({ member_id: memberId, reason: 'inactive' }));
  for (const { host, isBuffer, reason } of hosts) {
    const told = body.hosts.find((each: { member_id: string }) => each.member_id === hostIds[host]);
    expect(told.reason, told.name).toBe(isBuffer ? 'buffer' : reason);
    count(met, `host is ${told.reason}`);
  }
}

const count = (met: Map<string, number>, name: string) => met.set(name, (met.get(name) ?? 0) + 1);

interface Attempt {
  readonly spots: number;
  readonly judge: ReturnType<typeof slotOracle>;
  readonly override?: World['override'];
}

/** Books if and only if the oracle says so, and is refused with its reason and with times that are bookable. */
async function checkBooking(
  { sandbox, id, hostIds, met, world }: Subject,
  start: number,
  { spots, judge, override = [] }: Attempt,
): Promise<void> {
  const { slot, reason } = judge(start, override);
  const attendees = partyOf(spots);
  const body = { event_type_id: id, start_time: isoMinute(start), attendees, override };
  const answer = await sandbox.undone(() => sandbox.call('POST', '/v1/bookings', body));
  expect([outcomeOf(answer), isoMinute(start), spots]).toEqual([
    reason ?? 'booked by us',
    isoMinute(start),
    spots,
  ]);
  if (slot) expect(answer.body.assigned_host.member_id).toBe(hostIds[slot.hosts[0] as number]);
  const outcome = slot && slot.spotsRemaining < world.capacity ? 'joined' : (reason ?? 'booked by us');
  const meet = (name: string) => count(met, name);
  if (slot && !judge(start).slot) meet('overridden');
  if (slot && slot.hosts[0] !== 0) meet('not by the first host');
  if (slot && slot.hosts.length > 1) meet('by several hosts');
  meet(outcome);
  for (const { start_time } of answer.body.error?.details?.alternatives ?? []) {
    const other = minuteOf(start_time);
    if (world.range[0] <= other && other < world.range[1])
      expect(judge(other).slot, start_time).not.toBeNull();
  }
}

function outcomeOf({ status, body }: TestAnswer): string {
  if (status === 201) return 'booked by us';
  return body.error.code === 'booking_cap_reached'
    ? 'cap_reached'
    : (body.error.details?.reason ?? body.error.code);
}
