import type { MemberCreate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { constraintOf } from '../../db/sqlstate.ts';
import type { Deps } from '../../deps.ts';
import { record } from '../../events/record.ts';
import { ApiError, notFound } from '../../lib/api-error.ts';
import { newId } from '../../lib/ids.ts';
import type { Insider } from '../../lib/principal.ts';
import { requiredLine } from '../../lib/text.ts';
import { findOrganization } from '../organizations/index.ts';
import { memberMessage } from './message.ts';
import { addsForTestMode, cleanAttributes } from './rules.ts';
import { insertMember } from './store.ts';
import { findMember, type MemberRecord } from './store-members.ts';

/** Adds a member who does not sign in, of test mode only where a test key does. Throws `conflict` when its address or external id is taken. */
export async function createMember(
  deps: Pick<Deps, 'clock' | 'queue'>,
  tx: Tx,
  by: Insider,
  body: Static<typeof MemberCreate>,
): Promise<MemberRecord> {
  const now = deps.clock.now();
  const id = newId('member', now);
  await orTaken(
    insertMember(tx, {
      organization_id: by.organizationId,
      id,
      is_test: addsForTestMode(by),
      name: requiredLine('body.name', body.name),
      email: body.email,
      role: 'member',
      timezone: body.timezone ?? (await findOrganization(tx, by.organizationId)).timezone,
      external_id: body.external_id ?? null,
      attributes: JSON.stringify(cleanAttributes(body.attributes ?? {})),
      created_at: new Date(now),
      updated_at: new Date(now),
    }),
  );
  const made = await findMember(tx, { owner: by, id }, new Date(now));
  if (!made) throw notFound('member');
  const { organization_id: organizationId, is_test: isTest } = made;
  record(
    deps,
    tx,
    { by, now },
    { organizationId, isTest, event: 'member.joined', data: memberMessage(made) },
  );
  return made;
}

const sentences: Readonly<Record<string, string>> = {
  members_email: 'A member has this email address already.',
  members_external_id: 'A member has this external_id already.',
};

/** Waits for a write; an address or external id that is taken becomes its `conflict`. */
export async function orTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const sentence = sentences[constraintOf(error) ?? ''];
    throw sentence === undefined ? error : new ApiError('conflict', sentence);
  }
}
