import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { RowKey } from '../../jobs/row-key.ts';
import { definePort } from '../../lib/port.ts';

/** An event type was changed or deleted: whoever waits may have a spot now, or none for ever. */
export const eventTypeChanged =
  definePort<(deps: Deps, tx: Tx, eventType: RowKey) => Promise<void>>('event-types.changed');
