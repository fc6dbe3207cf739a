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
  /**
   * How much of each of these owners, all of one mode, when they are asked for at once: of as many of them, at least one,
   * as can each have a part of what is left for all.
   */
  rooms(owners: readonly Owner[]): Room[];
  /** For whom there will be room when it goes: its own lane is asked for more before it has nothing left, and not each time. */
  roomMadeBy(item: Item): 'nobody' | 'its owner' | 'everyone';
  /** Is claimed, and waits for a place. */
  add(item: Item): void;
  /** Those that begin now: live before test, and then the earliest, but who may not lets others by. */
  start(): Item[];
  /** Goes. False when it was gone. */
  remove(item: Item): boolean;
  /** Its lane has answered, or hangs. */
  judge(item: Placed, lane: { readonly answers: boolean }): void;
}

type Stage = 'present' | 'active';
const stages: readonly Stage[] = ['present', 'active'];

/** How many there are, and how many of them in lanes that are not proven. */
interface Tally {
  count: number;
  unproven: number;
}
type Tallies = Readonly<Record<Stage, Tally>>;

interface OwnersPlaces extends Tallies {
  readonly name: string;
  readonly isTest: boolean;
  readonly lanes: Map<string, Lane>;
}

interface Lane {
  readonly name: string;
  readonly owner: OwnersPlaces;
  present: number;
  active: number;
  isProven: boolean;
}

const noTallies = (): Tallies => ({
  present: { count: 0, unproven: 0 },
  active: { count: 0, unproven: 0 },
});

/** Lanes that nobody uses are remembered up to this many; then all of those have to answer again. */
const mostKept = 10_000;

/** A lane is low when no more than this of what may be claimed of it is here. */
const lowShare = 2 / 3;

/** Places within `limits`. What may be begun and claimed is counted as it changes: it is asked for with every attempt. */
export function createPlaces<Item extends Placed>(limits: PlaceLimits): Places<Item> {
  const all = new Set<Item>();
  const active = new Set<Item>();
  /** Those that are not active. */
  const waiting = new Map<Item, Lane>();
  const owners = new Map<string, OwnersPlaces>();
  const totals = noTallies();
  const ofTest = { present: 0, active: 0 };
  let kept = 0;

  const laneOf = ({ owner, lane }: Placed) => owners.get(ownerName(owner))?.lanes.get(lane);
  const mostClaimed = (places: number) => places * limits.claimedPerPlace;
  const mostOfMode = (isTest: boolean) =>
    isTest ? mostClaimed(limits.test) - ofTest.present : Number.POSITIVE_INFINITY;
  const roomOf = (lane: Lane) => (lane.isProven ? mostClaimed(limits.perLane) : 1) - lane.present;

  function takeLane(item: Placed): Lane {
    const known = laneOf(item);
    if (known) return known;
    if (++kept > mostKept) forgetUnused();
    const name = ownerName(item.owner);
    const owner = owners.get(name) ?? { name, isTest: item.owner.isTest, lanes: new Map(), ...noTallies() };
    owners.set(name, owner);
    const lane = { name: item.lane, owner, present: 0, active: 0, isProven: false };
    owner.lanes.set(item.lane, lane);
    return lane;
  }

  function forget({ name, owner }: Lane): void {
    if (owner.lanes.delete(name)) kept--;
    if (owner.lanes.size === 0) owners.delete(owner.name);
  }

  function forgetUnused(): void {
    for (const { lanes } of owners.values())
      for (const lane of lanes.values()) if (lane.present === 0) forget(lane);
  }

  function change(lane: Lane, stage: Stage, by: 1 | -1): void {
    lane[stage] += by;
    if (lane.owner.isTest) ofTest[stage] += by;
    for (const tally of [totals[stage], lane.owner[stage]]) {
      tally.count += by;
      if (!lane.isProven) tally.unproven += by;
    }
  }

  function prove(lane: Lane, isProven: boolean): void {
    if (lane.isProven === isProven) return;
    lane.isProven = isProven;
    for (const stage of stages)
      for (const tally of [totals[stage], lane.owner[stage]])
        tally.unproven += isProven ? -lane[stage] : lane[stage];
  }

  function roomWithin(part: { readonly atMost: number; readonly unproven: number }, owner: Owner): Room {
    const own = owners.get(ownerName(owner));
    const { count, unproven } = own?.present ?? { count: 0, unproven: 0 };
    const lanes = [...(own?.lanes.values() ?? [])].map((lane) => ({
      lane: lane.name,
      room: Math.max(0, roomOf(lane)),
      isProven: lane.isProven,
    }));
    return {
      atMost: Math.max(0, Math.min(part.atMost, mostClaimed(limits.perOwner) - count)),
      unproven: Math.max(0, Math.min(part.unproven, limits.unprovenPerOwner - unproven)),
      lanes: lanes.filter(({ room, isProven }) => isProven || room !== 1),
    };
  }

  function mayBegin({ owner, isProven, active }: Lane): boolean {
    const { count, unproven } = owner.active;
    if (count >= limits.perOwner || (owner.isTest && ofTest.active >= limits.test)) return false;
    if (isProven) return active < limits.perLane;
    const { active: all } = totals;
    return active === 0 && unproven < limits.unprovenPerOwner && all.unproven < limits.unproven;
  }

  return {
    all,
    active,
    hasRoom: () => all.size < mostClaimed(limits.total),
    rooms(asked) {
      const left = Math.min(mostClaimed(limits.total) - all.size, mostOfMode(asked[0]?.isTest === true));
      const unproven = limits.unproven - totals.present.unproven;
      const parts = Math.max(1, Math.min(asked.length, left, unproven > 0 ? unproven : left));
      const part = { atMost: Math.floor(left / parts), unproven: Math.floor(unproven / parts) };
      return asked.slice(0, parts).map((owner) => roomWithin(part, owner));
    },
    roomMadeBy(item) {
      const lane = laneOf(item);
      if (!lane) return 'nobody';
      const isFull =
        all.size >= mostClaimed(limits.total) ||
        mostOfMode(item.owner.isTest) <= 0 ||
        (!lane.isProven && totals.present.unproven >= limits.unproven);
      if (isFull) return 'everyone';
      const isLow = lane.present <= (lane.isProven ? mostClaimed(limits.perLane) * lowShare : 1);
      return isLow || lane.owner.present.count >= mostClaimed(limits.perOwner) ? 'its owner' : 'nobody';
    },
    add(item) {
      const lane = takeLane(item);
      all.add(item);
      waiting.set(item, lane);
      change(lane, 'present', 1);
    },
    start() {
      const started: Item[] = [];
      for (const isTest of [false, true]) {
        for (const [item, lane] of waiting) {
          if (active.size >= limits.total) return started;
          if (lane.owner.isTest !== isTest || !mayBegin(lane)) continue;
          waiting.delete(item);
          active.add(item);
          change(lane, 'active', 1);
          started.push(item);
        }
      }
      return started;
    },
    remove(item) {
      const lane = laneOf(item);
      if (!lane || !all.delete(item)) return false;
      waiting.delete(item);
      if (active.delete(item)) change(lane, 'active', -1);
      change(lane, 'present', -1);
      if (lane.present === 0 && !lane.isProven) forget(lane);
      return true;
    },
    judge(item, { answers }) {
      const lane = laneOf(item);
      if (lane) prove(lane, answers && limits.perLane > 1);
    },
  };
}
