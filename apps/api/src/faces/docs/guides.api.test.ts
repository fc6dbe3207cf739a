import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';
import { docsPaths } from './index.ts';

const root = path.resolve(import.meta.dirname, '../../../../../');
const files = globSync(['docs/*.md', 'docs/{operations,decisions}/*.md', 'RELIABILITY.md'], {
  cwd: root,
}).sort();
const nameOf = (file: string) =>
  file === 'RELIABILITY.md' ? 'reliability' : file.replace(/^docs\/(.*)\.md$/, '$1');
const pageOf = (file: string) =>
  nameOf(file) === 'README' ? '/docs/guides' : `/docs/guides/${nameOf(file)}`;
const isListed = (file: string) => !/^docs\/(README|decisions\/.*)\.md$/.test(file);

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const read = (url: string, headers: Record<string, string> = {}) =>
  api.server.inject({ method: 'GET', url, headers });
const linksOf = (text: string) =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);

const documents = new Map<string, Document>();
/** The page at an address as a browser has it; null where there is none. */
async function documentAt(address: string): Promise<Document | null> {
  const kept = documents.get(address);
  if (kept) return kept;
  const { statusCode, body } = await read(address);
  if (statusCode !== 200) return null;
  const made = new JSDOM(body, { url: `http://server${address}` }).window.document;
  documents.set(address, made);
  return made;
}
const pages = ['/docs', '/docs/errors', '/docs/reference', '/docs/guides/decisions', ...files.map(pageOf)];

describe('the twins of the guides', () => {
  test('are Markdown, each under its name', async () => {
    expect(files).toEqual(expect.arrayContaining(['docs/bookings.md', 'docs/operations/deploy.md']));
    for (const file of files) {
      const { statusCode, headers, body } = await read(`/docs/guides/${nameOf(file)}.md`);
      expect([file, statusCode]).toEqual([file, 200]);
      expect(headers['content-type']).toBe('text/markdown; charset=utf-8');
      const [heading = ''] = readFileSync(path.join(root, file), 'utf8').split('\n');
      expect(body.split('\n')[0]).toBe(heading);
    }
  });

  test('link to one another, and to nothing that is not served', async () => {
    let links = 0;
    for (const file of files) {
      const address = `/docs/guides/${nameOf(file)}.md`;
      const { body } = await read(address);
      for (const link of linksOf(body).filter((each) => !/^(https?:|#)/.test(each))) {
        const { pathname } = new URL(link, `http://server${address}`);
        expect([file, link, (await read(pathname)).statusCode]).toEqual([file, link, 200]);
        links++;
      }
    }
    expect(links).toBeGreaterThan(50);
    const { body } = await read('/docs/guides/configuration.md');
    expect(body).toContain('[rate limits](rate-limits.md)');
  });

  test.each(['none.md', 'none', '../package.json', '..%2fpackage.json', 'operations', 'decisions/none'])(
    'lead to no other file of the server: %s',
    async (name) => {
      expect((await read(`/docs/guides/${name}`)).statusCode).toBe(404);
    },
  );

  test('stand in the list of guides, all of them', () => {
    const listed = linksOf(readFileSync(path.join(root, 'docs/README.md'), 'utf8')).map((link) =>
      path.posix.join('docs', link),
    );
    expect(files.filter((file) => isListed(file) && !listed.includes(file))).toEqual([]);
  });
});

describe('every page of the documentation', () => {
  test.each(pages)('%s links to what there is, to the very heading', async (page) => {
    const shown = await documentAt(page);
    const dead: string[] = [];
    for (const link of shown?.querySelectorAll<HTMLAnchorElement>('a[href]') ?? []) {
      const { origin, pathname, hash } = new URL(link.href);
      if (origin !== 'http://server') continue;
      const other = await documentAt(pathname);
      if (!other || (hash !== '' && !other.getElementById(decodeURIComponent(hash.slice(1)))))
        dead.push(link.href);
    }
    expect(dead).toEqual([]);
    expect(shown?.querySelectorAll('a[href]').length).toBeGreaterThan(4);
  });

  test.each(pages)('%s loads what there is, and holds no script and no style of its own', async (page) => {
    const shown = await documentAt(page);
    const loaded = [...(shown?.querySelectorAll('script, link[rel]') ?? [])].map(
      (each) => each.getAttribute('src') ?? each.getAttribute('href') ?? 'inline',
    );
    expect(loaded.length).toBeGreaterThan(2);
    for (const address of loaded) {
      const { origin, pathname, search } = new URL(address, `http://server${page}`);
      expect([origin, address, (await read(pathname + search)).statusCode]).toEqual([
        'http://server',
        address,
        200,
      ]);
    }
    expect(shown?.querySelector('style, [style], [onclick], iframe, form')).toBeNull();
  });

  test.each(pages.filter((page) => page !== '/docs/reference'))('%s may do next to nothing', async (page) => {
    const { headers } = await read(page);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; base-uri 'none'");
    for (const own of [
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
      "form-action 'none'",
    ])
      expect(policy.split('; ')).toContain(own);
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('the page of a guide', () => {
  const textOf = (element: Element | null | undefined) => element?.textContent?.trim();

  test('shows where it is, what it holds, its neighbours, and its source', async () => {
    const page = await documentAt('/docs/guides/bookings');
    const here = [...(page?.querySelectorAll('[aria-current]') ?? [])].map(textOf);
    expect(here).toEqual(['Guides', 'Bookings']);
    expect(textOf(page?.querySelector('h1'))).toBe('Bookings');
    const contents = [...(page?.querySelectorAll('[data-contents] a') ?? [])].map(textOf);
    expect(contents).toContain('When the time is taken');
    const listed = [...(page?.querySelectorAll('.docnav a') ?? [])].map(textOf);
    const at = listed.indexOf('Bookings');
    expect(at).toBeGreaterThan(0);
    expect(textOf(page?.querySelector('[rel="prev"]'))).toBe(`Previous ${listed[at - 1]}`);
    expect(textOf(page?.querySelector('[rel="next"]'))).toBe(`Next ${listed[at + 1]}`);
    expect(page?.querySelector('.docfoot a')?.getAttribute('href')).toBe('../../docs/guides/bookings.md');
  });

  test('is kept by a browser, which asks whether it has changed', async () => {
    const first = await read('/docs/guides/bookings', { 'accept-encoding': 'gzip' });
    expect(first.headers['cache-control']).toBe('no-cache');
    const etag = String(first.headers.etag);
    const again = await read('/docs/guides/bookings', { 'accept-encoding': 'gzip', 'if-none-match': etag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const plain = await read('/docs/guides/bookings');
    expect(gunzipSync(first.rawPayload).toString()).toBe(plain.body);
  });

  test('of the list of guides has one address', async () => {
    const { statusCode, headers } = await read('/docs/guides/README');
    const { pathname } = new URL(String(headers.location), 'http://server/docs/guides/README');
    expect([statusCode, pathname]).toEqual([308, '/docs/guides']);
  });

  test('that is none is told to a person on a page, and to a program in JSON', async () => {
    const person = await read('/docs/guides/none', { accept: 'text/html' });
    expect([person.statusCode, person.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    const program = await read('/docs/guides/none');
    expect([program.statusCode, JSON.parse(program.body).error.code]).toEqual([404, 'not_found']);
  });
});

describe('what the pages load', () => {
  test('may be kept for good under the address that names its content', async () => {
    const style =
      (await documentAt('/docs'))?.querySelector<HTMLLinkElement>('[rel="stylesheet"]')?.href ?? '';
    const { pathname, search } = new URL(style);
    const { headers, body } = await read(pathname + search);
    expect(headers['content-type']).toBe('text/css; charset=utf-8');
    expect(headers['cache-control']).toContain('immutable');
    expect(body).toContain('--accent-text: #3a4fe0;');
    for (const [, name] of body.matchAll(/url\("([^"]+)"\)/g))
      expect((await read(`/docs/assets/${name}`)).headers['content-type']).toBe('font/woff2');
  });

  test('is the index of the search, which is asked for again each time', async () => {
    const { headers, body } = await read('/docs/assets/search.json');
    expect(headers['cache-control']).toBe('no-cache');
    expect(JSON.parse(body).documentCount).toBeGreaterThan(150);
  });
});

describe('/llms.txt', () => {
  test('lists every guide with what it answers, and each link leads somewhere', async () => {
    const { statusCode, headers, body } = await read('/llms.txt');
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(body).toMatch(/^# Astrocal\n\n> .+\n/);
    const links = linksOf(body);
    expect(links.filter((link) => link.includes('/docs/guides/'))).toHaveLength(
      files.filter(isListed).length + 1,
    );
    expect(body).toContain(
      '- [Quickstart](http://astrocal.test/docs/guides/quickstart.md): From nothing to a booking, in five calls',
    );
    for (const link of links) {
      const { origin, pathname } = new URL(link);
      expect(origin).toBe('http://astrocal.test');
      expect([link, (await read(pathname)).statusCode]).toEqual([link, 200]);
    }
  });
});

test('every path that is listed as no operation is served', async () => {
  for (const listed of docsPaths.filter((each) => !each.includes('{')))
    expect((await read(listed)).statusCode, listed).toBeLessThan(400);
});
