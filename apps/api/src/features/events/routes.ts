import { type MessageEvent, operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { isoSeconds } from '../../lib/clock.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import { type EventRow, listEventLog } from './store.ts';

export function mountEvents(mount: Mount, deps: Deps): void {
  mount(operations.listEvents, async ({ principal, query }) => {
    const cursor = parseCursor('message', query);
    const rows = await listEventLog(deps.database.db, principal, {
      event: query.event ?? null,
      cursor,
    });
    return { status: 200, body: toPage(rows, cursor, presentMessage) };
  });
}

/** The message as the log and webhooks show it. Its data was presented when it was recorded. */
const presentMessage = (row: EventRow) => ({
  id: row.id,
  event: row.event as MessageEvent,
  created_at: isoSeconds(row.created_at),
  is_test: row.is_test,
  data: row.data as never,
});
