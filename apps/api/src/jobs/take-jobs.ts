import type { RawConnection } from '../db/database.ts';
import { queueSchema } from './boss.ts';

/** A job that this process has, until it is completed, has failed, or its lease ran out. */
export interface TakenJob {
  readonly id: string;
  readonly data: object;
  readonly group: string;
  /** Which try this is: whoever settles says it, and has no say where another worker has a later one. */
  readonly retryCount: number;
}

export interface FreePlaces {
  /** How many jobs are wanted. */
  readonly free: number;
  readonly perGroup: number;
  /** The groups of the jobs that run, with how many each has. */
  readonly taken: ReadonlyMap<string, number>;
}

export interface Taking {
  readonly jobs: readonly TakenJob[];
  /** Whether there may be more to take now: another process was taking some, or not all were looked at. */
  readonly mayBeMore: boolean;
}

/** Looked at for jobs of different groups: where one group has very many, others are found behind them. */
const lookedAt = 200;

/**
 * Sets what the queue itself sets when it hands out a job. Its own statement looks at the first few jobs only, whatever
 * their groups, so that of a group with many most had to be given back.
 */
const statement = `with waiting as (
    select id, group_id, created_on from ${queueSchema}.job
    where name = $1 and state < 'active' and not blocked and start_after <= ${queueSchema}.job_now()
      and group_id <> all($2::text[])
    order by priority desc, created_on limit ${lookedAt}
  ), numbered as (
    select *, row_number() over (partition by group_id order by created_on) as number from waiting
  ), chosen as (
    select numbered.id from numbered left join unnest($3::text[], $4::int[]) as taken (group_id, count) using (group_id)
    where number <= $5::int - coalesce(count, 0) order by created_on limit $6::int
  ), mine as (
    select id from ${queueSchema}.job
    where name = $1 and id = any(array(select id from chosen)) and state < 'active' for update skip locked
  ), begun as (
    update ${queueSchema}.job set state = 'active', started_on = ${queueSchema}.job_now(),
      heartbeat_on = ${queueSchema}.job_now(),
      retry_count = case when started_on is null then retry_count else retry_count + 1 end
    where name = $1 and id = any(array(select id from mine))
    returning id, data, group_id as "group", retry_count as "retryCount"
  ) select (select count(*) from chosen) > (select count(*) from begun)
    or (select count(*) from waiting) = ${lookedAt} as "mayBeMore",
    coalesce((select json_agg(begun) from begun), '[]') as jobs`;

/** Takes due jobs of one kind, the oldest first, as many as there are places for in all and for each group. */
export async function takeJobs(
  connection: RawConnection,
  name: string,
  { free, perGroup, taken }: FreePlaces,
): Promise<Taking> {
  const full = [...taken].filter(([, count]) => count >= perGroup).map(([group]) => group);
  const values = [name, full, [...taken.keys()], [...taken.values()], perGroup, free];
  const { rows } = await connection.executeSql(statement, values);
  return rows[0] as unknown as Taking;
}

/** What a job is that nobody has begun: taken again, it has not lost a try. */
const giveBackStatement = `update ${queueSchema}.job j set state = 'created', started_on = null, heartbeat_on = null
  from unnest($2::uuid[], $3::int[]) as mine (id, retry_count)
  where j.name = $1 and j.id = mine.id and j.state = 'active' and j.retry_count = mine.retry_count`;

/** Gives back jobs that were taken and not begun. */
export async function giveBack(
  connection: RawConnection,
  name: string,
  jobs: readonly TakenJob[],
): Promise<void> {
  const ids = jobs.map(({ id }) => id);
  const counts = jobs.map(({ retryCount }) => retryCount);
  await connection.executeSql(giveBackStatement, [name, ids, counts]);
}
