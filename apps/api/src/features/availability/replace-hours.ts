import type { AvailabilityRulesUpdate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { newId } from '../../lib/ids.ts';
import type { OwnedKey } from '../../lib/principal.ts';
import { afterChange, type EventTypeRecord, lockEventType, updateEventType } from '../event-types/index.ts';
import { parseHours } from './rules.ts';

/** Replaces zone, weekly hours and overrides together. Throws `not_found`, `validation_error`. */
export async function replaceHours(
  deps: Deps,
  tx: Tx,
  target: OwnedKey,
  body: Static<typeof AvailabilityRulesUpdate>,
): Promise<EventTypeRecord> {
  const current = await lockEventType(deps, tx, target);
  const { timezone, rules, overrides } = parseHours(body);
  const now = deps.clock.now();
  await updateEventType(tx, current, {
    timezone,
    weekly_hours: JSON.stringify(rules.map((rule) => ({ id: newId('availability_rule', now), ...rule }))),
    date_overrides: JSON.stringify(overrides.map((each) => ({ id: newId('date_override', now), ...each }))),
    updated_at: new Date(now),
  });
  return afterChange(deps, tx, target);
}
