import type { Deps } from '../../deps.ts';
import { handleJob } from '../../jobs/definition.ts';
import { findTimezone } from '../event-types/index.ts';
import { promoteJob, reopenJob } from './jobs.ts';
import { promoteLine, promoteLines } from './promote.ts';
import { lookAgain } from './reopen.ts';
import { linesWithHost } from './rules.ts';
import type { LineKey } from './store.ts';
import { findLine, findWaitedFor } from './store-waiting.ts';

/** Promotes whom the job may have made room for. Harmless to run twice. */
export const promote = handleJob(promoteJob, async (deps: Deps, { data }) => {
  const { organization_id: organizationId } = data;
  if ('event_type_id' in data)
    return promoteAndLookAgain(deps, { organizationId, eventTypeId: data.event_type_id });
  const freed = { organizationId, hostId: data.host_id, isTest: data.is_test };
  const lines = linesWithHost(await findWaitedFor(deps.database.db, freed), freed.hostId);
  await promoteLines(
    deps,
    lines.map((eventTypeId) => ({ organizationId, eventTypeId })),
  );
});

export const reopen = handleJob(reopenJob, async (deps: Deps, { data }) => {
  // As with expiry: done too early, it was never done.
  if (deps.clock.now() < Date.parse(data.at)) throw new Error('The next date has not begun yet.');
  const { organization_id: organizationId, event_type_id: eventTypeId } = data;
  await promoteAndLookAgain(deps, { organizationId, eventTypeId });
});

/** What opens by itself opens at another time once the zone has changed, and again at the next midnight. */
async function promoteAndLookAgain(deps: Deps, eventType: LineKey): Promise<void> {
  await promoteLine(deps, eventType);
  await deps.database.inTransaction(async (tx) => {
    const now = deps.clock.now();
    if ((await findLine(tx, eventType, new Date(now))).length === 0) return;
    const key = { organization_id: eventType.organizationId, id: eventType.eventTypeId };
    const timezone = await findTimezone(tx, key);
    if (timezone !== undefined) await lookAgain(deps, tx, { ...key, timezone }, now);
  });
}
