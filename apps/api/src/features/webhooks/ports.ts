import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { RowKey } from '../../jobs/row-key.ts';
import { definePort } from '../../lib/port.ts';

/** An endpoint was switched off, because it is gone or has only failed: its owner is to hear of it. */
export const endpointSwitchedOff = definePort<(deps: Deps, tx: Tx, endpoint: RowKey) => Promise<void>>(
  'webhooks.endpoint-switched-off',
);
