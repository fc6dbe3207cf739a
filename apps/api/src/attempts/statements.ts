import { everywhere } from '../db/everywhere.ts';
import type { AnyAttemptKind } from './kind.ts';

type Written = Pick<AnyAttemptKind, 'name' | 'table' | 'lane' | 'isOrdered' | 'values' | 'reason'>;

/** How many due rows are looked at for one claim: where a lane has very many, others are found behind them. */
const lookedAt = 200;

const isFree = (row: string, now: string) =>
  `(${row}.claimed_until is null or ${row}.claimed_until <= ${now})`;

/**
 * Whose attempts are due, of all kinds in one statement, live before test. It hops from owner to owner through the
 * index, so that it costs the same however many attempts one of them has. Now is $1.
 */
export const dueText = (kinds: readonly Written[]): string =>
  `${kinds.map(({ name, table }) => `select ${everywhere} * from (${dueOf(table)}) as due_${table} cross join (values ('${name}')) as kind (name)`).join(' union all ')}
  order by is_test`;

const dueOf = (table: string) => `with recursive owner (organization_id, is_test) as (
    (select organization_id, is_test from ${table} where next_attempt_at is not null
     order by organization_id, is_test limit 1)
    union all
    select next.organization_id, next.is_test from owner cross join lateral (
      select organization_id, is_test from ${table} where next_attempt_at is not null
        and (organization_id, is_test) > (owner.organization_id, owner.is_test)
      order by organization_id, is_test limit 1) next
  ) select organization_id, is_test from owner where exists (
    select from ${table} t where t.organization_id = owner.organization_id and t.is_test = owner.is_test
      and t.next_attempt_at <= $1::timestamptz and ${isFree('t', '$1::timestamptz')})`;

/** A lease that ran out counts as a fault: its worker has died of the attempt, or with it. */
const claimed = `claimed_until = $4, faults = t.faults + (t.claimed_until is not null)::int`;

/**
 * Claims what is due of one owner ($1, $2) now ($3) until $4: the earliest, at most $5, of a lane as many as it has room
 * for ($6, $7; one where it is not named), of lanes that are not proven ($8) at most $9 in all. Whoever has a row at
 * this moment is not waited for. One row more says whether there is more to claim.
 */
export const claimText = ({ table, lane, isOrdered = false }: Written): string => `with waiting as (
    select t.id, t.${lane} as lane, t.next_attempt_at, coalesce(known.room, 1) as room,
      coalesce(known.is_proven, false) as is_proven
    from ${table} t left join unnest($6::text[], $7::int[], $8::boolean[]) as known (lane, room, is_proven)
      on known.lane = t.${lane}
    where t.organization_id = $1 and t.is_test = $2 and t.next_attempt_at <= $3 and ${isFree('t', '$3')}
      and coalesce(known.room, 1) > 0 and ($9::int > 0 or known.is_proven)
    order by t.next_attempt_at, t.id limit ${lookedAt}
  ), placed as (
    select *, row_number() over (partition by lane order by next_attempt_at, id) as place from waiting
  ), fitting as (
    select *, row_number() over (partition by is_proven order by next_attempt_at, id) as number
    from placed where place <= room ${inOrder({ table, lane, isOrdered }, 'placed.lane')}
  ), mine as (
    select t.id from ${table} t
    where t.organization_id = $1 and t.id = any(array(
        select id from fitting where is_proven or number <= $9 order by next_attempt_at, id limit $5))
      and t.next_attempt_at <= $3 and ${isFree('t', '$3')} for update skip locked
  ), begun as (
    update ${table} t set ${claimed} from mine
    where t.organization_id = $1 and t.id = mine.id returning t.*
  ) select begun.*, (select count(*) from waiting) > (select count(*) from begun) as is_more
  from (select) as one left join begun on true`;

/**
 * Where a lane goes in order, nobody has another one of it. It is asked of each row by itself: joined, all that is to be
 * done for the organization was read.
 */
const inOrder = (
  { table, lane, isOrdered = false }: Pick<Written, 'table' | 'lane' | 'isOrdered'>,
  ofRow: string,
): string =>
  isOrdered
    ? `and (select true from ${table} under_way
        where under_way.organization_id = $1 and under_way.${lane} = ${ofRow}
          and under_way.next_attempt_at is not null and under_way.claimed_until > $3 limit 1) is null`
    : '';

/** Claims the row $2 of organization $1 now ($3) until $4, due or not, unless somebody has it or its lane. */
export const claimOneText = ({
  table,
  lane,
  isOrdered = false,
}: Written): string => `update ${table} t set ${claimed}
  where t.organization_id = $1 and t.id = $2 and t.next_attempt_at is not null and ${isFree('t', '$3')}
    ${inOrder({ table, lane, isOrdered }, `t.${lane}`)} returning t.*`;

/** Of organization $1, the rows $2 whose claims are $3 as others left them. */
const mine = `from unnest($2::text[], $3::timestamptz[]) as mine (id, claim)
  where t.organization_id = $1 and t.id = mine.id and t.claimed_until = mine.claim`;

/** Renews claims until $4; answers with the ids of those that were still ours. */
export const renewText = ({ table }: Written): string =>
  `update ${table} t set claimed_until = $4 ${mine} returning t.id`;

/** Gives claims back. */
export const giveBackText = ({ table }: Written): string =>
  `update ${table} t set claimed_until = null ${mine}`;

/** Of organization $1, the row $2 with the claim $3, which nobody else changes before the transaction ends. */
export const lockText = ({ table }: Written): string =>
  `select * from ${table} where organization_id = $1 and id = $2 and claimed_until = $3 for update`;

const settled = (values: Written['values'], source: string) =>
  [
    `status = ${source}.status`,
    `attempts = ${source}.attempts`,
    `next_attempt_at = ${source}.next_attempt_at`,
  ]
    .concat(['claimed_until = null', 'faults = 0', 'fault = null'])
    .concat(Object.keys(values).map((column) => `${column} = ${source}.${column}`))
    .join(', ');

/**
 * Writes outcomes of organization $1 where the claims are still ours and nobody holds the row: ids, claims, and then what
 * `outcomeColumns` names, each as a list. Answers with the ids of those that are written.
 */
export function settleText({ table, values }: Written): string {
  const columns = Object.entries(outcomeColumns(values));
  const lists = columns.map(([, type], index) => `$${index + 4}::${type}[]`);
  return `with made as (
    select outcome.* from unnest($2::text[], $3::timestamptz[], ${lists.join(', ')})
      as outcome (id, claim, ${columns.map(([name]) => name).join(', ')})
    join ${table} t on t.organization_id = $1 and t.id = outcome.id and t.claimed_until = outcome.claim
    for update of t skip locked
  ) update ${table} t set ${settled(values, 'made')} from made
  where t.organization_id = $1 and t.id = made.id returning t.id`;
}

/** What every outcome says, with the types in SQL. */
export const outcomeColumns = (values: Written['values']): Readonly<Record<string, string>> => ({
  status: 'text',
  attempts: 'integer',
  next_attempt_at: 'timestamptz',
  ...values,
});

/** Writes down a fault of ours ($4) at the row $2 of organization $1 with the claim $3: it is due again at $5. */
export const faultText = ({ table }: Written): string => `update ${table} set claimed_until = null,
    faults = faults + 1, fault = $4, next_attempt_at = $5
  where organization_id = $1 and id = $2 and claimed_until = $3 returning id`;

/** Gives it up at $5, with what is said of that ($6). */
export const giveUpText = ({ table, reason }: Written): string => `update ${table} set claimed_until = null,
    faults = faults + 1, fault = $4, next_attempt_at = null, status = 'failed', given_up_at = $5, ${reason} = $6
  where organization_id = $1 and id = $2 and claimed_until = $3 returning id`;

/** How many there are: for later, due, claimed and given up. */
export const countText = ({ name, table }: Written): string => `select ${everywhere} '${name}' as job,
    count(*) filter (where next_attempt_at > now())::int as deferred,
    count(*) filter (where next_attempt_at <= now() and ${isFree('t', 'now()')})::int as ready,
    count(*) filter (where next_attempt_at <= now() and not ${isFree('t', 'now()')})::int as active,
    (select count(*)::int from ${table} where given_up_at is not null) as failed
  from ${table} t where next_attempt_at is not null`;

/** Ends all claims, as if their leases had run out at $1. */
export const orphansText = ({ table }: Written): string =>
  `update ${everywhere} ${table} set claimed_until = $1 where next_attempt_at is not null and claimed_until is not null`;
