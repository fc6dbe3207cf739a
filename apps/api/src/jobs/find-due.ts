import type { AnyAttemptKind } from '../attempts/kind.ts';
import { dueText } from '../attempts/statements.ts';
import type { RawConnection } from '../db/database.ts';
import type { Owner } from '../lib/principal.ts';
import { queueSchema } from './boss.ts';

/** What waits to be done: jobs of a kind, whoever's, or attempts of a kind that one owner has. */
export interface Due {
  readonly name: string;
  /** Null of jobs. */
  readonly owner: Owner | null;
}

/** Looks for one job of each kind, so that it costs the same however many there are. */
const jobsText = `select name from unnest($1::text[]) as kinds (name) where exists (
    select from ${queueSchema}.job j where j.name = kinds.name and j.state < 'active' and not j.blocked
      and j.start_after <= ${queueSchema}.job_now() + $2::float8 * interval '1 millisecond')`;

/**
 * Of these jobs and attempts, those that are due or will be so many milliseconds after `now`. Jobs are asked for by
 * themselves: they are in one database, and attempts are where their organizations are.
 */
export async function findDue(
  connection: Pick<RawConnection, 'executeSql'>,
  { names, kinds }: { readonly names: readonly string[]; readonly kinds: readonly AnyAttemptKind[] },
  { now, aheadMs }: { readonly now: number; readonly aheadMs: number },
): Promise<Due[]> {
  const jobs = await connection.executeSql(jobsText, [[...names], aheadMs]);
  const ofNobody = jobs.rows.map(({ name }) => ({ name: String(name), owner: null }));
  if (kinds.length === 0) return ofNobody;
  const attempts = await connection.executeSql(dueText(kinds), [new Date(now + aheadMs)]);
  return [
    ...ofNobody,
    ...attempts.rows.map(({ name, organization_id, is_test }) => ({
      name: String(name),
      owner: { organizationId: String(organization_id), isTest: Boolean(is_test) },
    })),
  ];
}
