import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { ApiError, notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import { requireProof } from '../../lib/proof.ts';
import { optionalText, requiredLine } from '../../lib/text.ts';
import type { Edge } from '../feature.ts';
import { createKey, refuseTooManyKeys } from './create-key.ts';
import { presentKey } from './present.ts';
import { requireGrant } from './require-grant.ts';
import { mayCreateKey } from './rules.ts';
import { listKeys, markRevoked } from './store.ts';

export function mountApiKeys(mount: Mount, deps: Deps, { keyHolders }: Pick<Edge, 'keyHolders'>): void {
  mount(operations.createApiKey, async ({ principal, body, transact }) => {
    const { organizationId, isTest } = principal;
    const mode = body.mode ?? (isTest ? 'test' : 'live');
    if (!mayCreateKey(principal, mode))
      throw new ApiError('forbidden', 'A test key can’t make a live key. Use a live key for that.');
    if (mode === 'live') requireProof(principal, deps.clock.now());
    const name = requiredLine('body.name', body.name);
    const description = optionalText(body.description);
    return transact(async (tx) => {
      const grant = requireGrant(principal, body, deps.clock.now());
      await refuseTooManyKeys(tx, { organizationId, isTest: mode === 'test' });
      const { row, key } = await createKey(deps, tx, { organizationId, mode, name, description, grant });
      return { status: 201, body: { ...presentKey(row), key } };
    });
  });

  mount(operations.listApiKeys, async ({ principal, query }) => {
    const cursor = parseCursor('api_key', query);
    const rows = await listKeys(deps.database.db, principal, cursor);
    return { status: 200, body: toPage(rows, cursor, presentKey) };
  });

  mount(operations.deleteApiKey, async ({ principal, params, transact }) => {
    if (!isId('api_key', params.id)) throw notFound('api_key');
    // Also where the connection broke before it was told that the revocation is committed.
    return keyHolders.forgetAfter(
      transact(async (tx) => {
        const found = await markRevoked(tx, principal, params.id, new Date(deps.clock.now()));
        if (!found) throw notFound('api_key');
        return { status: 204 };
      }),
    );
  });
}
