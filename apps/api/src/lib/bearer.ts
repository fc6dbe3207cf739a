import type { Noun, Permission } from '@astrocal/contract';
import { ApiError, notFound, unauthorizedWithoutToken } from './api-error.ts';
import { randomToken, sameText } from './crypto.ts';
import { may } from './may.ts';
import { type Caller, type Concern, isResident, mayLookFor, type Reach } from './principal.ts';

/** Who asks for which thing that has a token. */
export interface BearerAccess {
  readonly principal: Caller;
  readonly id: string;
}

/**
 * A new token of a thing: 43 random characters, a dot and the organization, so that the thing is looked for in one. It
 * is a secret as a whole and tells its bearer nothing else.
 */
export const newBearerToken = (organizationId: string): string => `${randomToken()}.${organizationId}`;

/** A kind of things that have tokens. */
interface TokenKind<Thing> {
  readonly noun: Noun;
  readonly find: (owner: Reach) => Promise<Thing | undefined>;
  /** The organization in which the thing of a token is to be looked for. */
  readonly locate: (token: string) => Promise<string | undefined>;
  readonly tokenOf: (thing: Thing) => string;
  /** What insiders do to it. */
  readonly permission: Permission;
  /** Whose it is, of the members too. */
  readonly concernOf: (thing: Thing) => Concern | Promise<Concern>;
}

/**
 * The thing that `find` finds for a key's owner, or for anyone if its token is the caller's. Throws
 * `not_found` to those who come with a key, as members or with an embedded session, and `forbidden` to a member who has the permission over their own only; to others an unknown id, no token and a wrong token are the same `unauthorized`
 * (docs/authentication.md).
 */
export async function authorizeBearer<Thing>(
  { principal, id }: BearerAccess,
  { noun, find, locate, tokenOf, permission, concernOf }: TokenKind<Thing>,
): Promise<Thing> {
  if (isResident(principal)) {
    const thing = mayLookFor(principal, id) ? await find(principal) : undefined;
    if (!thing) throw notFound(noun);
    if (principal.kind !== 'key' && !may(principal, permission, await concernOf(thing)))
      throw new ApiError('forbidden');
    return thing;
  }
  if (principal.kind !== 'token') throw unauthorizedWithoutToken();
  const { token } = principal;
  const organizationId = await locate(token);
  const thing = organizationId === undefined ? undefined : await find({ organizationId, isTest: null });
  if (!thing || !sameText(token, tokenOf(thing))) throw unauthorizedWithoutToken();
  return thing;
}
