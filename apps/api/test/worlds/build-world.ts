import { sql } from 'kysely';
import { expect } from 'vitest';
import { fixtureOffset } from '../../../../packages/scheduling/test/oracle/fixture-zones.ts';
import type {
  World,
  WorldAllocation,
  WorldHours,
  WorldShare,
  WorldWindow,
} from '../../../../packages/scheduling/test/oracle/world.ts';
import type { TestAnswer } from '../harness/api.ts';
import { isoDate, isoMinute } from './iso.ts';
import type { Plan, PlannedBooking, PlannedMember } from './plan.ts';
import type { Sandbox } from './sandbox.ts';
import type { Stage, Stages } from './stage.ts';

/** A booking that the API took, as this side keeps the books. */
interface Kept {
  readonly allocation: Mutable<WorldAllocation>;
  readonly hostIds: readonly string[];
  readonly spots: number;
  readonly isOwn: boolean;
  readonly isUnpaid: boolean;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const unpaidMinutes = 30;
/** No zone's clock is farther from UTC than these minutes. */
const farthestOffset = 15 * 60;

/** A world as the oracle takes it. */
export interface BuiltWorld {
  readonly world: World;
  readonly id: string;
  /** Of its hosts, in their order. */
  readonly hostIds: readonly string[];
  /** Hosts of the event type that are none of the world's: not active, so that nobody can choose them. */
  readonly left: readonly string[];
}

/**
 * Carries the plan out through the API, and says what must be so afterwards: books of our own, kept from the
 * answers alone.
 */
export async function buildWorld(sandbox: Sandbox, stages: Stages, plan: Plan): Promise<BuiltWorld> {
  const own = stages.own[plan.stage] as Stage;
  const madeAt = plan.now - plan.age;
  sandbox.clock.moveTo(isoMinute(madeAt));
  const kept: Kept[] = [];
  for (const [index, booking] of plan.bookings.entries()) {
    const choices = booking.of === 'own' ? [own] : stages[booking.of];
    await place(sandbox, kept, { booking, stage: choices[index % choices.length] as Stage });
  }
  sandbox.clock.moveTo(isoMinute(plan.now));
  await changeEventType(sandbox, own.id, plan);
  for (const [index, { id }] of own.hosts.entries()) await narrow(sandbox, id, memberOf(plan, index));
  const { settings } = plan;
  const live = kept.filter(({ isUnpaid }) => !isUnpaid || plan.age < unpaidMinutes);
  const received = isSamePeriod(plan, madeAt) ? kept.filter(({ isOwn }) => isOwn).length : 0;
  const [first, last] = plan.dates;
  const { rotation, shares } = await turnsOf(sandbox, own);
  const planned = own.hosts.map((host, index) => ({ ...host, ...memberOf(plan, index) }));
  const isAsked = ({ isActive, isRequired }: (typeof planned)[number]) =>
    isActive || isRequired || own.strategy === 'collective';
  const hosts = planned.filter(isAsked);
  return {
    id: own.id,
    hostIds: hosts.map((host) => host.id),
    left: planned.filter((host) => !isAsked(host)).map((host) => host.id),
    world: {
      now: plan.now,
      range: [first * 1440 - farthestOffset, (last + 1) * 1440 + farthestOffset],
      eventZone: plan.zone,
      ...settings,
      spots: 1,
      cap: settings.cap && { limit: settings.cap.limit, received },
      hours: { zone: plan.zone, rules: plan.rules, overrides: plan.overrides },
      assignment: own.strategy === 'collective' ? 'all' : 'any',
      ...(rotation && { rotation }),
      override: plan.override,
      hosts: hosts.map(({ id, zone, isRequired, isActive, schedule, absences }) => ({
        ...(schedule ?? { zone: plan.zone, rules: plan.rules, overrides: plan.overrides }),
        hasNoSchedule: schedule === null,
        absences: absences.map(
          ({ first, last }) => [midnight(zone, first), midnight(zone, last + 1)] as const,
        ),
        isRequired,
        isInactive: !isActive,
        share: shares.get(id) as WorldShare,
        allocations: allocationsOf(live, id),
        busy: [],
      })),
    },
  };
}

const memberOf = ({ members }: Plan, index: number) => members[index] as PlannedMember;

/** Gives a host its schedule and absences, and switches it off. */
async function narrow(
  sandbox: Sandbox,
  id: string,
  { schedule, absences, isActive }: PlannedMember,
): Promise<void> {
  if (!isActive)
    expect((await sandbox.call('PATCH', `/v1/members/${id}`, { active: false })).status).toBe(200);
  if (schedule) {
    const put = await sandbox.call('PUT', `/v1/members/${id}/schedule`, wireHours(schedule));
    expect(put.status).toBe(200);
  }
  for (const { first, last } of absences) {
    const days = { start_date: isoDate(first), end_date: isoDate(last) };
    expect((await sandbox.call('POST', `/v1/members/${id}/absences`, days)).status).toBe(201);
  }
}

/** The first minute of a date in a zone whose clock does not change at midnight. */
function midnight(zone: string, day: number): number {
  const utc = day * 1440;
  const minutes = [-720, 0, 720].map((away) => utc - fixtureOffset(zone, (utc + away) * 60) / 60);
  const found = minutes.find((minute) => minute + fixtureOffset(zone, minute * 60) / 60 === utc);
  if (found === undefined) throw new Error(`${zone} has no midnight on day ${day}.`);
  return found;
}

/** Whose turn it is, as the tables say it: how it came to that is proved elsewhere. */
async function turnsOf({ db }: Sandbox, { id, strategy }: Stage) {
  const rotation = await db
    .selectFrom('event_type_rotations')
    .select(sql<number>`virtual_time::double precision`.as('virtualTime'))
    .where('event_type_id', '=', id)
    .executeTakeFirst();
  const rows = await db
    .selectFrom('event_type_hosts')
    .select(['member_id', 'weight', 'priority', 'bookings'])
    .select(sql<number>`tag::double precision`.as('tag'))
    .where('event_type_id', '=', id)
    .execute();
  return {
    rotation: strategy === 'collective' ? null : { strategy, virtualTime: rotation?.virtualTime ?? 0 },
    shares: new Map(rows.map(({ member_id, ...share }): [string, WorldShare] => [member_id, share])),
  };
}

const allocationsOf = (live: readonly Kept[], hostId: string): WorldAllocation[] => {
  const ofHost = live.filter(({ hostIds }) => hostIds.includes(hostId));
  return [...new Set(ofHost.map(({ allocation }) => allocation))];
};

interface Placed {
  readonly booking: PlannedBooking;
  readonly stage: Stage;
}

/** Books, and moves or cancels it where that is its fate; what the API refuses is not in the books. */
async function place(sandbox: Sandbox, kept: Kept[], { booking, stage }: Placed): Promise<void> {
  const { of, start, duration, fate, movedTo } = booking;
  const spots = of === 'own' ? booking.spots : 1;
  const answer = await sandbox.call('POST', '/v1/bookings', {
    event_type_id: stage.id,
    start_time: isoMinute(start),
    duration,
    attendees: partyOf(spots),
  });
  if (answer.status !== 201) return expectRefused(answer.status);
  const { id } = answer.body;
  const enter = (at: number, { body }: TestAnswer) => {
    const hostIds = body.hosts.map(({ member_id }: { member_id: string }) => member_id);
    kept.push(claim(kept, { of, stage, hostIds, start: at, duration, spots }));
  };
  enter(start, answer);
  if (fate === 'kept') return;
  const body = fate === 'moved' ? { new_start_time: isoMinute(movedTo) } : {};
  const changed = await sandbox.call(
    'POST',
    `/v1/bookings/${id}/${fate === 'moved' ? 'reschedule' : 'cancel'}`,
    body,
  );
  if (changed.status !== 200) return expectRefused(changed.status);
  if (fate === 'moved' && movedTo === start) return;
  const { allocation } = kept.pop() as Kept;
  allocation.spotsTaken -= spots;
  if (fate === 'moved') enter(movedTo, changed);
}

const expectRefused = (status: number) => expect(status).toBe(409);

export const partyOf = (size: number) =>
  Array.from({ length: size }, (_, i) => ({ name: 'Kim', email: `kim${i}@example.com` }));

/** Whoever books the same event type, start and length shares what the first one reserved. */
function claim(
  kept: readonly Kept[],
  {
    of,
    stage,
    hostIds,
    start,
    duration,
    spots,
  }: {
    of: string;
    stage: Stage;
    hostIds: readonly string[];
    start: number;
    duration: number;
    spots: number;
  },
): Kept {
  const isOwn = of === 'own';
  const shared = kept.find(
    ({ allocation, isOwn: isToo, hostIds: its }) =>
      isOwn &&
      isToo &&
      its[0] === hostIds[0] &&
      allocation.slotStart === start &&
      allocation.duration === duration,
  );
  if (shared) {
    shared.allocation.spotsTaken += spots;
    return { ...shared, spots };
  }
  const { before, after } = stage;
  const allocation = { slotStart: start, duration, before, after, sameEventType: isOwn, spotsTaken: spots };
  return { allocation, hostIds, spots, isOwn, isUnpaid: of === 'unpaid' };
}

async function changeEventType(sandbox: Sandbox, id: string, plan: Plan): Promise<void> {
  const { duration, before, after, interval, notice, windowDays, capacity, cap } = plan.settings;
  const patched = await sandbox.call('PATCH', `/v1/event-types/${id}`, {
    duration_minutes: duration,
    duration_options: null,
    buffer_before_minutes: before,
    buffer_after_minutes: after,
    slot_interval_minutes: interval,
    minimum_notice_minutes: notice,
    booking_window_days: windowDays,
    max_attendees: capacity,
    booking_cap: cap?.limit ?? null,
    booking_cap_period: cap?.period ?? null,
  });
  const put = await sandbox.call('PUT', `/v1/event-types/${id}/availability`, wireHours(plan));
  expect([patched.status, put.status]).toEqual([200, 200]);
}

const wireHours = ({ zone, rules, overrides }: WorldHours) => ({
  timezone: zone,
  rules: rules.map(({ dayOfWeek, ...window }) => ({ day_of_week: dayOfWeek, ...wireWindow(window) })),
  overrides: overrides.map(({ date, windows }) => ({
    date: isoDate(date),
    windows: windows.map(wireWindow),
  })),
});

const clockText = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const wireWindow = ({ start, end }: WorldWindow) => ({
  start_time: clockText(start),
  end_time: clockText(end),
});

/** Whether a booking received at that minute counts to the cap's period of the present. */
function isSamePeriod({ settings: { cap }, zone, now }: Plan, minute: number): boolean {
  const dateAt = (at: number) => new Date((at * 60 + fixtureOffset(zone, at * 60)) * 1000);
  const [then, today] = [dateAt(minute), dateAt(now)];
  const day = (date: Date) => Math.floor(date.getTime() / 86_400_000);
  switch (cap?.period) {
    case 'daily':
      return day(then) === day(today);
    case 'weekly':
      return Math.floor((day(then) + 3) / 7) === Math.floor((day(today) + 3) / 7); // 1970-01-01 was a Thursday
    case 'monthly':
      return then.toISOString().slice(0, 7) === today.toISOString().slice(0, 7);
    default:
      return false; // the cap was set after the booking
  }
}
