import { expect, test } from 'vitest';
import { hostsOf, makeTrio, setHosts, setShares } from '../../../test/harness/hosts.ts';
import { useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();

/** What anyone reads of the hosts, as `name`, or `name?` for those to choose from. */
async function read(id: string): Promise<string[]> {
  const [own, other] = await Promise.all(
    [`/v1/event-types/${id}`, `/v1/public/event-types/${id}`].map((path) => scene.api.call('GET', path)),
  );
  expect(own?.body).toEqual(other?.body);
  expect(JSON.stringify(own?.body)).not.toContain('@');
  const hosts: { name: string; required: boolean }[] = own?.body.hosts;
  return hosts.map(({ name, required }) => (required ? name : `${name}?`));
}

test('of one host is its name, and who offers it', async () => {
  const { id } = await scene.org.eventType();
  const { body } = await scene.api.call('GET', `/v1/event-types/${id}`);
  const [member_id] = await hostsOf(scene.api.deps.database.db, id);
  expect(body.hosts).toEqual([{ member_id, name: 'Sam Rivera', required: true }]);
  expect(body.organization).toEqual({ name: expect.stringMatching(/^org-/), logo_url: null });
});

test('of several is nothing, until visitors may choose', async () => {
  const [ana, bo, cy] = await makeTrio(scene);
  const { id } = await scene.org.eventType();
  await setHosts(scene.api.deps.database.db, id, [cy, ana, bo]);
  expect(await read(id)).toEqual([]);
  await scene.org.call('PATCH', `/v1/event-types/${id}`, { allow_host_choice: true });
  expect(await read(id)).toEqual(['Cy?', 'Ana?', 'Bo?']);
  await scene.org.call('PATCH', `/v1/event-types/${id}`, { allow_host_choice: false });
  expect(await read(id)).toEqual([]);
});

test('is who takes part in every meeting, whatever may be chosen', async () => {
  const [ana, bo, cy] = await makeTrio(scene);
  const { id } = await scene.org.eventType({ assignment_strategy: 'collective' });
  await setHosts(scene.api.deps.database.db, id, [ana, bo, cy]);
  expect(await read(id)).toEqual(['Ana', 'Bo', 'Cy']);
  await setShares(scene.api.deps.database.db, id, { [cy]: { required: true } });
  await scene.org.call('PATCH', `/v1/event-types/${id}`, { assignment_strategy: 'priority' });
  expect(await read(id)).toEqual(['Cy']);
  await scene.org.call('PATCH', `/v1/event-types/${id}`, { allow_host_choice: true });
  expect(await read(id)).toEqual(['Cy', 'Ana?', 'Bo?']);
});

test('is nobody who gets no new bookings; of two the other one holds all of them', async () => {
  const make = async (name: string): Promise<string> =>
    (await scene.org.call('POST', '/v1/members', { name, email: `${name}@example.com` })).body.id;
  const [bo, cy] = [await make('Bo'), await make('Cy')];
  const { id } = await scene.org.eventType({ allow_host_choice: true });
  await setHosts(scene.api.deps.database.db, id, [bo, cy]);
  expect(await read(id)).toEqual(['Bo?', 'Cy?']);
  const changed = await scene.org.call('PATCH', `/v1/members/${bo}`, { active: false });
  expect(changed.body).toMatchObject({ active: false });
  expect(await read(id)).toEqual(['Cy']);
});
