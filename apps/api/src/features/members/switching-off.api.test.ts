import { examplePassword, type Role } from '@astrocal/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { addPerson, type SignedInPerson } from '../../../test/harness/people.ts';

const scene = useOrganization();
let owner: SignedInPerson;
let admin: SignedInPerson;
/** The owner of the first start, who has no account. */
let first: string;
beforeEach(async () => {
  const person = (role: Role) =>
    addPerson(scene.api.deps, { organizationId: scene.org.organizationId, role });
  [owner, admin] = [await person('owner'), await person('admin')];
  const { body } = await scene.api.call('GET', '/v1/members?role=owner', { key: scene.org.liveKey });
  first = body.data.find(({ user_id }: { user_id: string | null }) => user_id === null).id;
});

const change = (id: string, body: object, by: { headers: object } | { key: string }) =>
  scene.api.call('PATCH', `/v1/members/${id}`, { ...by, body } as never);
const as = (person: SignedInPerson) => ({ headers: person.headers('live') });
const byKey = () => ({ key: scene.org.liveKey });
const seen = async (id: string) =>
  (await scene.api.call('GET', `/v1/members/${id}`, byKey())).body.last_seen_at;

describe('a member who is switched off or on', () => {
  test('is none above whoever does it: no admin and no key locks an owner out', async () => {
    for (const by of [as(admin), byKey()])
      expect(refusalOf(await change(owner.memberId, { active: false }, by))).toEqual([403, 'forbidden']);
    expect(refusalOf(await change(admin.memberId, { active: false }, byKey()))).toEqual([403, 'forbidden']);
    expect((await change(owner.memberId, { active: true }, as(admin))).status).toBe(200); // as it is
    expect((await change(admin.memberId, { active: false }, as(owner))).status).toBe(200);
    expect(refusalOf(await change(admin.memberId, { active: true }, byKey()))).toEqual([403, 'forbidden']);
  });

  test('is never the last owner who is active, however many at once', async () => {
    const both = await Promise.all([
      change(first, { active: false }, as(owner)),
      change(owner.memberId, { active: false }, as(owner)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = both.find(({ status }) => status === 409);
    expect(refused?.body.error.code).toBe('last_owner');
  });

  test('leaves the other owner, who cannot be removed either', async () => {
    expect((await change(first, { active: false }, as(owner))).status).toBe(200);
    const headers = owner.headers('live');
    const remove = (id: string) => scene.api.call('DELETE', `/v1/members/${id}`, { headers, body: {} });
    expect(refusalOf(await remove(owner.memberId))).toEqual([409, 'last_owner']);
    expect((await remove(first)).status).toBe(200);
  });

  test('is out at once where that was asked', async () => {
    const session = () => scene.api.call('GET', '/v1/auth/session', as(admin));
    expect((await session()).status).toBe(200);
    await change(admin.memberId, { active: false }, as(owner));
    expect((await session()).status).toBe(401);
    await change(admin.memberId, { active: true }, as(owner));
    expect((await session()).status).toBe(200);
    await scene.api.call('DELETE', `/v1/members/${admin.memberId}`, { ...as(owner), body: {} });
    expect((await session()).status).toBe(401);
  });
});

describe('a member is removed', () => {
  const remove = (id: string, by: SignedInPerson) =>
    scene.api.call('DELETE', `/v1/members/${id}`, { ...as(by), body: {} });

  test('by people who proved just now who they are', async () => {
    scene.api.clock.moveBy(10 * 60_000);
    expect(refusalOf(await remove(admin.memberId, owner))).toEqual([401, 'reauthentication_required']);
    expect((await scene.api.call('GET', '/v1/auth/session', as(admin))).status).toBe(200);
  });

  test('by nobody who has lost the role meanwhile, as long as their session is believed', async () => {
    await addPerson(scene.api.deps, { organizationId: scene.org.organizationId, role: 'owner' });
    expect((await scene.api.call('GET', '/v1/auth/session', as(owner))).status).toBe(200);
    const { db } = scene.api.deps.database;
    await db.updateTable('members').set({ role: 'admin' }).where('id', '=', owner.memberId).execute();
    expect(refusalOf(await remove(first, owner))).toEqual([403, 'forbidden']);
    expect((await scene.api.call('GET', `/v1/members/${first}`, byKey())).status).toBe(200);
  });
});

describe('when a member was last seen', () => {
  test('is kept with their session, at most once a minute', async () => {
    const session = () => scene.api.call('GET', '/v1/auth/session', as(owner));
    expect(await seen(owner.memberId)).toBeNull();
    scene.api.clock.moveBy(30_000);
    await session();
    expect(await seen(owner.memberId)).toBeNull();
    scene.api.clock.moveBy(31_000);
    await expect
      .poll(
        async () => {
          await session();
          return seen(owner.memberId);
        },
        { timeout: 60_000 },
      )
      .toBe('2026-06-01T08:01:01Z');
  });

  test('is when they signed in', async () => {
    const body = { email: owner.email, password: examplePassword };
    const answer = await scene.api.call('POST', '/v1/auth/sign-in', { body });
    expect([answer.status, await seen(owner.memberId)]).toEqual([200, '2026-06-01T08:00:00Z']);
  });
});
