import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { errorCatalogue, keyPermissions, messageEvents, slotReasons } from '@astrocal/contract';
import { expect, test } from 'vitest';

/** What the guides list is what the code knows, no more and no less. */
const root = path.resolve(import.meta.dirname, '../../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The cells of every table row of a Markdown text, code marks taken off. */
const rows = (markdown: string) =>
  [...markdown.matchAll(/^\| (.+) \|$/gm)].map(([, row = '']) => row.split(' | ').map((cell) => cell.trim()));
const bare = (cell = '') => cell.replaceAll('`', '');

test('docs/errors.md lists the catalogue of errors as it is', () => {
  const listed = rows(read('docs/errors.md')).filter(([status = '']) => /^\d+$/.test(status));
  expect(
    listed.map(([status, code, repeat, meaning]) => [bare(code), Number(status), repeat, meaning]),
  ).toEqual(
    Object.entries(errorCatalogue).map(([code, { status, retryable, meaning }]) => [
      code,
      status,
      retryable ? 'yes' : 'no',
      meaning,
    ]),
  );
});

test('docs/availability.md lists the reasons of a refusal in the order in which they are judged', () => {
  const text = read('docs/availability.md');
  const listed = rows(text.slice(text.indexOf('| reason |'))).map(([reason]) => bare(reason));
  expect(listed.slice(1)).toEqual(slotReasons);
});

test('docs/authentication.md lists what a key can be given', () => {
  const text = read('docs/authentication.md');
  const listed = rows(text.slice(text.indexOf('| permission |'))).map(([permission]) => bare(permission));
  expect(listed.slice(1)).toEqual(keyPermissions);
});

test('docs/paging.md names every event', () => {
  const named = [...read('docs/paging.md').matchAll(/`((?:booking|waitlist|member)\.\w+)`/g)].map(
    ([, event]) => event,
  );
  expect(new Set(named)).toEqual(new Set(messageEvents));
});

test('docs/configuration.md lists every variable that the server reads', () => {
  const source = read('apps/api/src/config.ts');
  const known = new Set(
    [...source.matchAll(/'((?:ASTROCAL_|DATABASE_)[A-Z_]+|PORT|HOST)'/g)].map(([, name]) => name),
  );
  const variables = rows(read('docs/configuration.md'))
    .map(([name]) => bare(name))
    .filter((name) => /^[A-Z_]+$/.test(name));
  expect(new Set(variables)).toEqual(new Set([...known, 'NODE_ENV']));
});

test('every npm script that a page names exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const pages = globSync(['*.md', 'docs/{*,operations/*}.md', 'examples/*.md'], { cwd: root });
  const named = pages.flatMap((page) => [
    ...read(page).matchAll(/npm (?:run )?(start|test|(?<=run )[\w-]+(?::[\w-]+)*)/g),
  ]);
  expect(named.length).toBeGreaterThan(5);
  expect(named.map(([, script = '']) => script).filter((script) => !(script in scripts))).toEqual([]);
});
