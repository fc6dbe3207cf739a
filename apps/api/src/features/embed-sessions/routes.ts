import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import { embedUrl } from '../../wording/addresses.ts';
import type { Edge } from '../feature.ts';
import { createEmbedSession } from './create-embed-session.ts';
import { presentEmbedSession } from './present.ts';
import { findEmbedSession, listEmbedSessions, markEnded } from './store.ts';

export function mountEmbedSessions(
  mount: Mount,
  deps: Deps,
  { embedHolders }: Pick<Edge, 'embedHolders'>,
): void {
  const { database, publicUrl } = deps;

  mount(operations.createEmbedSession, async ({ principal, body, transact }) =>
    transact(async (tx) => {
      const { row, token } = await createEmbedSession(deps, tx, principal, body);
      const url = embedUrl(publicUrl, { id: row.id, token });
      return { status: 201, body: { ...presentEmbedSession(row), token, url } };
    }),
  );

  mount(operations.listEmbedSessions, async ({ principal, query }) => {
    const cursor = parseCursor('embed_session', query);
    const rows = await listEmbedSessions(database.db, principal, cursor);
    return { status: 200, body: toPage(rows, cursor, presentEmbedSession) };
  });

  mount(operations.getEmbedSession, async ({ principal, params: { id } }) => {
    const isShown = isId('embed_session', id) && (principal.kind !== 'embed' || principal.id === id);
    const row = isShown && (await findEmbedSession(database.db, { owner: principal, id }));
    if (!row) throw notFound('embed_session');
    return { status: 200, body: presentEmbedSession(row) };
  });

  mount(operations.deleteEmbedSession, async ({ principal: owner, params: { id }, transact }) => {
    if (!isId('embed_session', id)) throw notFound('embed_session');
    // Also where the connection broke before it was told that the end is committed.
    return embedHolders.forgetAfter(
      transact(async (tx) => {
        const found = await markEnded(tx, { owner, id }, new Date(deps.clock.now()));
        if (!found) throw notFound('embed_session');
        return { status: 204 };
      }),
    );
  });
}
