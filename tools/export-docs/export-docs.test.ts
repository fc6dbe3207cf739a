import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSite } from './write-site.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'astrocal-site-'));
  await writeSite(folder, { apiUrl: 'https://book.example.com', version: '0.1.0' });
});
afterAll(() => rmSync(folder, { recursive: true }));

const files = () =>
  new Set(globSync('**/*.*', { cwd: folder }).map((file) => file.split(path.sep).join('/')));
const documents = new Map<string, Document>();
/** A page as a browser has it from a server that only has files. */
function documentOf(file: string): Document {
  const known = documents.get(file);
  if (known) return known;
  const text = readFileSync(path.join(folder, file), 'utf8');
  const made = new JSDOM(text, { url: `http://files/below/${file}` }).window.document;
  documents.set(file, made);
  return made;
}

/** The file that an address leads to; null where it leads elsewhere. */
function fileAt(address: string, page: string): { file: string; hash: string } | null {
  const { host, pathname, hash } = new URL(address, `http://files/below/${page}`);
  return host === 'files' ? { file: pathname.replace(/^\/below\//, ''), hash: hash.slice(1) } : null;
}

test('every link and everything that is loaded is a file of the folder, wherever that is served', () => {
  const there = files();
  const pages = [...there].filter((file) => file.endsWith('.html'));
  expect(pages).toEqual(
    expect.arrayContaining(['index.html', 'guides.html', 'guides/operations/deploy.html']),
  );
  const dead: string[] = [];
  let followed = 0;
  for (const page of pages)
    for (const element of documentOf(page).querySelectorAll('[href], [src], [data-index]'))
      for (const name of ['href', 'src', 'data-index']) {
        const address = element.getAttribute(name);
        const target = address === null ? null : fileAt(address, page);
        if (!target) continue;
        followed++;
        const isThere =
          there.has(target.file) &&
          (target.hash === '' ||
            documentOf(target.file).getElementById(decodeURIComponent(target.hash)) !== null);
        if (!isThere) dead.push(`${page}: ${address}`);
      }
  expect(dead).toEqual([]);
  expect(followed).toBeGreaterThan(1_000);
});

test('what scripts and style sheets load is there', () => {
  const there = files();
  for (const [name, loads] of [
    ['assets/docs.css', /url\("([^"]+)"\)/g],
    ['assets/search.js', /import\('\.\/([^']+)'\)/g],
  ] as const) {
    const found = [...readFileSync(path.join(folder, name), 'utf8').matchAll(loads)];
    expect(found.length).toBeGreaterThan(0);
    for (const [, file] of found) expect(there).toContain(`assets/${file}`);
  }
});

test('what the search finds is there', () => {
  const { documentIds } = JSON.parse(readFileSync(path.join(folder, 'assets/search.json'), 'utf8'));
  const addresses = Object.values<string>(documentIds);
  expect(addresses.length).toBeGreaterThan(150);
  for (const address of addresses) expect(files()).toContain(address.split('#')[0]);
});

test('the reference draws the document of the API that was named', () => {
  const place = documentOf('reference.html').getElementById('reference');
  const { url } = JSON.parse(place?.dataset.settings ?? '{}');
  const document = JSON.parse(
    readFileSync(path.join(folder, fileAt(url, 'reference.html')?.file ?? ''), 'utf8'),
  );
  expect(document.servers[0].url).toBe('https://book.example.com');
});
