import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { may, whoseOwn } from '../../lib/may.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import { type Insider, isInsider } from '../../lib/principal.ts';
import { answeringRefusals } from '../bookings/index.ts';
import { authorizeEntry } from './access.ts';
import { cancelEntry } from './cancel-entry.ts';
import { joinWaitlist } from './join-waitlist.ts';
import { presentEntry, presentEntryInLine, presentWholeEntry } from './present.ts';
import { type EntryRecord, listEntries } from './store.ts';

export function mountWaitlist(mount: Mount, deps: Deps): void {
  const { keyring, clock } = deps;
  const presentWhole = (row: EntryRecord) => presentWholeEntry(row, { keyring, now: clock.now() });
  const presentTo = (principal: Insider, row: EntryRecord) =>
    may(principal, 'waitlist.leave', { organizationId: row.organization_id, isTest: row.is_test })
      ? presentWhole(row)
      : presentEntryInLine(row, clock.now());

  mount(operations.joinWaitlist, ({ principal, body, transact }) =>
    answeringRefusals(deps, () =>
      transact(async (tx) => ({
        status: 201,
        body: presentWhole(await joinWaitlist(deps, tx, principal, body)),
      })),
    ),
  );

  mount(operations.listWaitlist, async ({ principal, query }) => {
    const cursor = parseCursor('waitlist_entry', query);
    const filter = {
      eventTypeId: query.event_type_id ?? null,
      status: query.status ?? null,
      ofMemberId: whoseOwn(principal, 'waitlist.read'),
    };
    const now = new Date(clock.now());
    const rows = await listEntries(deps.database.db, principal, { filter, cursor, now });
    return { status: 200, body: toPage(rows, cursor, (row) => presentTo(principal, row)) };
  });

  mount(operations.getWaitlistEntry, async ({ principal, params: { id } }) => ({
    status: 200,
    body: presentTo(principal, await authorizeEntry(deps, deps.database.db, { principal, id })),
  }));

  mount(operations.cancelWaitlistEntry, async ({ principal, params: { id }, transact }) =>
    transact(async (tx) => {
      const entry = await cancelEntry(deps, tx, { principal, id });
      return {
        status: 200,
        body: isInsider(principal) ? presentWhole(entry) : presentEntry(entry, clock.now()),
      };
    }),
  );
}
