/** How many may be in a process at the same time, in all and of one group. */
export interface RunLimits {
  readonly total: number;
  readonly perGroup: number;
}

interface Grouped {
  readonly group: string;
}

/** Who runs, and who waits for a place to do so. */
export interface GroupPlaces<Item extends Grouped> {
  /** Both together; never more than was asked for. */
  readonly all: ReadonlySet<Item>;
  /** The groups of those, with how many each has. */
  readonly taken: ReadonlyMap<string, number>;
  /** How many more may come. */
  free(): number;
  /** Whether no other of this group may come. */
  isFull(group: string): boolean;
  /** Whether nobody could run who came now. */
  isBusy(): boolean;
  /** Comes, and waits. */
  add(item: Item): void;
  /** Those that run from now on: who came first, but whose group is at its limit lets others by. */
  start(): Item[];
  /** Goes. False when it was gone. */
  remove(item: Item): boolean;
  /** Those that wait. */
  waiting(): Item[];
}

/**
 * Places for `running` at once; as many as `present` allows may be there, so that who follows is at hand when somebody
 * goes.
 */
export function createPlaces<Item extends Grouped>(
  running: RunLimits,
  present: RunLimits,
): GroupPlaces<Item> {
  const all = new Set<Item>();
  const taken = new Map<string, number>();
  const active = new Set<Item>();
  const activeOf = new Map<string, number>();
  const count = (counts: Map<string, number>, group: string, by: 1 | -1) => {
    const next = (counts.get(group) ?? 0) + by;
    if (next > 0) counts.set(group, next);
    else counts.delete(group);
  };
  const waiting = () => [...all].filter((item) => !active.has(item));
  return {
    all,
    taken,
    waiting,
    free: () => present.total - all.size,
    isFull: (group) => (taken.get(group) ?? 0) >= present.perGroup,
    isBusy: () => active.size >= running.total,
    add(item) {
      all.add(item);
      count(taken, item.group, 1);
    },
    start() {
      const started: Item[] = [];
      for (const item of all) {
        if (active.size >= running.total) break;
        if (active.has(item) || (activeOf.get(item.group) ?? 0) >= running.perGroup) continue;
        active.add(item);
        count(activeOf, item.group, 1);
        started.push(item);
      }
      return started;
    },
    remove(item) {
      if (!all.delete(item)) return false;
      count(taken, item.group, -1);
      if (active.delete(item)) count(activeOf, item.group, -1);
      return true;
    },
  };
}
