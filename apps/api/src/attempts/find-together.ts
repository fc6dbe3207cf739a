import { type Owner, ownerName } from '../lib/principal.ts';
import { togetherByDeps } from '../lib/together.ts';

interface Sought extends Owner {
  readonly id: string;
}

/**
 * A function that finds what an attempt is judged by: for those that begin at the same time, by one statement for each
 * organization and mode.
 */
export function findTogether<Deps extends object, Found extends { readonly id: string }>(
  find: (deps: Deps, owner: Owner, ids: readonly string[]) => Promise<readonly Found[]>,
): (deps: Deps, sought: Sought) => Promise<Found | undefined> {
  async function findAll(deps: Deps, all: readonly Sought[]): Promise<(Found | undefined)[]> {
    const found = new Map<string, Found>();
    for (const [name, ofOne] of Map.groupBy(all, ownerName)) {
      const [owner] = ofOne as [Sought];
      const ids = ofOne.map(({ id }) => id);
      for (const each of await find(deps, owner, [...new Set(ids)])) found.set(`${name} ${each.id}`, each);
    }
    return all.map((each) => found.get(`${ownerName(each)} ${each.id}`));
  }

  return togetherByDeps(findAll, { max: 100 });
}
