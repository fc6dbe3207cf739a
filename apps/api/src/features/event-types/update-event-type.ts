import type { EventTypeUpdate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { eventTypeLock, hostLock } from '../../db/locks.ts';
import { orTaken } from '../../db/or-taken.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import type { OwnedKey } from '../../lib/principal.ts';
import { eventTypesChanged } from './ports.ts';
import { capSetAt, currentPeriodStart, type EventTypeSettings, mergeSettings, taken } from './rules.ts';
import { type EventTypeRecord, findEventType, updateEventType } from './store.ts';
import { findLockedBy } from './store-hosts.ts';
import { recountReceived } from './store-receipts.ts';

/** Changes an event type. Throws `not_found`, `validation_error`, `conflict` when the slug is taken. */
export async function changeEventType(
  deps: Deps,
  tx: Tx,
  { owner, id }: OwnedKey,
  body: Static<typeof EventTypeUpdate>,
): Promise<EventTypeRecord> {
  const current = await lockEventType(deps, tx, { owner, id });
  if (Object.keys(body).length === 0) return current;
  const { active = current.active, ...changes } = body;
  const settings = mergeSettings(settingsOf(current), changes);
  const now = deps.clock.now();
  await orTaken(
    updateEventType(tx, current, {
      ...settings,
      notifications: JSON.stringify(settings.notifications),
      active,
      booking_cap_set_at: capSetAt(current, settings, new Date(now)),
      updated_at: new Date(now),
    }),
    taken,
  );
  return afterChange(deps, tx, { owner, id });
}

/** Marks an event type as deleted; its bookings stay and its slug becomes free. Throws `not_found`. */
export async function deleteEventType(deps: Deps, tx: Tx, target: OwnedKey): Promise<void> {
  const current = await lockEventType(deps, tx, target);
  const now = new Date(deps.clock.now());
  await updateEventType(tx, current, { deleted_at: now, updated_at: now });
  await deps.port(eventTypesChanged)(deps, tx, [current]);
}

/**
 * The event type, with its bookings kept out for the rest of the transaction. Throws `not_found`.
 *
 * The hosts are locked too: bookings of an event type that has no cap and no group yet take that lock only, and
 * one that ran beside the change that sets a cap was missing in its count.
 */
export async function lockEventType(deps: Deps, tx: Tx, { owner, id }: OwnedKey): Promise<EventTypeRecord> {
  const key = { organization_id: owner.organizationId, id };
  if (!isId('event_type', id) || !(await findLockedBy(tx, key))) throw notFound('event_type');
  await deps.guards.lock(tx, [eventTypeLock(id)]);
  // Read under its lock, since they are changed under it.
  const seen = await findLockedBy(tx, key);
  if (!seen) throw notFound('event_type');
  await deps.guards.lock(
    tx,
    seen.host_ids.toSorted().map((hostId) => hostLock(hostId, seen.is_test)),
  );
  const current = await findEventType(tx, { id, owner, now: new Date(deps.clock.now()) });
  if (!current) throw notFound('event_type');
  return current;
}

/** The event type as it is now, its count brought in line with a cap or zone that may have changed, its waitlist told. */
export async function afterChange(deps: Deps, tx: Tx, { owner, id }: OwnedKey): Promise<EventTypeRecord> {
  const now = deps.clock.now();
  const read = () => findEventType(tx, { id, owner, now: new Date(now) });
  const changed = await read();
  if (!changed) throw notFound('event_type');
  await deps.port(eventTypesChanged)(deps, tx, [changed]);
  const periodStart = currentPeriodStart(changed, now);
  if (periodStart === null) return changed;
  await recountReceived(tx, changed, new Date(periodStart));
  return (await read()) ?? changed;
}

/** The caller's part of a stored event type. */
function settingsOf(row: EventTypeRecord): EventTypeSettings {
  return {
    title: row.title,
    slug: row.slug,
    description: row.description,
    duration_minutes: row.duration_minutes,
    duration_options: row.duration_options,
    buffer_before_minutes: row.buffer_before_minutes,
    buffer_after_minutes: row.buffer_after_minutes,
    color: row.color,
    max_attendees: row.max_attendees,
    price_amount: row.price_amount,
    price_currency: row.price_currency,
    reminder_intervals: row.reminder_intervals,
    notifications: row.notifications,
    booking_cap: row.booking_cap,
    booking_cap_period: row.booking_cap_period,
    minimum_notice_minutes: row.minimum_notice_minutes,
    booking_window_days: row.booking_window_days,
    slot_interval_minutes: row.slot_interval_minutes,
    cancel_cutoff_minutes: row.cancel_cutoff_minutes,
    reschedule_cutoff_minutes: row.reschedule_cutoff_minutes,
    waitlist_enabled: row.waitlist_enabled,
    location: row.location,
    assignment_strategy: row.assignment_strategy,
    allow_host_choice: row.allow_host_choice,
    external_id: row.external_id,
    allow_duplicate_attendees: row.allow_duplicate_attendees,
    max_party_without_key: row.max_party_without_key,
  };
}
