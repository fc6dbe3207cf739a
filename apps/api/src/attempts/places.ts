import { type Owner, ownerName } from '../lib/principal.ts';

/** How many attempts of one kind may be under way in a process at the same time. */
export interface PlaceLimits {
  readonly total: number;
  /** Of one organization and mode. */
  readonly perOwner: number;
  /** Of test mode, in all. */
  readonly test: number;
  /** In one lane that answers. */
  readonly perLane: number;
  /** In all lanes that hang or have not answered yet, together: each of them has one place. */
  readonly unproven: number;
  /** The same of one organization and mode. */
  readonly unprovenPerOwner: number;
  /** For each place so many are claimed: one is made, and the others are at hand when it ends. */
  readonly claimedPerPlace: number;
}

/** What takes a place. */
export interface Placed {
  readonly owner: Owner;
  readonly lane: string;
}

/** How much of one owner may be claimed now. */
export interface Room {
  readonly atMost: number;
  /** Of lanes that are not proven, together. */
  readonly unproven: number;
  /** The lanes that have another room than one. */
  readonly lanes: readonly { readonly lane: string; readonly room: number; readonly isProven: boolean }[];
}

/** Who is under way, and who waits for a place. */
export interface Places<Item extends Placed> {
  /** Both together. */
  readonly all: ReadonlySet<Item>;
  /** Those under way. */
  readonly active: ReadonlySet<Item>;
  /** Whether anything may be claimed. */
  hasRoom(): boolean;
  room(owner: Owner): Room;
  /** Whether others than its owner's could be claimed only if it went. */
  isWaitedFor(item: Item): boolean;
  /** Is claimed, and waits for a place. */
  add(item: Item): void;
  /** Those that begin now: live before test, and then the earliest, but who may not lets others by. */
  start(): Item[];
  /** Goes. False when it was gone. */
  remove(item: Item): boolean;
  /** Its lane has answered, or hangs. */
  judge(item: Placed, lane: { readonly answers: boolean }): void;
}

interface Counts {
  test: number;
  unproven: number;
  readonly owners: Map<string, { readonly all: number; readonly unproven: number }>;
}

const ofOwner = ({ owners }: Counts, owner: Owner) => owners.get(ownerName(owner)) ?? { all: 0, unproven: 0 };

interface Lane {
  present: number;
  active: number;
  isProven: boolean;
}

/** Lanes that nobody uses are remembered up to this many; then all of those have to answer again. */
const mostKept = 10_000;

/** Places within `limits`. */
export function createPlaces<Item extends Placed>(limits: PlaceLimits): Places<Item> {
  const all = new Set<Item>();
  const active = new Set<Item>();
  const owners = new Map<string, Map<string, Lane>>();
  let kept = 0;

  const lanesOf = (owner: Owner) => owners.get(ownerName(owner));
  const laneOf = ({ owner, lane }: Placed) => lanesOf(owner)?.get(lane);
  const roomOf = (lane: Lane) => (lane.isProven ? limits.perLane * limits.claimedPerPlace : 1) - lane.present;

  function takeLane({ owner, lane }: Placed): Lane {
    const name = ownerName(owner);
    const lanes = owners.get(name) ?? new Map<string, Lane>();
    owners.set(name, lanes);
    const taken = lanes.get(lane) ?? { present: 0, active: 0, isProven: false };
    if (!lanes.has(lane) && ++kept > mostKept) forgetUnused();
    lanes.set(lane, taken);
    return taken;
  }

  function forget({ owner, lane }: Placed): void {
    const lanes = lanesOf(owner);
    if (lanes?.delete(lane)) kept--;
    if (lanes?.size === 0) owners.delete(ownerName(owner));
  }

  function forgetUnused(): void {
    for (const [name, lanes] of owners) {
      for (const [lane, { present }] of lanes) if (present === 0) lanes.delete(lane);
      if (lanes.size === 0) owners.delete(name);
    }
    kept = [...owners.values()].reduce((sum, lanes) => sum + lanes.size, 0);
  }

  function countOf(items: Iterable<Item>): Counts {
    const counts: Counts = { test: 0, unproven: 0, owners: new Map() };
    for (const item of items) count(counts, item);
    return counts;
  }

  function count(counts: Counts, item: Item): void {
    const { all, unproven } = ofOwner(counts, item.owner);
    const isUnproven = laneOf(item)?.isProven ? 0 : 1;
    counts.owners.set(ownerName(item.owner), { all: all + 1, unproven: unproven + isUnproven });
    if (item.owner.isTest) counts.test++;
    counts.unproven += isUnproven;
  }

  function mayBegin({ owner, lane: name }: Item, counts: Counts): boolean {
    const lane = lanesOf(owner)?.get(name);
    const own = ofOwner(counts, owner);
    if (!lane || own.all >= limits.perOwner || (owner.isTest && counts.test >= limits.test)) return false;
    if (lane.isProven) return lane.active < limits.perLane;
    return lane.active === 0 && own.unproven < limits.unprovenPerOwner && counts.unproven < limits.unproven;
  }

  return {
    all,
    active,
    hasRoom: () => all.size < limits.total * limits.claimedPerPlace,
    room(owner) {
      const counts = countOf(all);
      const own = ofOwner(counts, owner);
      const ahead = (limit: number, taken: number) => limit * limits.claimedPerPlace - taken;
      const atMost = [ahead(limits.total, all.size), ahead(limits.perOwner, own.all)];
      if (owner.isTest) atMost.push(ahead(limits.test, counts.test));
      const lanes = [...(lanesOf(owner) ?? [])].map(([lane, known]) => ({
        lane,
        room: Math.max(0, roomOf(known)),
        isProven: known.isProven,
      }));
      return {
        atMost: Math.max(0, Math.min(...atMost)),
        unproven: Math.max(
          0,
          Math.min(limits.unproven - counts.unproven, limits.unprovenPerOwner - own.unproven),
        ),
        lanes: lanes.filter(({ room, isProven }) => isProven || room !== 1),
      };
    },
    isWaitedFor(item) {
      const { test, unproven } = countOf(all);
      return (
        all.size >= limits.total * limits.claimedPerPlace ||
        (item.owner.isTest && test >= limits.test * limits.claimedPerPlace) ||
        (!laneOf(item)?.isProven && unproven >= limits.unproven)
      );
    },
    add(item) {
      all.add(item);
      takeLane(item).present++;
    },
    start() {
      const started: Item[] = [];
      const counts = countOf(active);
      for (const isTest of [false, true]) {
        for (const item of all) {
          if (active.size >= limits.total) return started;
          if (item.owner.isTest !== isTest || active.has(item) || !mayBegin(item, counts)) continue;
          active.add(item);
          takeLane(item).active++;
          count(counts, item);
          started.push(item);
        }
      }
      return started;
    },
    remove(item) {
      if (!all.delete(item)) return false;
      const lane = takeLane(item);
      lane.present--;
      if (active.delete(item)) lane.active--;
      if (lane.present === 0 && !lane.isProven) forget(item);
      return true;
    },
    judge(item, { answers }) {
      const lane = laneOf(item);
      if (lane) lane.isProven = answers && limits.perLane > 1;
    },
  };
}
