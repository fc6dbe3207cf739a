import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { RowKey } from '../../jobs/row-key.ts';
import { definePort } from '../../lib/port.ts';

/** Somebody has joined a line: they are to hear of it. */
export const entryJoined =
  definePort<(deps: Deps, tx: Tx, entry: RowKey) => Promise<void>>('waitlist.entry-joined');
