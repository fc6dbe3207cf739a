import type { AbsenceCreate } from '@astrocal/contract';
import type { Kysely } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../lib/api-error.ts';
import { newId } from '../../lib/ids.ts';
import type { Cursor } from '../../lib/paging.ts';
import { optionalText } from '../../lib/text.ts';
import { zoneOf } from '../event-types/index.ts';
import type { MemberZone } from '../members/index.ts';
import { findTarget, lockTarget, settleTimes, type TimesTarget } from './members.ts';
import { checkDays, instantsOfDays } from './rules.ts';
import {
  type AbsenceRecord,
  type AbsenceRow,
  countBookings,
  deleteAbsence,
  insertAbsence,
  listAbsences,
} from './store-absences.ts';

/** Enters when a member is away; bookings that there are stay. Throws `not_found`, `forbidden`, `validation_error`. */
export async function createAbsence(
  deps: Deps,
  tx: Tx,
  target: TimesTarget,
  { note, ...days }: Static<typeof AbsenceCreate>,
): Promise<AbsenceRecord> {
  checkDays(days);
  const member = await lockTarget(deps, tx, target);
  const now = deps.clock.now();
  const row = {
    organization_id: target.owner.organizationId,
    id: newId('absence', now),
    member_id: member.id,
    is_test: target.owner.isTest,
    ...days,
    note: optionalText(note),
    created_at: new Date(now),
  };
  await insertAbsence(tx, row);
  const [counted] = await withBookings(tx, { target, member, now }, [row]);
  return counted as AbsenceRecord;
}

/** One page of the absences of a member, newest first, with one row more where others follow. Throws `not_found` and `forbidden`. */
export async function readAbsences(
  deps: Deps,
  target: TimesTarget,
  cursor: Cursor,
): Promise<AbsenceRecord[]> {
  const { db } = deps.database;
  const member = await findTarget(db, target, 'schedules.read');
  const rows = await listAbsences(db, { member: target, cursor });
  return withBookings(db, { target, member, now: deps.clock.now() }, rows);
}

/** Takes an absence back. Throws `not_found` and `forbidden`. */
export async function removeAbsence(deps: Deps, tx: Tx, target: TimesTarget, id: string): Promise<void> {
  await lockTarget(deps, tx, target);
  if (!(await deleteAbsence(tx, { member: target, id }))) throw notFound('absence');
  await settleTimes(deps, tx, target);
}

async function withBookings(
  db: Kysely<Schema>,
  { target, member, now }: { target: TimesTarget; member: MemberZone; now: number },
  rows: readonly AbsenceRow[],
): Promise<AbsenceRecord[]> {
  const zone = zoneOf(member.timezone);
  const stretches = rows.map((row) => instantsOfDays(zone, row));
  const counts = await countBookings(db, { member: target, stretches, now: new Date(now) });
  return rows.map((row, index) => ({ ...row, conflicting_bookings: counts[index] ?? 0 }));
}
