import type { Role } from '@astrocal/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import type { TestAnswer } from '../../../test/harness/api.ts';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { addPerson, type SignedInPerson } from '../../../test/harness/people.ts';
import { buildApp } from '../../app.ts';

const scene = useOrganization();

type People = Readonly<Record<'owner' | 'second' | 'admin' | 'member', SignedInPerson>>;
let people: People;
beforeEach(async () => {
  const { organizationId } = scene.org;
  const person = (role: Role) => addPerson(scene.api.deps, { organizationId, role });
  people = {
    owner: await person('owner'),
    second: await person('owner'),
    admin: await person('admin'),
    member: await person('member'),
  };
  // The one of the first start has no account: these two are the owners.
  const { body } = await scene.api.call('GET', '/v1/members?role=owner', { key: scene.org.liveKey });
  const { id } = body.data.find(({ user_id }: { user_id: string | null }) => user_id === null);
  expect((await patch(people.owner, id, 'member')).status).toBe(200);
});

const patch = (by: SignedInPerson, id: string, role: Role): Promise<TestAnswer> =>
  scene.api.call('PATCH', `/v1/members/${id}`, { headers: by.headers('live'), body: { role } });
const roleOf = async (by: SignedInPerson): Promise<string> =>
  (await scene.api.call('GET', '/v1/auth/session', { headers: by.headers('test') })).body.member.role;
const forbidden = [403, 'forbidden'];

describe('a role', () => {
  test('is given by whoever has it, and every session of the member has it at once', async () => {
    expect(await roleOf(people.member)).toBe('member');
    const given = await patch(people.owner, people.member.memberId, 'owner');
    expect(given).toMatchObject({ status: 200, body: { role: 'owner' } });
    expect(await roleOf(people.member)).toBe('owner');
    expect((await patch(people.admin, people.admin.memberId, 'admin')).status).toBe(200); // as it is
  });

  test('that was taken is gone in every process within a second', async () => {
    const elsewhere = await buildApp(scene.api.deps);
    const makeKey = async () =>
      (
        await elsewhere.inject({
          method: 'POST',
          url: '/v1/api-keys',
          headers: people.admin.headers('test'),
          payload: { name: 'Website' },
        })
      ).statusCode;
    expect(await makeKey()).toBe(201);
    expect((await patch(people.owner, people.admin.memberId, 'member')).status).toBe(200);
    await expect.poll(makeKey, { timeout: 10_000, interval: 20 }).toBe(403);
  });

  test('above one’s own is neither given nor taken', async () => {
    for (const [{ memberId }, role] of [
      [people.member, 'owner'],
      [people.owner, 'admin'],
      [people.owner, 'member'],
    ] as const)
      expect(refusalOf(await patch(people.admin, memberId, role)), role).toEqual(forbidden);
    expect((await patch(people.admin, people.member.memberId, 'admin')).status).toBe(200);
    expect(await roleOf(people.owner)).toBe('owner');
  });

  test('is not one’s own to change, and of a member no matter at all', async () => {
    for (const each of [people.owner, people.admin])
      expect(refusalOf(await patch(each, each.memberId, 'member'))).toEqual(forbidden);
    expect(refusalOf(await patch(people.member, people.member.memberId, 'admin'))).toEqual(forbidden);
  });

  test('is given and taken by no key', async () => {
    const byKey = (id: string, role: Role) =>
      scene.api.call('PATCH', `/v1/members/${id}`, { key: scene.org.liveKey, body: { role } });
    expect(refusalOf(await byKey(people.member.memberId, 'admin'))).toEqual(forbidden);
    expect(refusalOf(await byKey(people.admin.memberId, 'member'))).toEqual(forbidden);
    const { body } = await scene.org.call('POST', '/v1/members', { name: 'Ana', email: 'ana@example.com' });
    const ofTestMode = await scene.api.call('PATCH', `/v1/members/${body.id}`, {
      headers: people.owner.headers('test'),
      body: { role: 'admin' },
    });
    expect(refusalOf(ofTestMode)).toEqual(forbidden);
  });

  test('is changed by whoever has proved lately who they are', async () => {
    scene.api.clock.moveBy(10 * 60_000);
    const { memberId } = people.member;
    expect(refusalOf(await patch(people.owner, memberId, 'admin'))).toEqual([
      401,
      'reauthentication_required',
    ]);
  });
});

describe('the last owner', () => {
  test('stays one, whoever asks', async () => {
    expect((await patch(people.owner, people.second.memberId, 'admin')).status).toBe(200);
    const key = scene.org.liveKey;
    const path = `/v1/members/${people.owner.memberId}`;
    for (const answer of [
      await patch(people.owner, people.owner.memberId, 'member'),
      await patch(people.second, people.owner.memberId, 'member'),
      await scene.api.call('PATCH', path, { key, body: { role: 'member' } }),
      await scene.api.call('DELETE', path, { headers: people.owner.headers('live') }),
    ])
      expect(refusalOf(answer)).toEqual([409, 'last_owner']);
  });

  test('is left when two take each other’s role at once', async () => {
    for (let round = 0; round < 5; round++) {
      const { owner, second } = people;
      const answers = await Promise.all([
        patch(owner, second.memberId, 'member'),
        patch(second, owner.memberId, 'member'),
      ]);
      const [done, refused] = answers.map(({ status }) => status).toSorted();
      // Whoever came second is no owner when they are let in, or is the last one left to take a role from.
      expect([done, [403, 409].includes(refused ?? 0)]).toEqual([200, true]);
      const [kept, other] = answers[0]?.status === 200 ? [owner, second] : [second, owner];
      expect([await roleOf(kept), await roleOf(other)]).toEqual(['owner', 'member']);
      expect((await patch(kept, other.memberId, 'owner')).status).toBe(200);
    }
  });

  test('whoever lost a role a moment ago gives none by it, where a process does not know it yet', async () => {
    const { owner, second, member } = people;
    const elsewhere = await buildApp(scene.api.deps);
    const give = (role: Role) =>
      elsewhere.inject({
        method: 'PATCH',
        url: `/v1/members/${member.memberId}`,
        headers: second.headers('live'),
        payload: { role },
      });
    expect((await give('admin')).statusCode).toBe(200);
    expect((await patch(owner, second.memberId, 'member')).status).toBe(200);
    expect((await give('owner')).statusCode).toBe(403);
  });
});
