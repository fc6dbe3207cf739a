/** The most rows that one statement carries, or one transaction changes, where others choose how many there are. */
export const lotSize = 500;

/** The items in their order, in lots of `size` or fewer; none of none. */
export function lotsOf<Item>(items: readonly Item[], size: number = lotSize): readonly (readonly Item[])[] {
  const lots: (readonly Item[])[] = [];
  for (let from = 0; from < items.length; from += size) lots.push(items.slice(from, from + size));
  return lots;
}
