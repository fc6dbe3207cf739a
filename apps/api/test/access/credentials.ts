import { type Permission, type Role, roles } from '@astrocal/contract';
import { sql } from 'kysely';
import type { Holder, Thing, World } from '../contract/world.ts';
import type { TestApi } from '../harness/api.ts';
import { addPerson, type SignedInPerson } from '../harness/people.ts';

/** One way to come to the API. */
export interface Credential {
  readonly name: string;
  /** `bad`: a key that is none. `nobody`: no key. Else whose key it is. */
  readonly actor: 'bad' | 'nobody' | Holder;
  readonly authorization?: string;
  /** Where it can do less than a key: all that it can. */
  readonly permissions?: readonly Permission[];
  /** The cookie of a session, with what a browser says of it. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether a browser says that another site asks. */
  readonly isOfAnotherSite?: true;
  /** The `?token=` to bring along; undefined for none. */
  readonly token?: (target: Thing | null) => string;
  /** Whether that is the token of the very thing that the request is about. */
  readonly hasRightToken?: true;
  /** Whether its embedded session is for the very thing that the request is about, where its holder has that; else it is for another. */
  readonly isForTarget?: true;
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

/** A session for each role and mode: the owner is whose account the contract's examples are about. */
export async function sessionsOf(
  { deps, person: owner }: TestApi,
  { holders }: World,
): Promise<Credential[]> {
  const { organizationId } = holders.test;
  const personOf = (role: Role) => (role === 'owner' ? owner : addPerson(deps, { organizationId, role }));
  const all: Credential[] = [];
  for (const role of roles) {
    const person = await personOf(role);
    for (const mode of ['test', 'live'] as const)
      all.push({
        name: `the session of the ${role} in ${mode} mode`,
        actor: { ...holders[mode], person: { ...person, role } },
        headers: person.headers(mode),
      });
  }
  return all;
}

/** The cookie of a good session that does not count, and cookies that are no good. */
export function badCookiesOf(
  { person }: TestApi,
  { holders }: World,
  { over, key }: { over: SignedInPerson; key: string },
): Credential[] {
  const good = person.headers('test');
  const { cookie = '' } = good;
  const [cookieName = ''] = cookie.split('=');
  const nobody = (name: string, headers: Record<string, string>, more: object = {}): Credential => ({
    name,
    actor: 'nobody',
    headers,
    ...more,
  });
  const bad = (name: string, headers: Record<string, string>, more: object = {}): Credential => ({
    name,
    actor: 'bad',
    headers,
    ...more,
  });
  return [
    nobody('a cookie without a mode', { cookie }),
    nobody('a cookie with an odd mode', { ...good, 'astrocal-mode': 'Test' }),
    nobody(
      'a cookie from another site',
      { ...good, 'sec-fetch-site': 'cross-site' },
      { isOfAnotherSite: true },
    ),
    nobody(
      'a cookie from another port',
      { ...good, 'sec-fetch-site': 'same-site' },
      { isOfAnotherSite: true },
    ),
    bad('the cookie of a session that is over', over.headers('test')),
    bad('an unknown cookie', { ...good, cookie: `${cookieName}=${unknownSecret}` }),
    bad('an empty cookie', { ...good, cookie: `${cookieName}=` }),
    bad('two cookies of one name', { ...good, cookie: `${cookieName}=${unknownSecret}; ${cookie}` }),
    bad('a mode without a cookie', { 'astrocal-mode': 'test' }),
    bad('a good cookie and a bad key', good, { authorization: `Bearer ${key}` }),
    {
      name: 'a good cookie and the other organization’s key',
      actor: holders.otherTest,
      authorization: `Bearer ${holders.otherTest.key}`,
      headers: good,
    },
  ];
}

/** Embedded sessions of every kind, each for what it was made for; and those that are over. */
export async function embedSessionsOf(
  api: TestApi,
  world: World,
  make: (holder: Holder, body: object) => Promise<{ id: string; token: string }>,
): Promise<Credential[]> {
  const { test, live, otherTest } = world.holders;
  const bodies = {
    booker: async (holder: Holder) => ({ event_type_id: (await world.make('event_type', holder)).id }),
    booking: async (holder: Holder) => ({ booking_id: (await world.make('booking', holder)).id }),
    host: async (holder: Holder) => ({ member_id: (await world.make('member', holder)).id }),
  };
  const session = async (
    [name, holder]: [string, Holder],
    { as, isReadOnly }: NonNullable<Holder['embed']>,
  ): Promise<Credential> => {
    const more = isReadOnly && { read_only: true };
    const { token } = await make(holder, { kind: as, ...(await bodies[as](holder)), ...more });
    const embed = { as, ...(isReadOnly && { isReadOnly }) };
    return { name, actor: { ...holder, embed }, authorization: `Bearer ${token}`, isForTarget: true };
  };
  const bad = async (name: string, end: (id: string) => Promise<unknown>): Promise<Credential> => {
    const { id, token } = await make(test, { kind: 'host', ...(await bodies.host(test)) });
    await end(id);
    return { name, actor: 'bad', authorization: `Bearer ${token}` };
  };
  return [
    await session(['an embedded booker', test], { as: 'booker' }),
    await session(['an embedded booking', test], { as: 'booking' }),
    await session(['an embedded host', test], { as: 'host' }),
    await session(['an embedded host who only reads', test], { as: 'host', isReadOnly: true }),
    await session(['an embedded host in live mode', live], { as: 'host' }),
    await session(['an embedded host of the other organization', otherTest], { as: 'host' }),
    await bad('an embedded session that was ended', (id) =>
      api.call('DELETE', `/v1/embed-sessions/${id}`, { key: test.key }),
    ),
    await bad('an embedded session that is over', (id) =>
      sql`update embed_sessions set expires_at = created_at where id = ${id}`.execute(api.deps.database.db),
    ),
    { name: 'an unknown embedded session', actor: 'bad', authorization: `Bearer es_test_${unknownSecret}` },
  ];
}

/** Every credential of the matrix The strangers are things that no request of the matrix is about. */
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
