import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';
import { parts } from './parts.ts';
import { readIds, updatePage } from './table.ts';

const root = new URL('../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');
const page = read('RELIABILITY.md');
const scripts = JSON.parse(read('package.json')).scripts as Record<string, string>;

test('every promise is a row, every row is a promise, word by word', () => {
  expect(readIds(page)).toEqual(parts.map(({ id }) => id));
  expect(updatePage(page, parts, new Map())).toBe(page);
});

test('how it is proved is told of each promise that has a proof, and of no other', () => {
  const told = [...page.matchAll(/^\*\*(P\d+)\.\*\* /gm)].map(([, id]) => id);
  expect(told).toEqual(parts.filter(({ steps }) => steps.length > 0).map(({ id }) => id));
});

test('each command on the page exists', () => {
  const commands = [...page.matchAll(/`npm (?:run )?(\w+)(?: -- ([^`]*))?`/g)];
  expect(commands.length).toBeGreaterThan(parts.length);
  for (const [text, script = '', args = ''] of commands) {
    expect(Object.keys(scripts), text).toContain(script);
    if (script === 'prove') readArguments(args.split(' ').filter((each) => each !== ''));
  }
});

const complete = parts.filter(({ awaits }) => awaits === undefined);

test.each(complete.flatMap(({ id, steps }) => steps.flatMap(({ paths }) => paths.map((each) => [id, each]))))(
  '%s: %s exists',
  (_id, each) => {
    expect(existsSync(fileURLToPath(new URL(each as string, root)))).toBe(true);
  },
);

test('each size is read by some test: a name that nobody reads would leave a full proof small', () => {
  const sources = globSync('{apps,packages}/*/{src,test}/**/*.ts', { cwd: fileURLToPath(root) });
  const known = new Set(sources.flatMap((each) => read(each).match(/(?<=')ASTROCAL_PROOF_\w+(?=')/g) ?? []));
  for (const { paths, sizes = {} } of complete.flatMap(({ steps }) => steps)) {
    for (const [name, [full, quick]] of Object.entries(sizes)) {
      expect(full, `${paths} ${name}`).toBeGreaterThan(quick);
      expect(known).toContain(name);
    }
  }
});
