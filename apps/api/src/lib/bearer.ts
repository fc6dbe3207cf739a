import type { Noun } from '@astrocal/contract';
import { notFound, unauthorizedWithoutToken } from './api-error.ts';
import { sameText } from './crypto.ts';
import { type Caller, type Owner, ownerOf } from './principal.ts';

/** Who asks for which thing that has a token. */
export interface BearerAccess {
  readonly principal: Caller;
  readonly id: string;
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
  { principal }: BearerAccess,
  { noun, find, tokenOf }: TokenKind<Thing>,
): Promise<Thing> {
  const owner = ownerOf(principal);
  const thing = await find(owner);
  if (owner) {
    if (!thing) throw notFound(noun);
    return thing;
  }
  const isRight = principal.kind === 'token' && thing && sameText(principal.token, tokenOf(thing));
  if (!isRight) throw unauthorizedWithoutToken();
  return thing;
}
