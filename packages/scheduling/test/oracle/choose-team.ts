/**
 * The second opinion about who holds a meeting: it lists every team that could, and takes the best of those that can.
 */
import type { World, WorldShare } from './world.ts';

/** What is known of one host and one start. */
export interface HostVerdict {
  /** Position in the world's list of hosts. */
  readonly host: number;
  readonly reason: string | null;
  readonly onlyBookings: boolean;
  readonly remaining: number;
  readonly joins: boolean;
  /** Only a buffer stands in the way. */
  readonly isBuffer: boolean;
}

export interface TeamVerdict {
  /** Null where some team can. */
  readonly reason: string | null;
  /** The best team, and behind it those that would be next. */
  readonly teams: readonly Team[];
  readonly remaining: number;
  /** No team can, and some could if bookings gave way. */
  readonly onlyBookings: boolean;
}

export interface Team {
  readonly needed: readonly number[];
  readonly chosen: number | null;
}

const order = ['inactive', 'outside_schedule', 'absent', 'booked', 'full', 'calendar_busy'];
const isNotThere = ['inactive', 'outside_schedule', 'absent'];
const bookingOfOne = 720_720n;
const newcomer: WorldShare = { weight: 1, priority: 0, tag: 0, bookings: 0 };

export function chooseTeam(world: World, verdicts: readonly HostVerdict[]): TeamVerdict {
  const members = ({ needed, chosen }: Team) =>
    asOneGroup(
      [...needed, ...(chosen === null ? [] : [chosen])].map((host) => verdicts[host] as HostVerdict),
    );
  const teams = everyTeam(world).map((team) => ({ team, members: members(team) }));
  const able = teams.filter(({ members }) => members.every(({ reason }) => reason === null));
  const hopeful = teams.filter(({ members }) =>
    members.every((each) => each.reason === null || each.onlyBookings),
  );
  if (able.length > 0) {
    return {
      reason: null,
      teams: able.map(({ team }) => team).sort((a, b) => compareTeams(world, verdicts, a, b)),
      remaining: Math.max(...able.map(({ members }) => Math.min(...members.map((each) => each.remaining)))),
      onlyBookings: false,
    };
  }
  const ranks = teams.map(({ members }) =>
    Math.min(...members.flatMap(({ reason }) => (reason === null ? [] : [order.indexOf(reason)]))),
  );
  const reason = order[Math.max(...ranks)] ?? 'absent';
  return {
    reason: isNotThere.includes(reason) ? 'outside_hours' : reason,
    teams: [],
    remaining: 0,
    onlyBookings: hopeful.length > 0,
  };
}

/** They hold one meeting: who would join a group that the first of them is not in is taken, and so is who would not. */
function asOneGroup(members: readonly HostVerdict[]): readonly HostVerdict[] {
  return members.map((each) =>
    each.reason === null && each.joins !== members[0]?.joins
      ? { ...each, reason: 'booked', onlyBookings: true }
      : each,
  );
}

/** Every host; or those who are required with each of the others in turn. Nobody at all is no team. */
function everyTeam({ hosts, assignment, wanted }: World): readonly Team[] {
  const everybody = hosts.map((_, host) => host);
  const needed = everybody.filter((host) => assignment === 'all' || hosts[host]?.isRequired);
  const others = everybody.filter((host) => !needed.includes(host));
  const isAsked = wanted !== undefined && !needed.includes(wanted) && assignment === 'any';
  if (others.length === 0 && !isAsked) return needed.length === 0 ? [] : [{ needed, chosen: null }];
  return others.filter((host) => !isAsked || host === wanted).map((chosen) => ({ needed, chosen }));
}

function compareTeams(world: World, verdicts: readonly HostVerdict[], a: Team, b: Team): number {
  if (a.chosen === null || b.chosen === null) return 0;
  const joins = (host: number) => Number(verdicts[host]?.joins);
  if (joins(a.chosen) !== joins(b.chosen)) return joins(b.chosen) - joins(a.chosen);
  if (!world.rotation) return a.chosen - b.chosen;
  const [shareA, shareB] = [a.chosen, b.chosen].map((host) => world.hosts[host]?.share ?? newcomer) as [
    WorldShare,
    WorldShare,
  ];
  const byPriority = shareB.priority - shareA.priority;
  const byTurn = compareTurns(world.rotation.virtualTime, shareA, shareB);
  const byRule = world.rotation.strategy === 'priority' ? byPriority || byTurn : byTurn || byPriority;
  return byRule || shareA.bookings - shareB.bookings || a.chosen - b.chosen;
}

/** Fractions, multiplied crosswise: who may begin is whoever was served less, but nobody misses more than three. */
function compareTurns(virtualTime: number, a: WorldShare, b: WorldShare): number {
  const startTimesWeight = ({ tag, weight }: WorldShare) => {
    const served = BigInt(tag) * BigInt(weight);
    const bound = BigInt(virtualTime) * BigInt(weight) - 3n * bookingOfOne;
    return served > bound ? served : bound;
  };
  const difference = startTimesWeight(a) * BigInt(b.weight) - startTimesWeight(b) * BigInt(a.weight);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
