import { type EventTypeCreate, hostDefaults } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { orTaken } from '../../db/or-taken.ts';
import type { Deps } from '../../deps.ts';
import { newId } from '../../lib/ids.ts';
import type { Owner } from '../../lib/principal.ts';
import { findOwner } from '../members/index.ts';
import { capSetAt, newSettings, taken } from './rules.ts';
import { type EventTypeRecord, type EventTypeRow, insertEventType } from './store.ts';
import { insertHosts } from './store-hosts.ts';

/** Makes an event type without hours; the organization's owner is its host. Throws `validation_error`, `conflict` when the slug or the external id is taken. */
export async function createEventType(
  deps: Pick<Deps, 'clock'>,
  tx: Tx,
  { organizationId, isTest }: Owner,
  body: Static<typeof EventTypeCreate>,
): Promise<EventTypeRecord> {
  const settings = newSettings(body);
  const now = deps.clock.now();
  const createdAt = new Date(now);
  const row: EventTypeRow = {
    ...settings,
    organization_id: organizationId,
    id: newId('event_type', now),
    is_test: isTest,
    booking_cap_set_at: capSetAt(null, settings, createdAt),
    active: true,
    timezone: 'UTC',
    weekly_hours: [],
    date_overrides: [],
    created_at: createdAt,
    updated_at: createdAt,
    deleted_at: null,
  };
  await orTaken(insertEventType(tx, row), taken);
  const { id: member_id } = await findOwner(tx, organizationId);
  await insertHosts(tx, row, { hosts: [{ member_id, ...hostDefaults, position: 0 }], now });
  return { ...row, period_start: null, received: null, lapsed: [] };
}
