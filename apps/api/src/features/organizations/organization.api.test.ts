import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { forgetOnce } from '../../bootstrap/forgetting.ts';
import { changeOrganization } from './change-organization.ts';
import { freeFormerSlugs } from './free-slugs.ts';

const scene = useOrganization();
let made = 0;
const freshSlug = () => `northwind-${++made}`;
const read = async (key = scene.org.liveKey) =>
  (await scene.api.call('GET', '/v1/organization', { key })).body;
const change = (body: object, key = scene.org.liveKey) =>
  scene.api.call('PATCH', '/v1/organization', { key, body });

test('is read by both keys, as it was made', async () => {
  const organization = await read();
  expect(organization).toEqual({
    id: scene.org.organizationId,
    name: expect.any(String),
    slug: organization.name,
    timezone: 'UTC',
    logo_url: null,
    brand_color: null,
    sender_name: null,
    reply_to: null,
    created_at: '2026-06-01T08:00:00Z',
    updated_at: '2026-06-01T08:00:00Z',
  });
  expect(await read(scene.org.testKey)).toEqual(organization);
});

describe('a change', () => {
  test('is of what it names', async () => {
    const pixel = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('....IHDR')]);
    const answer = { status: 200, headers: {}, body: { bytes: pixel, truncated: false }, durationMs: 1 };
    vi.spyOn(scene.api.deps.outbound, 'fetchFile').mockResolvedValue(answer);
    const before = await read();
    scene.api.clock.moveBy(60_000);
    const { status, body } = await change({
      name: ' Northwind ',
      timezone: 'europe/berlin',
      logo_url: 'https://northwind.example/logo.png',
      brand_color: '#AABBCC',
      sender_name: 'Northwind Sales',
      reply_to: 'hello@northwind.test',
    });
    expect([status, body]).toEqual([
      200,
      {
        ...before,
        name: 'Northwind',
        timezone: 'Europe/Berlin',
        logo_url: 'https://northwind.example/logo.png',
        brand_color: '#aabbcc',
        sender_name: 'Northwind Sales',
        reply_to: 'hello@northwind.test',
        updated_at: '2026-06-01T08:01:00Z',
      },
    ]);
    expect((await change({ sender_name: '', logo_url: null })).body).toMatchObject({
      name: 'Northwind',
      sender_name: null,
      logo_url: null,
    });
    const member = { name: 'Sam Rivera', email: 'sam@example.com' };
    const added = await scene.api.call('POST', '/v1/members', { key: scene.org.liveKey, body: member });
    expect(added.body.timezone).toBe('Europe/Berlin');
  });

  test('is not for test keys', async () => {
    expect(refusalOf(await change({ name: 'Northwind' }, scene.org.testKey))).toEqual([403, 'forbidden']);
  });

  test.each([
    ['an invisible name', { name: '\u200b' }],
    ['a slug with capitals', { slug: 'Northwind' }],
    ['an unknown zone', { timezone: 'Europe/Nowhere' }],
    ['a logo by http', { logo_url: 'http://northwind.example/logo.png' }],
    ['a logo with a password', { logo_url: 'https://me:secret@northwind.example/logo.png' }],
    ['a logo that is no address', { logo_url: 'https://' }],
    ['a colour by name', { brand_color: 'teal' }],
    ['two addresses for answers', { reply_to: 'a@example.com, b@example.com' }],
    ['a field that does not exist', { plan: 'scale' }],
  ])('to %s is refused', async (_, body) => {
    expect(refusalOf(await change(body)).slice(0, 2)).toEqual([400, 'validation_error']);
  });
});

describe('a slug that was given up', () => {
  const page = (path: string) => scene.api.server.inject({ url: path, headers: { accept: 'text/html' } });
  const live = (body: object) => scene.api.call('POST', '/v1/event-types', { key: scene.org.liveKey, body });

  const age = (days: number) =>
    sql`update former_slugs set created_at = now() - ${days} * interval '1 day' where organization_id = ${scene.org.organizationId}`.execute(
      scene.api.deps.database.db,
    );
  /** How many statements wait for another transaction. */
  async function countWaiting(): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(scene.api.deps.database.db);
    return rows[0]?.count ?? 0;
  }

  test('leads to the new one, with all that was asked, and is nobody else’s', async () => {
    const { slug: former } = await read();
    const slug = freshSlug();
    const { id } = (await live({ title: 'Intro', slug: 'intro', duration_minutes: 30 })).body;
    expect((await change({ slug })).body.slug).toBe(slug);
    for (const [asked, led] of [
      [`/book/${former}/intro?date=2026-06-02&embed=1`, `../../book/${slug}/intro?date=2026-06-02&embed=1`],
      [`/book/${former}/intro.md`, `../../book/${slug}/intro.md`],
      [`/book/${former}/${id}`, `../../book/${slug}/intro`],
    ]) {
      const { statusCode, headers } = await page(asked ?? '');
      expect([statusCode, headers.location], asked).toEqual([302, led]);
    }
    expect((await page(`/book/${slug}/intro`)).statusCode).toBe(200);
    const other = { key: scene.api.other.liveKey, body: { slug: former } };
    expect(refusalOf(await scene.api.call('PATCH', '/v1/organization', other))).toEqual([409, 'conflict']);
    const current = { key: scene.api.other.liveKey, body: { slug } };
    expect(refusalOf(await scene.api.call('PATCH', '/v1/organization', current))).toEqual([409, 'conflict']);
  });

  test('can be had back', async () => {
    const { slug: former } = await read();
    const slug = freshSlug();
    await live({ title: 'Intro', slug: 'intro', duration_minutes: 30 });
    await change({ slug });
    await change({ slug: former });
    expect((await page(`/book/${former}/intro`)).statusCode).toBe(200);
    expect((await page(`/book/${slug}/intro`)).headers.location).toBe(`../../book/${former}/intro`);
  });

  test('is free after 90 days by the clock of the database, and not before', async () => {
    const { slug: former } = await read();
    await change({ slug: freshSlug() });
    const take = () =>
      scene.api.call('PATCH', '/v1/organization', { key: scene.api.other.liveKey, body: { slug: former } });
    await age(89);
    await forgetOnce(scene.api.deps);
    expect((await take()).status).toBe(409);
    await age(91);
    await forgetOnce(scene.api.deps);
    expect((await take()).body.slug).toBe(former);
  });

  test('that the organization takes again while it is being freed stays its own', async () => {
    const { deps } = scene.api;
    const { slug: former } = await read();
    await change({ slug: freshSlug() });
    await age(91);
    const [taken, waited] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const taking = deps.database.inTransaction(async (tx) => {
      await changeOrganization(deps, tx, scene.org.organizationId, { slug: former });
      taken.resolve();
      await waited.promise;
    });
    await taken.promise;
    const freeing = freeFormerSlugs(deps);
    await expect.poll(() => countWaiting()).toBeGreaterThan(0);
    waited.resolve();
    await Promise.all([taking, freeing]);
    expect((await read()).slug).toBe(former);
    const other = { key: scene.api.other.liveKey, body: { slug: former } };
    expect(refusalOf(await scene.api.call('PATCH', '/v1/organization', other))).toEqual([409, 'conflict']);
  });

  test('of two who want one at the same time one gets it', async () => {
    const slug = freshSlug();
    const taken = await Promise.all(
      [scene.org.liveKey, scene.api.other.liveKey].map((key) => change({ slug }, key)),
    );
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
