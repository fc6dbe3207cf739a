import { type Query, type QuerySnapshot, unasked } from './query.ts';

/** How long an answer counts as fresh: in this time it is not asked for again by who comes or returns. */
export const freshMs = 10_000;

/** How many answers are kept that nobody looks at. */
const unwatchedLimit = 50;

type Matches = (query: Query<unknown>) => boolean;

interface Watcher {
  /** Null for who only wants the answer to be there later. */
  readonly onChange: (() => void) | null;
}

interface Entry {
  readonly query: Query<unknown>;
  readonly watchers: Set<Watcher>;
  snapshot: QuerySnapshot<unknown>;
  /** When the last answer or failure came; null when it must be asked again whatever the time. */
  answeredAt: number | null;
  /** The running request; an answer to any other one is dropped. */
  running: AbortController | null;
}

/** The answers that the hooks below one provider share. */
export interface Cache {
  /** Where a question stands; the same object until something changes. Asks nothing. */
  read<T>(query: Query<T>): QuerySnapshot<T>;
  /**
   * Keeps a question answered until the returned function is called: asks now, unless the answer is fresh or on its
   * way. Without `onChange` it is asked for ahead of need, and not again. When the last watcher leaves, a running
   * request is aborted.
   */
  watch(query: Query<unknown>, onChange?: () => void): () => void;
  /** Asks anew, in place of a request that may be running. */
  refetch(query: Query<unknown>): void;
  /** Asks anew whatever is watched for changes and no longer fresh. */
  refetchStale(): void;
  /** Makes answers stale: those that are watched are asked for at once, in place of running requests. */
  invalidate(matches: Matches): void;
  /** Changes the answers that are there, before the API is asked. */
  update<T>(matches: Matches, change: (data: T) => T): void;
}

/** An empty cache. `now` is the time in milliseconds. */
export function createCache(now: () => number = () => Date.now()): Cache {
  const entries = new Map<string, Entry>();

  const show = (entry: Entry, snapshot: QuerySnapshot<unknown>) => {
    entry.snapshot = snapshot;
    for (const { onChange } of [...entry.watchers]) onChange?.();
  };

  const start = (entry: Entry) => {
    entry.running?.abort();
    const request = new AbortController();
    entry.running = request;
    const settle = (snapshot: QuerySnapshot<unknown>) => {
      if (entry.running !== request) return; // a newer request took its place, or nobody waits any more
      entry.running = null;
      entry.answeredAt = now();
      show(entry, snapshot);
    };
    ask(entry.query, request.signal).then(
      (data) => settle({ data, error: undefined, isFetching: false }),
      (error) => settle({ data: entry.snapshot.data, error: asError(error), isFetching: false }),
    );
    show(entry, { ...entry.snapshot, isFetching: true });
  };

  const isFresh = ({ answeredAt }: Entry) => answeredAt !== null && now() - answeredAt < freshMs;

  const entryOf = (query: Query<unknown>): Entry => {
    const known = entries.get(query.key);
    if (known) return known;
    const entry = { query, watchers: new Set<Watcher>(), snapshot: unasked, answeredAt: null, running: null };
    entries.set(query.key, entry);
    return entry;
  };

  const abandon = (entry: Entry) => {
    if (entry.watchers.size > 0 || entries.get(entry.query.key) !== entry) return;
    entry.running?.abort();
    entry.running = null;
    entry.snapshot = { ...entry.snapshot, isFetching: false };
    // To the end of the map, so that the one left longest ago is forgotten first.
    entries.delete(entry.query.key);
    entries.set(entry.query.key, entry);
    const unwatched = [...entries.values()].filter(({ watchers }) => watchers.size === 0);
    for (const { query } of unwatched.slice(0, -unwatchedLimit)) entries.delete(query.key);
  };

  return {
    read: <T>(query: Query<T>) => (entries.get(query.key)?.snapshot ?? unasked) as QuerySnapshot<T>,

    watch(query, onChange) {
      const entry = entryOf(query);
      const watcher: Watcher = { onChange: onChange ?? null };
      entry.watchers.add(watcher);
      if (!entry.running && !isFresh(entry)) start(entry);
      return () => {
        entry.watchers.delete(watcher);
        // React's strict mode leaves and comes back at once: that is no reason to ask twice.
        queueMicrotask(() => abandon(entry));
      };
    },

    refetch: (query) => start(entryOf(query)),

    refetchStale() {
      for (const entry of [...entries.values()])
        if (!entry.running && !isFresh(entry) && isShown(entry)) start(entry);
    },

    invalidate(matches) {
      for (const entry of [...entries.values()]) {
        if (!matches(entry.query)) continue;
        entry.answeredAt = null;
        if (entry.watchers.size > 0) start(entry);
      }
    },

    update<T>(matches: Matches, change: (data: T) => T) {
      for (const entry of [...entries.values()]) {
        const { data } = entry.snapshot;
        if (data === undefined || !matches(entry.query)) continue;
        show(entry, { ...entry.snapshot, data: change(data as T) });
      }
    },
  };
}

const isShown = ({ watchers }: Entry) => [...watchers].some(({ onChange }) => onChange !== null);

/** Turns what is thrown at once into a rejection, too. */
async function ask(query: Query<unknown>, signal: AbortSignal): Promise<unknown> {
  return query.fetch(signal);
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
