import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { Key } from '../../jobs/key.ts';
import { definePort } from '../../lib/port.ts';

/** An event type was changed or deleted: whoever waits may have a spot now, or none for ever. */
export const eventTypeChanged =
  definePort<(deps: Deps, tx: Tx, eventType: Key) => Promise<void>>('event-types.changed');
