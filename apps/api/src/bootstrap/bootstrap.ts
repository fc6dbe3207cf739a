import path from 'node:path';
import type { Tx } from '../db/database.ts';
import { bootstrapLock, takeLocks } from '../db/locks.ts';
import type { Deps } from '../deps.ts';
import { createKey, wholeGrant } from '../features/api-keys/index.ts';
import { replaceHours } from '../features/availability/index.ts';
import { createEventType } from '../features/event-types/index.ts';
import { addOwner } from '../features/members/index.ts';
import {
  createOrganization,
  hasOrganization,
  type NewOrganization,
} from '../features/organizations/index.ts';
import {
  type Credentials,
  credentialsFile,
  draftCredentials,
  loadCredentials,
  settleCredentials,
} from './credentials.ts';

const workDays = [1, 2, 3, 4, 5];

interface FirstOrganization extends NewOrganization {
  readonly owner: { readonly name: string; readonly email: string };
}

interface FirstStart {
  readonly organization: FirstOrganization;
  readonly dataDir: string;
  /** The zone of the hours of the sandbox's "Test Event"; UTC unless told. */
  readonly timezone?: string;
}

/**
 * The first start of an installation: an organization with its owner, a live and a test key and the sandbox's
 * "Test Event". Of several processes that start at once, one does it. Returns the keys to that one, null to others.
 * Throws where the data directory holds the keys of an organization that the database has not.
 */
export async function bootstrap(
  deps: Deps,
  { organization, dataDir, timezone }: FirstStart,
): Promise<Credentials | null> {
  const { database } = deps;
  const created = await database.inTransaction(async (tx) => {
    await takeLocks(tx, [bootstrapLock]);
    await refuseForeignCredentials(tx, dataDir);
    if (await hasOrganization(tx)) return null;
    const credentials = await createFirstOrganization(deps, tx, organization, timezone);
    // Before the commit: keys that were committed and then lost could never be shown again.
    await draftCredentials(dataDir, credentials);
    return credentials;
  });
  await settleCredentials(dataDir, (id) => hasOrganization(database.db, id));
  return created;
}

/** Beginning anew beside the keys of another database would make that one look lost. */
async function refuseForeignCredentials(tx: Tx, dataDir: string): Promise<void> {
  const kept = await loadCredentials(dataDir);
  if (!kept || (await hasOrganization(tx, kept.organizationId))) return;
  throw new Error(
    `${path.resolve(credentialsFile(dataDir))} names the organization ${kept.organizationId}, which this database ` +
      'has not: it is not the database that the file belongs to. Restore that one, or correct DATABASE_URL; ' +
      'to go on with this one, move the file away.',
  );
}

/** Every organization is born with its owner, its two keys and one test-mode event type (docs/sandbox.md). */
export async function createFirstOrganization(
  deps: Deps,
  tx: Tx,
  organization: FirstOrganization,
  timezone = 'UTC',
): Promise<Credentials> {
  const organizationId = await createOrganization(deps, tx, { ...organization, timezone });
  await addOwner(deps, tx, organizationId, { ...organization.owner, timezone });
  const live = await createKey(deps, tx, {
    organizationId,
    mode: 'live',
    name: 'Live key',
    description: null,
    grant: wholeGrant,
  });
  const test = await createKey(deps, tx, {
    organizationId,
    mode: 'test',
    name: 'Test key',
    description: null,
    grant: wholeGrant,
  });
  const owner = { organizationId, isTest: true };
  const { id } = await createEventType(deps, tx, owner, {
    title: 'Test Event',
    slug: 'test-event',
    duration_minutes: 30,
  });
  const nineToFive = { start_time: '09:00', end_time: '17:00' };
  const rules = workDays.map((day_of_week) => ({ day_of_week, ...nineToFive }));
  await replaceHours(deps, tx, { owner, id }, { timezone, rules });
  return { organizationId, liveKey: live.key, testKey: test.key, testEventTypeId: id };
}
