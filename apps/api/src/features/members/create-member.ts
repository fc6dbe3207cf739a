import type { MemberCreate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { orTaken } from '../../db/or-taken.ts';
import type { Deps } from '../../deps.ts';
import { record } from '../../events/record.ts';
import { notFound } from '../../lib/api-error.ts';
import { newId } from '../../lib/ids.ts';
import { type Insider, isTestKey } from '../../lib/principal.ts';
import { requiredLine } from '../../lib/text.ts';
import { findOrganization } from '../organizations/index.ts';
import { memberMessage } from './message.ts';
import { refuseTooManyMembers } from './most-members.ts';
import { cleanAttributes, taken } from './rules.ts';
import { insertMember } from './store.ts';
import { findMember, type MemberRecord } from './store-members.ts';

/**
 * Adds a member who does not sign in, of test mode only where a test key does. Throws `conflict` when its address or external
 * id is taken, or there are as many as there may be.
 */
export async function createMember(
  deps: Pick<Deps, 'clock' | 'queue' | 'guards' | 'mostMembers'>,
  tx: Tx,
  by: Insider,
  body: Static<typeof MemberCreate>,
): Promise<MemberRecord> {
  if (!isTestKey(by)) await refuseTooManyMembers(deps, tx, { organizationId: by.organizationId, joining: 1 });
  const now = deps.clock.now();
  const id = newId('member', now);
  await orTaken(
    insertMember(tx, {
      organization_id: by.organizationId,
      id,
      is_test: isTestKey(by),
      name: requiredLine('body.name', body.name),
      email: body.email,
      role: 'member',
      timezone: body.timezone ?? (await findOrganization(tx, by.organizationId)).timezone,
      external_id: body.external_id ?? null,
      attributes: JSON.stringify(cleanAttributes(body.attributes ?? {})),
      created_at: new Date(now),
      updated_at: new Date(now),
    }),
    taken,
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
