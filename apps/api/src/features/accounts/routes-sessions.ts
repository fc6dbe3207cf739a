import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { notFound } from '../../lib/api-error.ts';
import type { Edge } from '../feature.ts';
import { chooseOrganization } from './choose-organization.ts';
import { presentSession, presentSignedIn } from './present.ts';
import { isOver } from './rules.ts';
import { deleteSession, deleteSessionsBut, listSessions } from './store-sessions.ts';

/** Serves the sessions of an account. */
export function mountSessions(mount: Mount, deps: Deps, { sessions }: Edge): void {
  mount(operations.signOut, ({ principal: { session }, transact }) =>
    sessions.forgetAfter(
      transact(async (tx) => {
        await deleteSession(tx, session);
        return { status: 204, cookie: 'none' };
      }),
    ),
  );

  mount(operations.chooseOrganization, ({ principal: { session }, body, transact }) =>
    sessions.forgetAfter(
      transact(async (tx) => {
        const { user, memberships } = await chooseOrganization(tx, session, body.organization_id);
        return { status: 200, body: presentSignedIn(user, memberships) };
      }),
    ),
  );

  mount(operations.listSessions, async ({ principal: { session } }) => {
    const rows = await listSessions(deps.database.db, session.userId);
    const now = deps.clock.now();
    const data = rows.filter((row) => !isOver(row, now)).map((row) => presentSession(row, session.id));
    return { status: 200, body: { data, has_more: false } };
  });

  mount(operations.endSession, ({ principal: { session }, params: { id }, transact }) =>
    sessions.forgetAfter(
      transact(async (tx) => {
        if (!(await deleteSession(tx, { id, userId: session.userId }))) throw notFound('session');
        return { status: 204 };
      }),
    ),
  );

  mount(operations.endOtherSessions, ({ principal: { session }, transact }) =>
    sessions.forgetAfter(
      transact(async (tx) => {
        await deleteSessionsBut(tx, session.userId, session.id);
        return { status: 204 };
      }),
    ),
  );
}
