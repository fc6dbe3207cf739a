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
const jobsText = (names: string) => `select null as organization_id, null::boolean as is_test, name
  from unnest(${names}::text[]) as kinds (name) where exists (
    select from ${queueSchema}.job j
    where j.name = kinds.name and j.state < 'active' and not j.blocked and j.start_after <= ${queueSchema}.job_now())`;

/** Of these jobs and attempts, those that are due, attempts by `now`; in one statement, since it is asked all day. */
export async function findDue(
  connection: RawConnection,
  { names, kinds }: { readonly names: readonly string[]; readonly kinds: readonly AnyAttemptKind[] },
  now: number,
): Promise<Due[]> {
  const { rows } =
    kinds.length === 0
      ? await connection.executeSql(jobsText('$1'), [[...names]])
      : await connection.executeSql(`${jobsText('$2')} union all ${dueText(kinds)}`, [
          new Date(now),
          [...names],
        ]);
  return rows.map(({ name, organization_id, is_test }) => ({
    name: String(name),
    owner:
      organization_id === null ? null : { organizationId: String(organization_id), isTest: Boolean(is_test) },
  }));
}
