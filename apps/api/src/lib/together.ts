import { setTimeout as pause } from 'node:timers/promises';

export interface TogetherOptions {
  /** The most items that are worked on at once. */
  readonly max: number;
  /** How long those that came meanwhile wait for more when a lot is done, in milliseconds; 0 unless told. */
  readonly restMs?: number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A function for one item that has many of them done at once: those that come while others are under way wait for
 * these to end, and then go together. So nobody waits for company, and the busier it is, the less each one costs.
 *
 * `work` answers with one result for each item, in their order. When it throws, each is worked on by itself, so that
 * one that cannot be done fails no other.
 */
export function together<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  { max, restMs = 0 }: TogetherOptions,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isUnderWay = false;

  async function goOn(): Promise<void> {
    isUnderWay = true;
    await null; // those that come in the same turn come along
    while (waiting.length > 0) {
      await workOn(waiting.splice(0, max));
      if (restMs > 0 && waiting.length < max) await pause(restMs);
    }
    isUnderWay = false;
  }

  async function workOn(lot: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await work(lot.map(({ item }) => item));
      for (const [index, { resolve }] of lot.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (lot.length === 1) lot[0]?.reject(error);
      else await Promise.all(lot.map((each) => workOn([each])));
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isUnderWay) void goOn();
    });
}

/** The same for a constant whose `deps` come with each item: those that come with the same ones go together. */
export function togetherByDeps<Deps extends object, Item, Result>(
  work: (deps: Deps, items: readonly Item[]) => Promise<readonly Result[]>,
  options: TogetherOptions,
): (deps: Deps, item: Item) => Promise<Result> {
  const made = new WeakMap<Deps, (item: Item) => Promise<Result>>();
  return (deps, item) => {
    const workOn = made.get(deps) ?? together((items) => work(deps, items), options);
    made.set(deps, workOn);
    return workOn(item);
  };
}
