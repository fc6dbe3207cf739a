import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import { openMail } from './keep-mail.ts';
import { presentMail, presentWithContent } from './present.ts';
import { findMailOf, listMails } from './store-lists.ts';

export function mountNotifications(mount: Mount, deps: Deps): void {
  mount(operations.listMails, async ({ principal, query }) => {
    const cursor = parseCursor('mail', query);
    const filter = {
      status: query.status ?? null,
      recipientEmail: query.recipient_email ?? null,
      bookingId: query.booking_id ?? null,
    };
    const rows = await listMails(deps.database.db, principal, { filter, cursor });
    return { status: 200, body: toPage(rows, cursor, presentMail) };
  });

  mount(operations.getMail, async ({ principal, params: { id } }) => {
    const row = isId('mail', id) ? await findMailOf(deps.database.db, principal, id) : undefined;
    if (!row) throw notFound('mail');
    return { status: 200, body: presentWithContent(row, openMail(deps, row)) };
  });
}
