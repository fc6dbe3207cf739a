import type { RawConnection } from '../db/database.ts';
import { everywhere } from '../db/everywhere.ts';
import type { GivenUp, WorkCounts } from '../lib/work.ts';
import type { AnyAttemptKind } from './kind.ts';
import { countText } from './statements.ts';

/** Counts the attempts of each kind. */
export async function countAttempts(
  connection: RawConnection,
  kinds: readonly AnyAttemptKind[],
): Promise<WorkCounts[]> {
  if (kinds.length === 0) return [];
  const { rows } = await connection.executeSql(kinds.map(countText).join(' union all '), []);
  return rows as unknown as WorkCounts[];
}

type Kinds = readonly Pick<AnyAttemptKind, 'name' | 'table'>[];

/** What was given up, of all organizations, the latest first. */
export async function listGivenUp(
  connection: RawConnection,
  kinds: Kinds,
  limit: number,
): Promise<GivenUp[]> {
  const found: GivenUp[] = [];
  for (const { name, table } of kinds) {
    const { rows } = await connection.executeSql(
      `select ${everywhere} id, given_up_at as "failedAt", faults as tries, coalesce(fault, 'unknown') as reason, organization_id
       from ${table} where given_up_at is not null order by given_up_at desc, id limit $1`,
      [limit],
    );
    for (const { organization_id: organizationId, ...row } of rows as { organization_id: string }[])
      found.push({ ...(row as unknown as GivenUp), job: name, data: { organizationId } });
  }
  return found.sort((one, other) => other.failedAt.getTime() - one.failedAt.getTime()).slice(0, limit);
}

/** Has what was given up made again, with all its tries: the one with this id, or every one. Returns the ids. */
export async function retryAttempts(
  connection: RawConnection,
  kinds: Kinds,
  { which, now }: { readonly which: string | 'all'; readonly now: number },
): Promise<string[]> {
  const ids: string[] = [];
  for (const { table } of kinds) {
    const { rows } = await connection.executeSql(
      `update ${everywhere} ${table} set status = 'pending', next_attempt_at = $2, faults = 0, fault = null, given_up_at = null
       where given_up_at is not null and ($1 = 'all' or id = $1) returning id`,
      [which, new Date(now)],
    );
    ids.push(...rows.map(({ id }) => String(id)));
  }
  return ids;
}

/** Takes one off the list of what was given up. Returns whether there was one. */
export async function dropAttempt(connection: RawConnection, kinds: Kinds, id: string): Promise<boolean> {
  for (const { table } of kinds) {
    const text = `update ${everywhere} ${table} set given_up_at = null where given_up_at is not null and id = $1 returning 1`;
    if ((await connection.executeSql(text, [id])).rows.length > 0) return true;
  }
  return false;
}
