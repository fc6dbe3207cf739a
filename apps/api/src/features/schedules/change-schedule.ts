import type { ScheduleUpdate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { newId } from '../../lib/ids.ts';
import type { MemberZone } from '../members/index.ts';
import { lockTarget, settleTimes, type TimesTarget } from './members.ts';
import { parseHours, type StoredHours } from './rules.ts';
import { deleteSchedule, findSchedule, putSchedule, type ScheduleRecord } from './store-schedules.ts';

/** Hours as columns, each rule and override with an id. */
export const hoursToStore = ({ timezone, rules, overrides }: StoredHours, now: number) => ({
  timezone,
  weekly_hours: JSON.stringify(rules.map((rule) => ({ id: newId('availability_rule', now), ...rule }))),
  date_overrides: JSON.stringify(overrides.map((each) => ({ id: newId('date_override', now), ...each }))),
});

/** Sets the schedule of a member. Throws `not_found`, `forbidden`, `validation_error`. */
export async function replaceSchedule(
  deps: Deps,
  tx: Tx,
  target: TimesTarget,
  body: Static<typeof ScheduleUpdate>,
): Promise<{ member: MemberZone; schedule: ScheduleRecord | undefined }> {
  const member = await lockTarget(deps, tx, target);
  const now = deps.clock.now();
  await putSchedule(tx, {
    organization_id: target.owner.organizationId,
    member_id: member.id,
    is_test: target.owner.isTest,
    ...hoursToStore(parseHours(body), now),
    updated_at: new Date(now),
  });
  await settleTimes(deps, tx, target);
  return { member, schedule: await findSchedule(tx, target) };
}

/** Takes the schedule of a member away, where there is one. Throws `not_found` and `forbidden`. */
export async function removeSchedule(deps: Deps, tx: Tx, target: TimesTarget): Promise<void> {
  await lockTarget(deps, tx, target);
  if (await deleteSchedule(tx, target)) await settleTimes(deps, tx, target);
}
