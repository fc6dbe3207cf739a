import { describe, expect, it } from 'vitest';
import { Astrocal } from '../src/index.ts';
import { type Behaviour, faultyServer, json, refuse } from './faulty-server.ts';

const items = (...ids: string[]) => ids.map((id) => ({ id }));
const pages = [
  json(200, { data: items('bkg_5', 'bkg_4'), has_more: true }),
  json(200, { data: items('bkg_3', 'bkg_2'), has_more: true }),
  json(200, { data: items('bkg_1'), has_more: false }),
];

async function scene(...behaviours: Behaviour[]) {
  const server = await faultyServer(...behaviours);
  return { server, astrocal: new Astrocal({ baseUrl: server.url, apiKey: 'ac_test_key', maxRetries: 0 }) };
}

async function idsOf(list: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of list) ids.push(id);
  return ids;
}

describe('a list', () => {
  it('is one page when it is awaited', async () => {
    const { server, astrocal } = await scene(...pages);
    const page = await astrocal.bookings.list({ limit: 2, metadata: { source: 'ads & co' } });
    expect(page).toEqual({ data: items('bkg_5', 'bkg_4'), has_more: true });
    expect(server.received.map(({ url }) => url)).toEqual([
      '/v1/bookings?limit=2&metadata%5Bsource%5D=ads+%26+co',
    ]);
  });

  it('is every item of all pages in for await, asked for with the same filters', async () => {
    const { server, astrocal } = await scene(...pages);
    const list = astrocal.bookings.list({ status: 'confirmed', limit: 2 });
    expect(await idsOf(list)).toEqual(['bkg_5', 'bkg_4', 'bkg_3', 'bkg_2', 'bkg_1']);
    const filters = '/v1/bookings?status=confirmed&limit=2';
    expect(server.received.map(({ url }) => url)).toEqual([
      filters,
      `${filters}&starting_after=bkg_4`,
      `${filters}&starting_after=bkg_2`,
    ]);
  });

  it('goes on from where the caller began', async () => {
    const { server, astrocal } = await scene(...pages.slice(1));
    await idsOf(astrocal.bookings.list({ starting_after: 'bkg_4' }));
    expect(server.received.map(({ url }) => url)).toEqual([
      '/v1/bookings?starting_after=bkg_4',
      '/v1/bookings?starting_after=bkg_2',
    ]);
  });

  it('asks for a page only when it is needed', async () => {
    const { server, astrocal } = await scene(...pages);
    const list = astrocal.bookings.list();
    expect(server.received).toHaveLength(0);
    for await (const { id } of list) if (id === 'bkg_4') break;
    expect(server.received).toHaveLength(1);
  });

  it('asks once for the page that is awaited and gone over', async () => {
    const { server, astrocal } = await scene(...pages.slice(2));
    const list = astrocal.bookings.list();
    await list;
    expect(await idsOf(list)).toEqual(['bkg_1']);
    expect(server.received).toHaveLength(1);
  });

  it('ends at an empty page, whatever that says', async () => {
    const { astrocal } = await scene(json(200, { data: [], has_more: true }));
    expect(await idsOf(astrocal.bookings.list())).toEqual([]);
  });

  it('tells an error where it is awaited, and in the midst of for await', async () => {
    const { astrocal } = await scene(pages[0] ?? json(500, {}), refuse(403, 'forbidden'));
    const list = astrocal.bookings.list();
    const seen: string[] = [];
    const all = async () => {
      for await (const { id } of list) seen.push(id);
    };
    await expect(all()).rejects.toMatchObject({ code: 'forbidden' });
    expect(seen).toEqual(['bkg_5', 'bkg_4']);
    await expect(astrocal.bookings.list()).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is a promise in every other way', async () => {
    const { astrocal } = await scene(refuse(403, 'forbidden'));
    let ended = 0;
    const list = astrocal.bookings.list();
    await list.catch(() => ended++);
    await list.finally(() => ended++).catch(() => ended++);
    expect(ended).toBe(3);
    expect(await Promise.allSettled([list])).toMatchObject([{ status: 'rejected' }]);
  });
});
