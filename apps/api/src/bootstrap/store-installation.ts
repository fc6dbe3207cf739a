import type { Tx } from '../db/database.ts';

/** Keeps a value of the installation under a name, unless there is one. Returns the one that is kept. */
export async function keepFirst(tx: Tx, name: string, value: string): Promise<string> {
  await tx
    .insertInto('installation')
    .values({ name, value })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const kept = await tx
    .selectFrom('installation')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return kept.value;
}
