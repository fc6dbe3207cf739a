import {
  type ExternalIdPlace,
  type ExternalNoun,
  externalIdPlaces,
  externalPrefix,
  type Operation,
} from '@astrocal/contract';
import type { FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import { isResident, type Owner } from '../lib/principal.ts';
import { storable } from '../lib/text.ts';

/** Finds the id of the owner's thing by the id that it has with the caller. */
export type FindByExternalId = (
  db: Kysely<Schema>,
  owner: Owner,
  externalId: string,
) => Promise<string | undefined>;

/** By noun, from the features whose nouns they are. */
export type ExternalIds = Readonly<Partial<Record<ExternalNoun, FindByExternalId>>>;

/** An object or list that a request is made of. */
type Holder = Record<string, unknown>;

/**
 * Makes the function that puts the id of a thing wherever a request of the operation names it by `ext:` and its
 * `external_id`: what handlers see are ids. What has no such thing stays as it is, and is an unknown id; so does
 * everything that comes without an organization (docs/external-ids.md).
 */
export function resolverFor(op: Operation, database: Pick<Database, 'db'>, externalIds: ExternalIds) {
  const places = externalIdPlaces(op);
  return async (request: FastifyRequest): Promise<void> => {
    const { principal } = request;
    if (places.length === 0 || !isResident(principal)) return;
    for (const { part, path, noun } of places)
      for (const [holder, name] of standingAt(request[part], path)) {
        const text = holder[name];
        if (typeof text !== 'string' || !text.startsWith(externalPrefix)) continue;
        const externalId = text.slice(externalPrefix.length);
        if (storable(externalId) !== externalId) continue;
        holder[name] = (await externalIds[noun]?.(database.db, principal, externalId)) ?? text;
      }
  };
}

/** What stands at the path, each with its name in the object or list that holds it. */
function* standingAt(
  value: unknown,
  [first, ...rest]: ExternalIdPlace['path'],
): Generator<[holder: Holder, name: string]> {
  if (first === undefined || typeof value !== 'object' || value === null) return;
  const holder = value as Holder;
  for (const name of first === '*' ? Object.keys(holder) : [first])
    if (rest.length === 0) yield [holder, name];
    else yield* standingAt(holder[name], rest);
}
