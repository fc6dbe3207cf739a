import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import type { Edge } from '../feature.ts';
import { changeMember } from './change-member.ts';
import { createMember } from './create-member.ts';
import { presentMember, presentRemoval } from './present.ts';
import { removeMember } from './remove-member.ts';
import { findMember, listMembers } from './store-members.ts';
import { findRemoval } from './store-removals.ts';

export function mountMembers(mount: Mount, deps: Deps, { sessions }: Edge): void {
  mount(operations.createMember, async ({ principal, body, transact }) =>
    transact(async (tx) => ({
      status: 201,
      body: presentMember(await createMember(deps, tx, principal, body)),
    })),
  );

  mount(operations.listMembers, async ({ principal, query }) => {
    const cursor = parseCursor('member', query);
    const rows = await listMembers(deps.database.db, {
      owner: principal,
      filter: {
        role: query.role ?? null,
        active: query.active ?? null,
        externalId: query.external_id ?? null,
      },
      cursor,
      now: new Date(deps.clock.now()),
    });
    return { status: 200, body: toPage(rows, cursor, presentMember) };
  });

  mount(operations.getMember, async ({ principal, params: { id } }) => {
    const now = new Date(deps.clock.now());
    const row = isId('member', id) && (await findMember(deps.database.db, { owner: principal, id }, now));
    if (!row) throw notFound('member');
    return { status: 200, body: presentMember(row) };
  });

  // What a member may do is read with their session, which is remembered for a moment.
  mount(operations.updateMember, async ({ principal, params, body, transact }) =>
    sessions.forgetAfter(
      transact(async (tx) => ({
        status: 200,
        body: presentMember(await changeMember(deps, tx, { by: principal, id: params.id }, body)),
      })),
    ),
  );

  mount(operations.deleteMember, async ({ principal, params, body, transact }) =>
    sessions.forgetAfter(
      transact(async (tx) => ({
        status: 200,
        body: presentRemoval(await removeMember(deps, tx, { by: principal, id: params.id }, body)),
      })),
    ),
  );

  mount(operations.getMemberRemoval, async ({ principal, params: { id } }) => {
    const row = isId('member_removal', id) && (await findRemoval(deps.database.db, { owner: principal, id }));
    if (!row) throw notFound('member_removal');
    return { status: 200, body: presentRemoval(row) };
  });
}
