import type { Permission } from '@astrocal/contract';
import type { Holder, Thing, World } from '../contract/world.ts';

/** One way to come to the API. */
export interface Credential {
  readonly name: string;
  /** `bad`: a key that is none. `nobody`: no key. Else whose key it is. */
  readonly actor: 'bad' | 'nobody' | Holder;
  readonly authorization?: string;
  /** Where it can do less than a key: all that it can. */
  readonly permissions?: readonly Permission[];
  /** The `?token=` to bring along; undefined for none. */
  readonly token?: (target: Thing | null) => string;
  /** Whether that is the token of the very thing that the request is about. */
  readonly hasRightToken?: true;
}

/** What one of the keys was given. */
export const restrictedTo: readonly Permission[] = [
  'event_types.read',
  'availability.read',
  'bookings.read',
  'bookings.change',
  'waitlist.join',
  'webhooks.write',
];

const unknownSecret = 'A'.repeat(43);

/** Every credential of the matrix. The strangers are things that no request of the matrix is about. */
export function credentialsOf(
  { holders }: World,
  {
    revokedKey,
    expiredKey,
    restrictedKey,
    stranger,
    waiting,
  }: { revokedKey: string; expiredKey: string; restrictedKey: string; stranger: Thing; waiting: Thing },
): Credential[] {
  const bearer = (key: string) => `Bearer ${key}`;
  const key = (name: string, actor: Holder): Credential => ({
    name,
    actor,
    authorization: bearer(actor.key),
  });
  const bad = (name: string, authorization: string): Credential => ({ name, actor: 'bad', authorization });
  const right = {
    token: (target: Thing | null) => target?.token ?? stranger.token ?? '',
    hasRightToken: true,
  } as const;
  return [
    { name: 'no key', actor: 'nobody' },
    { name: 'the scheme without a key', actor: 'nobody', authorization: 'Bearer' },
    key('the test key', holders.test),
    key('the live key', holders.live),
    key('the other organization’s test key', holders.otherTest),
    key('the other organization’s live key', holders.otherLive),
    {
      ...key('a key that can do less', { ...holders.test, key: restrictedKey }),
      permissions: restrictedTo,
    },
    bad('a revoked key', bearer(revokedKey)),
    bad('an expired key', bearer(expiredKey)),
    bad('an unknown key', bearer(`ac_test_${unknownSecret}`)),
    bad('a malformed key', bearer('ac_test_short')),
    bad('no bearer', `Basic ${holders.test.key}`),
    bad('an empty header', ''),
    { name: 'the right token', actor: 'nobody', ...right },
    { name: 'a wrong token', actor: 'nobody', token: () => unknownSecret },
    { name: 'an empty token', actor: 'nobody', token: () => '' },
    { name: 'the token of another booking', actor: 'nobody', token: () => stranger.token ?? '' },
    { name: 'the token of another waitlist entry', actor: 'nobody', token: () => waiting.token ?? '' },
    { ...key('the other organization’s key and the right token', holders.otherTest), ...right },
    { ...bad('a revoked key and the right token', bearer(revokedKey)), ...right },
  ];
}
