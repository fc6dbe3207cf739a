import type { Noun } from '@astrocal/contract';
import type { Actor, Owner } from './actor.ts';
import { notFound, unauthorizedWithoutToken } from './api-error.ts';
import { sameText } from './crypto.ts';

/** Who asks for which thing that has a token: with a key, or with that token. */
export interface BearerAccess {
  readonly actor: Actor;
  readonly id: string;
  readonly token: string | undefined;
}

/** A kind of things that have tokens. */
interface TokenKind<Thing> {
  readonly noun: Noun;
  /** The thing of the id, of the owner if there is one. */
  readonly find: (owner: Owner | null) => Promise<Thing | undefined>;
  readonly tokenOf: (thing: Thing) => string;
}

/**
 * The thing that `find` finds for a key's owner, or for anyone where that is null, if its token is the caller's. Throws
 * `not_found` to keys; to others an unknown id, no token and a wrong token are the same `unauthorized`
 * (docs/authentication.md).
 */
export async function openWithToken<Thing>(
  { actor, token }: BearerAccess,
  { noun, find, tokenOf }: TokenKind<Thing>,
): Promise<Thing> {
  const owner = actor.kind === 'key' ? actor : null;
  const thing = await find(owner);
  if (owner) {
    if (!thing) throw notFound(noun);
    return thing;
  }
  if (!thing || token === undefined || !sameText(token, tokenOf(thing))) throw unauthorizedWithoutToken();
  return thing;
}
