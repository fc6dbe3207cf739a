import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { Key } from '../../jobs/key.ts';
import { definePort } from '../../lib/port.ts';

/** Somebody has joined a line: they are to hear of it. */
export const entryJoined =
  definePort<(deps: Deps, tx: Tx, entry: Key) => Promise<void>>('waitlist.entry-joined');
