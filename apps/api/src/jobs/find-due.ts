import type { RawConnection } from '../db/database.ts';
import { queueSchema } from './boss.ts';

/** Looks for one job of each kind, so that it costs the same however many there are. */
const statement = `select name from unnest($1::text[]) as kinds (name) where exists (
    select from ${queueSchema}.job j
    where j.name = kinds.name and j.state < 'active' and not j.blocked and j.start_after <= ${queueSchema}.job_now())`;

/** Of these kinds of jobs, those of which one is due. */
export async function findDue(
  connection: RawConnection,
  names: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await connection.executeSql(statement, [[...names]]);
  return rows.map(({ name }) => String(name));
}
