import type { Database } from './database.ts';

/**
 * The items in lots, each for one transaction: all in one, in the order of their organizations, so that two transactions
 * never wait for each other crosswise. Where organizations are spread, each organization's by itself.
 */
export function committedTogether<Item>(
  { isSpread }: Pick<Database, 'isSpread'>,
  items: readonly Item[],
  organizationOf: (item: Item) => string,
): Item[][] {
  const byOrganization = Map.groupBy(items, organizationOf);
  const inOrder = [...byOrganization.keys()].sort().map((id) => byOrganization.get(id) as Item[]);
  if (isSpread) return inOrder;
  return inOrder.length > 0 ? [inOrder.flat()] : [];
}
