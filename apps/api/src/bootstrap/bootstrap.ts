import type { Tx } from '../db/database.ts';
import { takeLocks } from '../db/locks.ts';
import type { Deps } from '../deps.ts';
import { createKey } from '../features/api-keys/index.ts';
import { replaceHours } from '../features/availability/index.ts';
import { createEventType } from '../features/event-types/index.ts';
import {
  createOrganization,
  hasOrganization,
  type NewOrganization,
} from '../features/organizations/index.ts';
import { type Credentials, writeCredentials } from './credentials.ts';

const lock = 'bootstrap';
const workDays = [1, 2, 3, 4, 5];

/**
 * The first start of an installation: an organization with its owner, a live and a test key and the sandbox's
 * "Test Event". Of several processes that start at once, one does it. Returns the keys to that one, null to others.
 */
export const bootstrap = (
  deps: Deps,
  { organization, dataDir }: { organization: NewOrganization; dataDir: string },
): Promise<Credentials | null> =>
  deps.database.inTransaction(async (tx) => {
    await takeLocks(tx, [lock]);
    if (await hasOrganization(tx)) return null;
    const credentials = await createFirstOrganization(deps, tx, organization);
    // Before the commit: keys that were committed and then lost could never be shown again.
    await writeCredentials(dataDir, credentials);
    return credentials;
  });

/** Every organization is born with its two keys and one test-mode event type (docs/sandbox.md). */
export async function createFirstOrganization(
  deps: Deps,
  tx: Tx,
  organization: NewOrganization,
): Promise<Credentials> {
  const organizationId = await createOrganization(deps, tx, organization);
  const live = await createKey(deps, tx, {
    organizationId,
    mode: 'live',
    name: 'Live key',
    description: null,
  });
  const test = await createKey(deps, tx, {
    organizationId,
    mode: 'test',
    name: 'Test key',
    description: null,
  });
  const owner = { organizationId, isTest: true };
  const { id } = await createEventType(deps, tx, owner, {
    title: 'Test Event',
    slug: 'test-event',
    duration_minutes: 30,
  });
  const nineToFive = { start_time: '09:00', end_time: '17:00' };
  const rules = workDays.map((day_of_week) => ({ day_of_week, ...nineToFive }));
  await replaceHours(deps, tx, { owner, id }, { timezone: 'UTC', rules });
  return { organizationId, liveKey: live.key, testKey: test.key, testEventTypeId: id };
}
