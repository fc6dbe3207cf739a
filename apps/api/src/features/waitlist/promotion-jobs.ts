import type { Deps, Freed } from '../../deps.ts';
import { defineJob } from '../../jobs/definition.ts';
import { promoteLine, promoteLines } from './promote.ts';
import { lookAgain } from './reopen.ts';
import { linesWithHost } from './rules.ts';
import { findLine, findWaitedFor, type LineKey } from './store.ts';

const retries = { retryLimit: 20, retryDelaySeconds: 1, retryDelayMaxSeconds: 60 } as const;

/** Gives spots that may be free to those who wait for them. */
export const promote = defineJob<{ readonly organizationId: string } & Freed, Deps>()({
  name: 'waitlist.promote',
  ...retries,
  concurrency: 2,
  async handle(deps, { data }) {
    if ('eventTypeId' in data) return promoteAndLookAgain(deps, data);
    const { organizationId } = data;
    const lines = linesWithHost(await findWaitedFor(deps.database.db, data), data.hostId);
    await promoteLines(
      deps,
      lines.map((eventTypeId) => ({ organizationId, eventTypeId })),
    );
  },
});

/** The same when spots may open by themselves: at the midnight that the job was made for. */
export const reopen = defineJob<{ organizationId: string; eventTypeId: string; at: string }, Deps>()({
  name: 'waitlist.reopen',
  ...retries,
  oneWaitingPerKey: true,
  async handle(deps, { data }) {
    // As with expiry: done too early, it was never done.
    if (deps.clock.now() < Date.parse(data.at)) throw new Error('The next date has not begun yet.');
    await promoteAndLookAgain(deps, data);
  },
});

/** What opens by itself opens at another time once the zone has changed, and again at the next midnight. */
async function promoteAndLookAgain(deps: Deps, eventType: LineKey): Promise<void> {
  await promoteLine(deps, eventType);
  await deps.database.inTransaction(async (tx) => {
    const now = deps.clock.now();
    if ((await findLine(tx, eventType, new Date(now))).length === 0) return;
    const found = await tx
      .selectFrom('event_types')
      .select(['organization_id', 'id', 'timezone'])
      .where('organization_id', '=', eventType.organizationId)
      .where('id', '=', eventType.eventTypeId)
      .executeTakeFirst();
    if (found) await lookAgain(deps, tx, found, now);
  });
}
