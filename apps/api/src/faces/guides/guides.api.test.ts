import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';

const docs = path.resolve(import.meta.dirname, '../../../../../docs');
const files = globSync(['*.md', 'operations/*.md'], { cwd: docs }).sort();

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const read = (url: string) => api.server.inject({ method: 'GET', url });
const linksOf = (text: string) =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);

describe('the guides', () => {
  test('are served as Markdown, each under its name', async () => {
    expect(files).toEqual(expect.arrayContaining(['README.md', 'bookings.md', 'operations/deploy.md']));
    for (const file of files) {
      const { statusCode, headers, body } = await read(`/docs/guides/${file}`);
      expect([file, statusCode]).toEqual([file, 200]);
      expect(headers['content-type']).toBe('text/markdown; charset=utf-8');
      const [heading = ''] = readFileSync(path.join(docs, file), 'utf8').split('\n');
      expect(body.split('\n')[0]).toBe(heading);
    }
  });

  test('link to one another, and to nothing that is not served', async () => {
    let links = 0;
    for (const file of files) {
      const { body } = await read(`/docs/guides/${file}`);
      for (const link of linksOf(body).filter((each) => !/^(https?:|#)/.test(each))) {
        const { pathname } = new URL(link, `http://server/docs/guides/${file}`);
        expect([file, link, (await read(pathname)).statusCode]).toEqual([file, link, 200]);
        links++;
      }
    }
    expect(links).toBeGreaterThan(50);
    const { body } = await read('/docs/guides/configuration.md');
    expect(body).toContain('[rate limits](rate-limits.md)');
  });

  test('lead to no other file of the server', async () => {
    for (const name of [
      'none.md',
      '../package.json',
      '..%2fpackage.json',
      'decisions/0018-a-mail-is-a-row.md',
    ])
      expect((await read(`/docs/guides/${name}`)).statusCode, name).toBe(404);
  });

  test('stand in the list of guides, all of them', () => {
    const listed = linksOf(readFileSync(path.join(docs, 'README.md'), 'utf8'));
    expect(files.filter((file) => file !== 'README.md' && !listed.includes(file))).toEqual([]);
  });
});

describe('/llms.txt', () => {
  test('lists every guide with what it answers, and each link leads somewhere', async () => {
    const { statusCode, headers, body } = await read('/llms.txt');
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(body).toMatch(/^# Astrocal\n\n> .+\n/);
    const links = linksOf(body);
    expect(links.filter((link) => link.includes('/docs/guides/'))).toHaveLength(files.length);
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
