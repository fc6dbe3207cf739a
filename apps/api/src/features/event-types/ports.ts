import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { RowKey } from '../../jobs/row-key.ts';
import { definePort } from '../../lib/port.ts';

/**
 * Event types of one organization were changed or deleted, or when their hosts have time: whoever waits may have a spot now,
 * or none for ever.
 */
export const eventTypesChanged =
  definePort<(deps: Deps, tx: Tx, eventTypes: readonly RowKey[]) => Promise<void>>('event-types.changed');
