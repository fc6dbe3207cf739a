import { externalIdPlaces, externalNouns, type Operation, operationList } from '@astrocal/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleRequestOf, type IdPlace, idPlacesOf, urlOf } from './contract/example-request.ts';
import { createWorld, type Thing, type World } from './contract/world.ts';
import { createTestApi, type TestApi } from './harness/api.ts';
import { alex, dailyHours, refusalOf, useOrganization } from './harness/organization.ts';

const tables = { member: 'members', event_type: 'event_types', booking: 'bookings' } as const;
const isExternal = ({ noun }: IdPlace) => externalNouns.some((each) => each === noun);

describe('an external id stands for an id wherever one goes', () => {
  let api: TestApi;
  let world: World;
  beforeAll(async () => {
    api = await createTestApi();
    world = createWorld(api);
  });
  afterAll(() => api.close());

  const cases = operationList
    .filter(({ access }) => access !== 'open')
    .flatMap((op) =>
      idPlacesOf(op)
        .filter(isExternal)
        .map((place) => ({ op, place, name: `${op.operationId} ${place.name}` })),
    );

  test('there are such places', () => {
    expect(cases.length).toBeGreaterThan(20);
  });

  test.each(cases)('$name', async ({ op, place }) => {
    const { test: own, live, otherTest } = world.holders;
    const make = place.role === 'filter' ? world.makeForFilter : world.make;
    const thing = await make(place.noun, own);
    const table = tables[place.noun as keyof typeof tables];
    await sql`update ${sql.table(table)} set external_id = ${`mine ${thing.id}`} where id = ${thing.id}`.execute(
      api.deps.database.db,
    );
    for (const key of [live.key, otherTest.key, undefined])
      if (!thing.isOfBothModes || key !== live.key)
        expect(await asked(op, place, { thing, key }), key).toEqual(
          await asked(op, place, { thing, key, externalId: 'of nothing' }),
        );
    const beside = place.noun === 'member' ? await besides[op.operationId]?.(thing.id) : undefined;
    const whole = { ...thing, ...(beside && { beside }) };
    const { status, count } = await asked(op, place, { thing: whole, key: own.key });
    expect(Object.keys(op.answers)).toContain(String(status));
    if (place.role === 'filter') expect(count).toBeGreaterThan(0);
  });

  /** The other ids of a request about a member: of what that member has or holds. */
  const besides: Readonly<Record<string, (memberId: string) => Promise<Record<string, string>>>> = {
    addHost: async () => ({ id: (await world.make('event_type', world.holders.test)).id }),
    replaceHosts: async () => ({ id: (await world.make('event_type', world.holders.test)).id }),
    deleteAbsence: async (id) => ({ absence_id: await world.makeAbsence(world.holders.test, id) }),
    getAvailability: async (id) => ({ event_type_id: await hostedBy(id) }),
    createEmbedSession: async (id) => ({ event_type_id: await hostedBy(id) }),
    createBooking: async (id) => ({ event_type_id: await hostedBy(id) }),
    async reassignBooking(id) {
      const who = { invitee_name: 'Kim Lee', invitee_email: 'kim@example.com' };
      const wish = { event_type_id: await hostedBy(id), start_time: world.freeInstant(), ...who };
      return { id: await made('POST', '/v1/bookings', wish) };
    },
  };

  async function hostedBy(member_id: string): Promise<string> {
    const { id } = await world.make('event_type', world.holders.test);
    await made('PATCH', `/v1/event-types/${id}`, { assignment_strategy: 'round_robin' });
    await made('POST', `/v1/event-types/${id}/hosts`, { member_id });
    return id;
  }

  async function made(method: string, path: string, body: object): Promise<string> {
    const answer = await api.call(method, path, { key: world.holders.test.key, body });
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body.id;
  }

  interface Asked {
    readonly thing: Thing;
    readonly key: string | undefined;
    readonly externalId?: string;
  }

  async function asked(
    op: Operation,
    place: IdPlace,
    { thing, key, externalId = `mine ${thing.id}` }: Asked,
  ) {
    const text = `ext:${externalId}`;
    const id = ({ name }: IdPlace) => (name === place.name ? text : thing.beside?.[name]) ?? 'never';
    const { params, query, body } = exampleRequestOf(op, { ...world, id }, place);
    const url = urlOf(op, {
      params,
      query: place.part === 'query' ? { ...query, [place.name]: text } : query,
    });
    const answer = await api.call(op.method, url, { ...(key && { key }), ...(body && { body }) });
    return { status: answer.status, code: answer.body?.error?.code, count: answer.body?.data?.length };
  }
});

describe('the places of a request', () => {
  const isAt = (op: Operation, path: string) =>
    externalIdPlaces(op).some((each) => each.path.join('.') === path);
  const opOf = (id: string) => operationList.find(({ operationId }) => operationId === id) as Operation;

  test.each([
    ['getBooking', 'id', true],
    ['createBooking', 'event_type_id', true],
    ['listBookings', 'assigned_host_id', true],
    ['getAvailability', 'host_id', true],
    ['explainAvailability', 'event_type_id', true],
    ['joinWaitlist', 'event_type_id', true],
    ['getWebhook', 'id', false],
  ])('of %s: %s', (id, path, expected) => {
    expect(isAt(opOf(id), path)).toBe(expected);
  });
});

describe('an external id', () => {
  const scene = useOrganization();
  const nine = '2026-06-02T09:00:00Z';
  const eventType = (fields: object) => scene.org.eventType(fields);

  test('of an event type is shown to keys, changed, and free again once that is deleted', async () => {
    const made = await eventType({ external_id: 'intro' });
    expect(made.external_id).toBe('intro');
    const again = { title: 'Again', slug: 'again', duration_minutes: 30, external_id: 'intro' };
    const create = () => scene.org.call('POST', '/v1/event-types', again);
    expect(refusalOf(await create()).slice(0, 2)).toEqual([409, 'conflict']);
    const shown = await scene.api.call('GET', `/v1/public/event-types/${made.id}`);
    expect(shown.body).not.toHaveProperty('external_id');
    expect((await scene.org.call('DELETE', '/v1/event-types/ext:intro')).status).toBe(204);
    expect((await create()).status).toBe(201);
    const taken = await scene.org.call('PATCH', '/v1/event-types/ext:intro', { external_id: null });
    expect(taken.body.external_id).toBeNull();
  });

  test('of a host lists their times, with a key', async () => {
    const { id: event_type_id } = await eventType({});
    const { body: member } = await scene.org.call('POST', '/v1/members', {
      name: 'Ana',
      email: 'ana@example.com',
      external_id: 'user-17',
    });
    await scene.org.call('POST', `/v1/event-types/${event_type_id}/hosts`, { member_id: member.id });
    await scene.org.call('PUT', `/v1/members/${member.id}/schedule`, dailyHours('UTC', '09:00-10:00'));
    const query = { host_id: 'ext:user-17' };
    expect(await scene.org.starts(event_type_id, '2026-06-02', query)).toEqual([
      nine,
      '2026-06-02T09:30:00Z',
    ]);
    const days = { start: '2026-06-02', end: '2026-06-02' };
    const search = new URLSearchParams({ event_type_id, ...days, ...query });
    const asAnyone = await scene.api.call('GET', `/v1/availability?${search}`);
    expect(refusalOf(asAnyone)).toEqual([409, 'host_unavailable']);
  });

  test('of a booking is given with a key, and no two have the same', async () => {
    const { id } = await eventType({ external_id: 'intro' });
    const booked = await scene.org.booked('ext:intro', nine, { ...alex, external_id: 'order/17 ü' });
    expect(booked).toMatchObject({ external_id: 'order/17 ü', event_type_id: id });
    const path = `/v1/bookings/${encodeURIComponent('ext:order/17 ü')}`;
    expect((await scene.org.call('GET', path)).body).toEqual(booked);
    const ten = '2026-06-02T10:00:00Z';
    const again = await scene.org.book(id, ten, { ...alex, external_id: 'order/17 ü' });
    expect(refusalOf(again).slice(0, 2)).toEqual([409, 'conflict']);
    expect((await scene.org.booked(id, ten)).external_id).toBeNull(); // the refused one took no time
    const body = { event_type_id: id, start_time: '2026-06-02T11:00:00Z', ...alex, external_id: 'mine' };
    expect(refusalOf(await scene.api.call('POST', '/v1/bookings', { body }))).toEqual([
      400,
      'validation_error',
      'body.external_id',
    ]);
    const { data } = (
      await scene.org.call('GET', `/v1/bookings?external_id=${encodeURIComponent('order/17 ü')}`)
    ).body;
    expect(data).toEqual([booked]);
    const events = await scene.org.events();
    expect(events[0].data.external_id).toBe('order/17 ü');
  });

  test('of a member in test mode is that of its own, before one of live mode', async () => {
    const { liveKey, testKey } = scene.org;
    const add = async (key: string) => {
      const body = { name: 'Sam Rivera', email: 'sam@example.com', external_id: 'user-17' };
      return (await scene.api.call('POST', '/v1/members', { key, body })).body.id;
    };
    const read = async (key: string) =>
      (await scene.api.call('GET', '/v1/members/ext:user-17', { key })).body.id;
    const live = await add(liveKey);
    expect([await read(testKey), await read(liveKey)]).toEqual([live, live]);
    const own = await add(testKey);
    expect([await read(testKey), await read(liveKey)]).toEqual([own, live]);
  });

  test('in a repeated request is the same request, whatever has the id by then', async () => {
    await eventType({ external_id: 'intro' });
    const headers = { 'idempotency-key': 'delete-intro' };
    const remove = () =>
      scene.api.call('DELETE', '/v1/event-types/ext:intro', { key: scene.org.testKey, headers });
    expect((await remove()).status).toBe(204);
    const again = await remove();
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([204, 'true']);
  });

  test.each(['ext:', 'ext:%00', `ext:${'x'.repeat(300)}`, 'EXT:intro', 'ext:intro%20'])(
    '%s is an unknown id',
    async (text) => {
      await eventType({ external_id: 'intro' });
      expect(refusalOf(await scene.org.call('GET', `/v1/event-types/${text}`)).slice(0, 2)).toEqual([
        404,
        'not_found',
      ]);
    },
  );
});
