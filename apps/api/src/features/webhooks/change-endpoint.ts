import type { WebhookCreate, WebhookUpdate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { takeLocks, webhooksLock } from '../../db/locks.ts';
import type { Deps } from '../../deps.ts';
import { ApiError, invalid, notFound } from '../../lib/api-error.ts';
import { newId } from '../../lib/ids.ts';
import type { OwnedKey, Owner } from '../../lib/principal.ts';
import type { UrlFault } from '../../providers/outbound/index.ts';
import { bothSecretsMs, mostEndpoints } from './rules.ts';
import { makeSecret } from './secrets.ts';
import { countEndpoints, type EndpointRow, insertEndpoint, lockEndpoint, updateEndpoint } from './store.ts';

/** An endpoint with its secret, which is shown this once. */
export interface WithSecret {
  readonly row: EndpointRow;
  readonly secret: string;
}

/** Makes an endpoint. Throws `validation_error` for a URL that nothing is sent to, `conflict` where there are enough. */
export async function createEndpoint(
  deps: Deps,
  tx: Tx,
  { organizationId, isTest }: Owner,
  { url, events, active = true }: Static<typeof WebhookCreate>,
): Promise<WithSecret> {
  const now = deps.clock.now();
  const key = { organization_id: organizationId, is_test: isTest, id: newId('webhook_endpoint', now) };
  const { secret, sealed } = makeSecret(deps.keyring, key);
  const row: EndpointRow = {
    ...key,
    url: judgedUrl(deps, url),
    events,
    active,
    disabled_reason: null,
    secret_sealed: sealed,
    previous_secret_sealed: null,
    previous_secret_expires_at: null,
    failures: 0,
    failing_since: null,
    created_at: new Date(now),
    updated_at: new Date(now),
    deleted_at: null,
  };
  await refuseTooMany(tx, { organizationId, isTest });
  await insertEndpoint(tx, row);
  return { row, secret };
}

/** Every message is sent to each endpoint, so their number is what one message may cost. */
async function refuseTooMany(tx: Tx, owner: Owner): Promise<void> {
  await takeLocks(tx, [webhooksLock(owner)]);
  if ((await countEndpoints(tx, owner)) < mostEndpoints) return;
  throw new ApiError(
    'conflict',
    `There are ${mostEndpoints} webhooks in this mode already, which is the most there can be. Delete one first.`,
  );
}

/** Changes an endpoint. Switching it on again, or sending it elsewhere, forgets what has failed. */
export async function changeEndpoint(
  deps: Deps,
  tx: Tx,
  { owner, id }: OwnedKey,
  { url, events, active }: Static<typeof WebhookUpdate>,
): Promise<EndpointRow> {
  const current = await lockOrNotFound(tx, { owner, id });
  if (url === undefined && events === undefined && active === undefined) return current;
  return updateEndpoint(tx, current, {
    ...(url !== undefined && { url: judgedUrl(deps, url) }),
    ...(events !== undefined && { events }),
    ...(active !== undefined && { active, disabled_reason: null }),
    ...((url !== undefined || active) && { failures: 0, failing_since: null }),
    updated_at: new Date(deps.clock.now()),
  });
}

/** Deletes an endpoint and its secrets; what was sent to it is forgotten with time. */
export async function deleteEndpoint({ clock }: Deps, tx: Tx, target: OwnedKey): Promise<void> {
  const current = await lockOrNotFound(tx, target);
  await updateEndpoint(tx, current, {
    secret_sealed: null,
    previous_secret_sealed: null,
    previous_secret_expires_at: null,
    deleted_at: new Date(clock.now()),
  });
}

/** Gives an endpoint a new secret. The one before signs too for a day; the one before that no more. */
export async function rotateSecret(deps: Deps, tx: Tx, target: OwnedKey): Promise<WithSecret> {
  const current = await lockOrNotFound(tx, target);
  const now = deps.clock.now();
  const { secret, sealed } = makeSecret(deps.keyring, current);
  const row = await updateEndpoint(tx, current, {
    secret_sealed: sealed,
    previous_secret_sealed: current.secret_sealed,
    previous_secret_expires_at: new Date(now + bothSecretsMs),
    updated_at: new Date(now),
  });
  return { row, secret };
}

async function lockOrNotFound(tx: Tx, { owner, id }: OwnedKey): Promise<EndpointRow> {
  const row = await lockEndpoint(tx, owner, id);
  if (!row) throw notFound('webhook_endpoint');
  return row;
}

const sentences: Readonly<Record<UrlFault, string>> = {
  malformed: 'must be a URL such as https://example.com/webhooks',
  scheme: 'must begin with https://',
  credentials: 'must not hold a user name or password',
  address: 'must not be an address inside a private network',
};

/** The URL as it will be called. A name is judged again at every connection: it may lead anywhere. */
function judgedUrl({ outbound }: Deps, text: string): string {
  const judgement = outbound.judgeUrl(text);
  if (!judgement.ok) throw invalid({ path: 'body.url', message: sentences[judgement.reason] });
  return judgement.url.href;
}
