import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import { requiredLine } from '../../lib/text.ts';
import { findUserByMailbox, presentSignedIn, requireGoodPassword, requireLink } from '../accounts/index.ts';
import type { Edge } from '../feature.ts';
import { findOrganization } from '../organizations/index.ts';
import { accept } from './accept.ts';
import { resend, takeBack } from './change-invitation.ts';
import { findByLink } from './find-by-link.ts';
import { invite } from './invite.ts';
import { presentInvitation } from './present.ts';
import type { SentInvitation } from './send-invitation.ts';
import { listInvitations } from './store.ts';

const sent = ({ row, link }: SentInvitation) => ({ ...presentInvitation(row), link });

export function mountInvitations(mount: Mount, deps: Deps, { sessions, passwords }: Edge): void {
  mount(operations.createInvitation, ({ principal, body, transact }) =>
    transact(async (tx) => ({ status: 201, body: sent(await invite(deps, tx, principal, body)) })),
  );

  mount(operations.listInvitations, async ({ principal, query }) => {
    const cursor = parseCursor('invitation', query);
    const rows = await listInvitations(deps.database.db, principal.organizationId, cursor);
    return { status: 200, body: toPage(rows, cursor, presentInvitation) };
  });

  mount(operations.deleteInvitation, ({ principal: by, params: { id }, transact }) =>
    transact(async (tx) => {
      await takeBack(deps, tx, { by, id });
      return { status: 204 };
    }),
  );

  mount(operations.resendInvitation, ({ principal: by, params: { id }, transact }) =>
    transact(async (tx) => ({ status: 200, body: sent(await resend(deps, tx, { by, id })) })),
  );

  mount(operations.lookUpInvitation, async ({ body: { token } }) => {
    const { db } = deps.database;
    const { organization_id, email, mailbox, role, name } = await findByLink(deps, db, token);
    const { name: organization_name } = await findOrganization(db, organization_id);
    const has_account = (await findUserByMailbox(db, mailbox)) !== undefined;
    return { status: 200, body: { organization_name, email, role, name, has_account } };
  });

  mount(operations.acceptInvitation, async ({ body, visit, transact }) => {
    const { token, password } = body;
    const name = body.name === undefined ? null : requiredLine('body.name', body.name);
    if (password !== undefined) requireGoodPassword('body.password', password);
    await requireLink(deps, deps.database.db, { token, kind: 'invitation' });
    const passwordHash = password === undefined ? null : await passwords.hash(password);
    return sessions.forgetAfter(
      transact(async (tx) => {
        const { user, memberships, session } = await accept(deps, tx, { token, name, passwordHash, visit });
        const body = presentSignedIn(user, memberships);
        return { status: 200, body, ...(session && { cookie: session }) };
      }),
    );
  });
}
