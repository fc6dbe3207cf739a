import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPackage } from '../../../tools/build-packages/build-package.ts';

// The package as it is published, in a place where it finds React and the packages that it depends on.
const home = mkdtempSync(path.join(tmpdir(), 'astrocal-react-'));
const scope = path.join(home, 'node_modules', '@astrocal');
const built = path.join(scope, 'react');
const read = (name: string) => readFileSync(path.join(built, name), 'utf8');
const { resolve } = createRequire(import.meta.url);

beforeAll(async () => {
  mkdirSync(scope, { recursive: true });
  for (const name of ['react', 'react-dom'])
    symlinkSync(path.dirname(resolve(`${name}/package.json`)), path.join(home, 'node_modules', name));
  symlinkSync(path.resolve(import.meta.dirname, '../../sdk'), path.join(scope, 'sdk'));
  symlinkSync(path.resolve(import.meta.dirname, '../../widget'), path.join(scope, 'widget'));
  await buildPackage('react', built);
}, 120_000);
afterAll(() => rmSync(home, { recursive: true }));

it('is under 6.5 kB gzipped in a bundle, without React, the SDK and the widget', async () => {
  const build = await rolldown({
    input: path.join(built, 'index.js'),
    platform: 'browser',
    logLevel: 'silent',
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
  });
  const { output } = await build.generate({ format: 'esm', minify: true });
  const size = output.reduce(
    (sum, part) => sum + (part.type === 'chunk' ? gzipSync(part.code, { level: 9 }).length : 0),
    0,
  );
  expect(size).toBeGreaterThan(1_000);
  expect(size).toBeLessThan(6_500);
});

it('says to servers that it is of the browser, and needs React, the SDK and the widget', () => {
  for (const name of ['index.js', 'index.cjs']) expect(read(name)).toMatch(/^'use client';\n/);
  const imported = [...read('index.js').matchAll(/(?:from|import\()\s*["']([^"']+)/g)].map(
    ([, id = '']) => id,
  );
  const { dependencies, peerDependencies } = JSON.parse(read('package.json'));
  const declared = Object.keys({ ...dependencies, ...peerDependencies });
  expect(declared.sort()).toEqual(['@astrocal/sdk', '@astrocal/widget', 'react']);
  expect(new Set(imported.map((id) => id.replace('react/jsx-runtime', 'react')))).toEqual(new Set(declared));
});

it.each([
  [
    'import',
    'page.mjs',
    "import { createElement } from 'react'; import { renderToString } from 'react-dom/server';\nimport * as astrocal from '@astrocal/react';",
  ],
  [
    'require',
    'page.cjs',
    "const { createElement } = require('react'); const { renderToString } = require('react-dom/server');\nconst astrocal = require('@astrocal/react');",
  ],
])('renders on a server that takes it by %s', (_name, file, imports) => {
  writeFileSync(
    path.join(home, file),
    `${imports}
const Title = () => createElement('h1', null, astrocal.useEventType('evt_1').isLoading ? 'Loading' : 'There');
console.log(renderToString(createElement(astrocal.AstrocalProvider, null, createElement(Title))));`,
  );
  const said = execFileSync(process.execPath, [path.join(home, file)], { encoding: 'utf8' });
  expect(said).toBe('<h1>Loading</h1>\n');
});

it('has nothing that publint would change, and types that are right for every way of importing it', async () => {
  const { messages } = await publint({ pkgDir: built, strict: true });
  expect(messages).toEqual([]);
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', home], {
      cwd: built,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString(),
  );
  const tarball = readFileSync(path.join(home, packed.filename));
  const result = await checkPackage(createPackageFromTarballData(tarball));
  expect(result.types && 'problems' in result ? result.problems : 'no types').toEqual([]);
});
