import { randomBytes } from 'node:crypto';
import { newSecret } from '@astrocal/webhooks';
import { sealedColumn } from '../../db/sealed-column.ts';
import type { Keyring } from '../../lib/crypto.ts';
import type { EndpointKey, EndpointRow } from './store.ts';

/** A new secret, and the same sealed for the row of its endpoint. */
export function makeSecret(keyring: Keyring, key: EndpointKey): { secret: string; sealed: Buffer } {
  const secret = newSecret(randomBytes(32));
  return { secret, sealed: keyring.seal(secret, contextOf(key)) };
}

type SecretsOf = Omit<EndpointKey, 'is_test'> &
  Pick<EndpointRow, 'secret_sealed' | 'previous_secret_sealed' | 'previous_secret_expires_at'>;

/** The secrets that sign for the endpoint now, the newest first. */
export function signingSecrets(
  keyring: Keyring,
  endpoint: SecretsOf,
  now: number,
): readonly [string, ...string[]] {
  const { secret_sealed: current, previous_secret_sealed: previous } = endpoint;
  if (current === null) throw new Error(`The webhook endpoint ${endpoint.id} has no secret any more.`);
  const open = (sealed: Uint8Array) => keyring.open(sealed, contextOf(endpoint));
  const until = endpoint.previous_secret_expires_at?.getTime() ?? 0;
  return previous !== null && now < until ? [open(current), open(previous)] : [open(current)];
}

const contextOf = ({ organization_id, id }: Omit<EndpointKey, 'is_test'>) =>
  `webhook_endpoints:${organization_id}:${id}`;

export const secretsOfEndpoints = (['secret_sealed', 'previous_secret_sealed'] as const).map((column) =>
  sealedColumn({ table: 'webhook_endpoints', column, key: ['organization_id', 'is_test', 'id'], contextOf }),
);
