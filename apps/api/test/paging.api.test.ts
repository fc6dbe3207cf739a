import { operationList } from '@astrocal/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IdPlace, idPlacesOf } from './contract/example-request.ts';
import { createWorld, type World } from './contract/world.ts';
import { createTestApi, type TestApi } from './harness/api.ts';

/** Every list of the contract: its address and the noun of its items. */
const lists = operationList.flatMap((op) => {
  const cursor = idPlacesOf(op).find(({ role }) => role === 'cursor');
  return cursor ? [[op.path, cursor] as [string, IdPlace]] : [];
});

test('there are lists', () => {
  expect(lists.map(([path]) => path)).toEqual(expect.arrayContaining(['/v1/bookings', '/v1/events']));
});

describe.each(['postgres', 'embedded'] as const)('paging (%s)', (kind) => {
  let api: TestApi;
  let world: World;
  beforeAll(async () => {
    api = await createTestApi(kind);
    world = createWorld(api);
  });
  afterAll(() => api.close());

  describe.each(lists)('%s', (path, { noun }) => {
    const isOldestFirst = path === '/v1/events';
    const make = () => world.make(noun, world.holders.test);
    // A list may be of one thing, such as an endpoint's deliveries.
    let address = path;
    beforeAll(async () => {
      const { beside } = path.includes('{') ? await make() : {};
      address = path.replace('{id}', beside?.id ?? '');
    });
    const read = (query: Record<string, string>) =>
      api.call('GET', `${address}?${new URLSearchParams(query)}`, { key: api.own.testKey });

    async function readAll(limit: number, betweenPages: () => Promise<unknown> = async () => {}) {
      const ids: string[] = [];
      for (;;) {
        const last = ids.at(-1);
        const { body } = await read({
          limit: String(limit),
          ...(last !== undefined && { starting_after: last }),
        });
        const page = body.data.map(({ id }: { id: string }) => id);
        expect(page.length).toBeLessThanOrEqual(limit);
        ids.push(...page);
        expect(new Set(ids).size, 'an item is repeated').toBe(ids.length);
        if (!body.has_more) return ids;
        expect(page).toHaveLength(limit);
        await betweenPages();
      }
    }

    test('pages of every size make the whole, in one order', async () => {
      for (let i = 0; i < 5; i++) await make();
      const whole = await readAll(100);
      expect(whole.length).toBeGreaterThan(4);
      for (const limit of [1, 2, 3]) expect(await readAll(limit)).toEqual(whole);
      const sorted = [...whole].sort();
      expect(whole).toEqual(isOldestFirst ? sorted : sorted.reverse());
    });

    test('nothing is skipped or repeated while others insert', async () => {
      const before = await readAll(100);
      let inserted = 0;
      const during = await readAll(2, async () => {
        if (inserted++ < 3) await make(); // a log that grows with every page has no last one
      });
      expect(during.filter((id) => before.includes(id))).toEqual(before);
      // Newest first, what is new stands before the first page; a log goes on to it.
      expect(during.length > before.length).toBe(isOldestFirst);
    });

    test('limit is 20 unless told, and from 1 to 100', async () => {
      for (let i = (await readAll(100)).length; i < 21; i++) await make();
      expect((await read({})).body.data).toHaveLength(20);
      for (const limit of ['0', '101', '-1', '1.5', 'x'])
        expect((await read({ limit })).body.error.details.issues[0].path).toBe('query.limit');
      for (const limit of ['1', '100']) expect((await read({ limit })).status).toBe(200);
    });

    test('the last page says so, also when it is full', async () => {
      const whole = await readAll(100);
      const starting_after = whole.at(-2) ?? '';
      expect((await read({ starting_after, limit: '1' })).body).toMatchObject({ has_more: false });
      expect((await read({ starting_after: whole.at(-1) ?? '' })).body).toEqual({
        data: [],
        has_more: false,
      });
    });

    test('a cursor of another noun or of no form is 400', async () => {
      const [id = ''] = await readAll(1);
      for (const starting_after of [
        '',
        'x',
        id.slice(0, -1),
        `${id}0`,
        id.toUpperCase(),
        `org_${id.slice(4)}`,
      ]) {
        const { status, body } = await read({ starting_after });
        expect([status, body.error?.details?.issues[0].path], starting_after).toEqual([
          400,
          'query.starting_after',
        ]);
      }
    });

    test('the id of a deleted item still pages on', async () => {
      const older = await make();
      const deleted = await world.makeDeleted(noun, world.holders.test);
      if (!deleted) return; // nothing deletes these
      const newer = await make();
      const ids = (await readAll(100)).filter((id) => [older.id, deleted.id, newer.id].includes(id));
      expect(ids).not.toContain(deleted.id);
      const { data } = (await read({ starting_after: deleted.id, limit: '1' })).body;
      if (!isOldestFirst) expect(data[0].id).toBe(older.id);
    });
  });

  test('the cursor of a message that was cleared away goes on behind its time', async () => {
    const eventsOf = async (query: string) =>
      (await api.call('GET', `/v1/events?limit=100&${query}`, { key: api.own.testKey })).body.data;
    // Ids ascend within a process, so the clock of the second database starts where that of the first ended.
    const day = kind === 'postgres' ? '2026-06-02' : '2026-06-03';
    api.clock.moveTo(`${day}T08:00:00Z`);
    const cleared = await world.makeDeleted('message', world.holders.test);
    api.clock.moveBy(60_000);
    await world.make('booking', world.holders.test);
    const events: { event: string; created_at: string }[] = await eventsOf(`starting_after=${cleared?.id}`);
    expect(events.map(({ event, created_at }) => [event, created_at])).toEqual([
      ['booking.created', `${day}T08:01:00Z`],
      ['booking.confirmed', `${day}T08:01:00Z`],
    ]);
  });
});
