import type { AvailabilityRulesUpdate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { OwnedKey } from '../../lib/principal.ts';
import { afterChange, type EventTypeRecord, lockEventType, updateEventType } from '../event-types/index.ts';
import { hoursToStore, parseHours } from '../schedules/index.ts';

/** Replaces zone, weekly hours and overrides together. Throws `not_found`, `validation_error`. */
export async function replaceHours(
  deps: Deps,
  tx: Tx,
  target: OwnedKey,
  body: Static<typeof AvailabilityRulesUpdate>,
): Promise<EventTypeRecord> {
  const current = await lockEventType(deps, tx, target);
  const hours = parseHours(body);
  const now = deps.clock.now();
  await updateEventType(tx, current, {
    ...hoursToStore(hours, now),
    updated_at: new Date(now),
  });
  return afterChange(deps, tx, target);
}
