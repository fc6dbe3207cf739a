import { expect } from 'vitest';
import { decideAssignment, decideSlot, explainSlot, findSlots, type SlotQuestion } from '../../src/index.ts';
import { hostId, questionOf, slotOf } from './ask-world.ts';
import { type OracleSlot, type OracleVerdict, slotOracle } from './slot-oracle.ts';
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
    const opinion = judge(start);
    const { reason, slot, onlyBookings } = opinion;
    if (slot) expected.push(slot);
    if (onlyBookings) waitable.push(start);
    count(met, reason ?? 'bookable');
    if (onlyBookings) count(met, 'waitable');
    if (slot?.hosts.some((host) => opinion.hosts[host]?.joins)) count(met, 'joined');
    if (!slot && start % 5 !== 0) continue;
    const verdict = decideSlot(question, start * minuteMs);
    expect(verdict).toEqual(slot ? { ok: true, slot: slotOf(world, slot) } : { ok: false, reason });
    compareAssignment(world, { question, opinion, start }, met);
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

interface Judged {
  readonly question: SlotQuestion;
  readonly opinion: OracleVerdict;
  readonly start: number;
}

/** Who gets the booking, who would be next, and what each host says to the start. */
function compareAssignment(world: World, { question, opinion, start }: Judged, met: Met): void {
  const { slot, reason, teams, hosts } = opinion;
  const assignment = decideAssignment(question, start * minuteMs);
  const turns = teams.flatMap(({ chosen }) => (chosen === null ? [] : [hostId(chosen)]));
  if (slot) {
    expect(assignment).toMatchObject({ ok: true, slot: slotOf(world, slot) });
    if (!assignment.ok) return;
    expect(assignment.requiredIds).toEqual(teams[0]?.needed.map(hostId));
    expect(assignment.candidates.map((each) => each.hostId)).toEqual(turns);
    count(met, `chosen by ${assignment.reason}`);
  } else expect(assignment).toEqual({ ok: false, reason });
  const explained = explainSlot(question, start * minuteMs);
  expect(explained.assignment).toEqual(assignment);
  expect(explained.hosts).toHaveLength(hosts.length);
  for (const host of explained.hosts) {
    const verdict = hosts.find((each) => hostId(each.host) === host.hostId);
    count(met, `host is ${host.reason}`);
    if (host.reason === 'not_wanted') expect(question.wantedHostId).not.toBe(host.hostId);
    else expect(host.reason).toBe(verdict?.isBuffer ? 'buffer' : verdict?.reason);
    if (slot && host.turn !== null) expect(turns[host.turn - 1]).toBe(host.hostId);
  }
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
