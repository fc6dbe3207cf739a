import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { rolldown } from 'rolldown';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packed } from '../../../tools/build-packages/packed.ts';
import { useListeningApi } from './listening-api.ts';

// The package as npm delivers it: built, packed and installed once, then used in every way in which it is meant to be.
const scene = useListeningApi();
const home = mkdtempSync(path.join(tmpdir(), 'astrocal-sdk-'));
const at = (...names: string[]) => path.join(home, ...names);
const installed = (name: string) => at('node_modules', '@astrocal', 'sdk', name);
let tarball = '';

beforeAll(async () => {
  ({ tarball } = await packed('sdk', home));
  cpSync(path.join(import.meta.dirname, 'fixtures'), home, { recursive: true });
  writeFileSync(at('package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  const quiet = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', ['install', ...quiet, tarball], { cwd: home, stdio: 'ignore' });
}, 180_000);
afterAll(() => rmSync(home, { recursive: true }));

/** Where a story plays: an organization of its own, with its test key. */
const place = () => ({ url: scene.url, key: scene.org.testKey, eventType: scene.org.testEventTypeId });
const goodEnd = {
  booked: 'confirmed',
  refused: 'booked',
  listed: ['Alex Johnson'],
  verified: 'booking.created',
};

/** Runs a file with Node, and gives what it prints. */
async function run(file: string): Promise<unknown> {
  const args = [path.resolve(home, file), JSON.stringify(place())];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: home });
  return JSON.parse(stdout);
}

async function bundle(file: string, format: 'esm' | 'iife'): Promise<string> {
  const build = await rolldown({ input: at(file), platform: 'browser', logLevel: 'warn' });
  const { output } = await build.generate({ format, minify: true });
  expect(output).toHaveLength(1);
  return output[0].code;
}

const gzipped = (text: string | Uint8Array) => gzipSync(text, { level: 9 }).length;

describe('a consumer', () => {
  it('imports it', async () => {
    expect(await run('esm.mjs')).toEqual(goodEnd);
  });

  it('requires it', async () => {
    expect(await run('cjs.cjs')).toEqual(goodEnd);
  });

  it('bundles it', async () => {
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'astrocal-bundle-')); // where nothing is installed
    try {
      writeFileSync(path.join(elsewhere, 'bundled.mjs'), await bundle('esm.mjs', 'esm'));
      expect(await run(path.join(elsewhere, 'bundled.mjs'))).toEqual(goodEnd);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('runs it at the edge, where nothing of Node is', async () => {
    const { AbortController, AbortSignal, TextDecoder, TextEncoder, URL, URLSearchParams } = globalThis;
    const { atob, btoa, clearTimeout, crypto, fetch, setTimeout } = globalThis;
    const classes = { AbortController, AbortSignal, TextDecoder, TextEncoder, URL, URLSearchParams };
    const context = vm.createContext({ ...classes, atob, btoa, clearTimeout, crypto, fetch, setTimeout });
    vm.runInContext(await bundle('worker.mjs', 'iife'), context);
    const { answer } = context as { answer(env: object): Promise<unknown> };
    // Objects of another realm have other prototypes.
    expect(JSON.parse(JSON.stringify(await answer(place())))).toEqual(goodEnd);
  });
});

describe('TypeScript', () => {
  const common: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
  };
  const { Bundler, Node16 } = ts.ModuleResolutionKind;
  const nodeOnly: ts.CompilerOptions = {
    moduleResolution: Node16,
    module: ts.ModuleKind.Node16,
    lib: ['lib.es2022.d.ts'],
    types: ['node'],
    typeRoots: [path.resolve(import.meta.dirname, '../../../node_modules/@types')],
    skipLibCheck: true, // those of Node.js want a newer standard
  };

  it.each([
    ['node16, import', 'consumer.ts', { moduleResolution: Node16, module: ts.ModuleKind.Node16 }],
    ['node16, require', 'consumer.cts', { moduleResolution: Node16, module: ts.ModuleKind.Node16 }],
    ['bundler', 'consumer.ts', { moduleResolution: Bundler, module: ts.ModuleKind.ESNext }],
    ['Node.js without the types of browsers', 'consumer.ts', nodeOnly],
  ])('finds what it promises: %s', (_name, file, options) => {
    const program = ts.createProgram([at(file)], { ...common, ...options });
    const used = program.getSourceFiles().map(({ fileName }) => path.basename(fileName));
    expect(used).toContain(file.endsWith('.cts') ? 'index.d.cts' : 'index.d.ts');
    const found = ts.getPreEmitDiagnostics(program);
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  });
});

describe('the package', () => {
  it('has nothing that publint would change', async () => {
    const { messages } = await publint({ pkgDir: at('built'), strict: true });
    expect(messages).toEqual([]);
  });

  it('has types that are right for every way of importing it', async () => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    expect(result.types && 'problems' in result ? result.problems : 'no types').toEqual([]);
  });

  it('depends on nothing, and says whose code came in', () => {
    const manifest = JSON.parse(readFileSync(installed('package.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(readFileSync(installed('THIRD-PARTY-LICENSES'), 'utf8')).toContain('@noble/hashes');
    expect(readdirSync(at('node_modules'))).toEqual(['.package-lock.json', '@astrocal']);
  });

  it('brings its sources to the debugger', () => {
    for (const name of ['index.js', 'index.cjs', 'webhooks.js', 'webhooks.cjs']) {
      expect(readFileSync(installed(name), 'utf8')).toContain(`//# sourceMappingURL=${name}.map`);
      const map = JSON.parse(readFileSync(installed(`${name}.map`), 'utf8'));
      expect(map.sourcesContent.join('')).toContain(
        name.startsWith('index') ? 'findRetryDelay' : 'verifyHex',
      );
    }
  });

  it('is under 8 kB gzipped as it is, and about the 4.6 that docs/sdk.md tells of in a bundle', async () => {
    expect(gzipped(readFileSync(installed('index.js')))).toBeLessThan(8_000);
    expect(gzipped(await bundle('client-only.mjs', 'esm'))).toBeLessThan(4_700);
  });

  it('leaves out of a bundle what is not used', async () => {
    expect(gzipped(await bundle('guard-only.mjs', 'esm'))).toBeLessThan(500);
  });
});
