import { type Insertable, type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { MemberScheduleTable, Schema, StoredOverride, StoredWeeklyWindow } from '../../db/schema.ts';
import type { OwnedKey } from '../../lib/principal.ts';

export type ScheduleRecord = Selectable<MemberScheduleTable>;

/** The schedule of a member in the owner's mode; undefined where there is none. */
export const findSchedule = (
  db: Kysely<Schema>,
  { owner, id }: OwnedKey,
): Promise<ScheduleRecord | undefined> =>
  db
    .selectFrom('member_schedules')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .where('member_id', '=', id)
    .where('is_test', '=', owner.isTest)
    .executeTakeFirst();

/** Sets the schedule of a member, in place of the one that there is. */
export async function putSchedule(tx: Tx, row: Insertable<MemberScheduleTable>): Promise<void> {
  const { timezone, weekly_hours, date_overrides, updated_at } = row;
  await tx
    .insertInto('member_schedules')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'member_id', 'is_test'])
        .doUpdateSet({ timezone, weekly_hours, date_overrides, updated_at }),
    )
    .execute();
}

/** False where there was none. */
export async function deleteSchedule(tx: Tx, { owner, id }: OwnedKey): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('member_schedules')
    .where('organization_id', '=', owner.organizationId)
    .where('member_id', '=', id)
    .where('is_test', '=', owner.isTest)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** When a member can meet and is away, as what is read in one statement carries it. */
export interface StoredTimes {
  /** Null: no schedule. */
  readonly schedule: {
    readonly timezone: string;
    readonly weekly_hours: readonly StoredWeeklyWindow[];
    readonly date_overrides: readonly StoredOverride[];
  } | null;
  /** The first and the last date of each absence; null: none. */
  readonly absences: readonly (readonly [string, string])[] | null;
}

/** A member in one mode, and the instants around which absences are wanted, as parts of a statement. */
export interface TimesAsked {
  readonly organizationId: string;
  readonly memberId: RawBuilder<string>;
  readonly isTest: RawBuilder<boolean>;
  readonly from: Date;
  readonly until: Date;
}

/** The times of one member as a table of one row, for a lateral join. Days of any zone are within one of UTC's. */
export const timesOfMember = ({ organizationId, memberId, isTest, from, until }: TimesAsked) =>
  sql<StoredTimes>`(select
    (select json_build_object('timezone', timezone, 'weekly_hours', weekly_hours, 'date_overrides', date_overrides)
      from member_schedules where organization_id = ${organizationId} and member_id = ${memberId}
        and is_test = ${isTest}) as schedule,
    (select json_agg(json_build_array(start_date, end_date)) from member_absences
      where organization_id = ${organizationId} and member_id = ${memberId} and is_test = ${isTest}
        and end_date >= (${from}::timestamptz at time zone 'UTC')::date - 1
        and start_date <= (${until}::timestamptz at time zone 'UTC')::date + 1) as absences)`;
