import {
  type HostShare,
  inTurn,
  type Rotation,
  tagAfterCancellation,
  tagsAfterAssignment,
} from '../src/index.ts';
import { seededIntegers } from './random.ts';

/** A host of a simulation: when it is free, and since when it takes part. */
export interface Person {
  readonly weight?: number;
  readonly priority?: number;
  /** In how many of a hundred requests it is free; always unless told. */
  readonly freePercent?: number;
  /** The requests at which it takes part. */
  readonly isThere?: (request: number) => boolean;
}

/** A way of choosing: it keeps its own books. */
export interface Rule {
  choose(free: readonly number[]): number;
  cancelled?(host: number): void;
}

/** Our rule, with the state that a server stores. */
export function virtualTime(people: readonly Person[], strategy: Rotation['strategy'] = 'round_robin'): Rule {
  let rotation: Rotation = { strategy, virtualTime: 0 };
  const shares: HostShare[] = people.map(({ weight = 1, priority = 0 }) => ({
    weight,
    priority,
    tag: 0,
    bookings: 0,
  }));
  const share = (host: number) => shares[host] as HostShare;
  return {
    choose(free) {
      const [next] = inTurn(
        rotation,
        free.map((host) => ({ id: `host ${host}`, host, share: share(host) })),
      );
      const { host } = next as { host: number };
      const after = tagsAfterAssignment(rotation, share(host));
      rotation = { ...rotation, virtualTime: after.virtualTime };
      shares[host] = { ...share(host), tag: after.tag, bookings: share(host).bookings + 1 };
      return host;
    },
    cancelled(host) {
      shares[host] = {
        ...share(host),
        tag: tagAfterCancellation(share(host)),
        bookings: share(host).bookings - 1,
      };
    },
  };
}

/** The rule of others: whoever was assigned longest ago. */
export function leastRecent(people: readonly Person[]): Rule {
  const last = people.map(() => -1);
  let request = 0;
  return {
    choose(free) {
      const host = smallest(free, (each) => last[each] as number);
      last[host] = request++;
      return host;
    },
  };
}

/** Another rule of others: whoever has the fewest bookings for its weight. */
export function fewestBookings(people: readonly Person[]): Rule {
  const bookings = people.map(() => 0);
  return {
    choose(free) {
      const host = smallest(free, (each) => (bookings[each] as number) / (people[each]?.weight ?? 1));
      bookings[host] = (bookings[host] as number) + 1;
      return host;
    },
    cancelled(host) {
      bookings[host] = (bookings[host] as number) - 1;
    },
  };
}

export interface Simulation {
  readonly people: readonly Person[];
  readonly rule: Rule;
  readonly requests?: number;
  /** How many of a hundred bookings are cancelled right away. */
  readonly cancelledPercent?: number;
}

/** Who got each request, or null where it was cancelled or nobody was free. The same numbers every time. */
export function simulate({
  people,
  rule,
  requests = 3000,
  cancelledPercent = 0,
}: Simulation): readonly (number | null)[] {
  const random = seededIntegers(20_260_601);
  const isFree = ({ freePercent = 100, isThere = () => true }: Person, request: number) =>
    random(100) < freePercent && isThere(request);
  return Array.from({ length: requests }, (_, request) => {
    const free = people.flatMap((person, host) => (isFree(person, request) ? [host] : []));
    if (free.length === 0) return null;
    const host = rule.choose(free);
    if (random(100) >= cancelledPercent) return host;
    rule.cancelled?.(host);
    return null;
  });
}

/** How many requests a host got. */
export function countOf(given: readonly (number | null)[], host: number): number {
  return given.filter((each) => each === host).length;
}

/** Of those that somebody got, in percent with one decimal. */
export function percentOf(given: readonly (number | null)[], host: number): number {
  const all = given.filter((each) => each !== null).length;
  return Math.round((countOf(given, host) / all) * 1000) / 10;
}

/** How many requests a host got without somebody else between. */
export function longestRun(given: readonly (number | null)[], host: number): number {
  let longest = 0;
  let run = 0;
  for (const each of given) {
    run = each === host ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function smallest(free: readonly number[], key: (host: number) => number): number {
  return [...free].sort((a, b) => key(a) - key(b) || a - b)[0] as number;
}
