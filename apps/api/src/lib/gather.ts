/**
 * A function that takes items for a key, and has those of all who call it in the same turn worked on at once: whoever waits
 * for answers that come together goes on together. All are given what came of it, or what failed.
 */
export function gather<Key extends object, Item, Result>(
  work: (key: Key, items: readonly Item[]) => Promise<Result>,
): (key: Key, items: readonly Item[]) => Promise<Result> {
  const gathered = new WeakMap<Key, { readonly items: Item[]; readonly result: Promise<Result> }>();
  return (key, items) => {
    const already = gathered.get(key);
    if (already) {
      already.items.push(...items);
      return already.result;
    }
    const all = [...items];
    const result = Promise.resolve().then(() => {
      gathered.delete(key);
      return work(key, all);
    });
    gathered.set(key, { items: all, result });
    return result;
  };
}
