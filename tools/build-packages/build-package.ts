import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type UserConfig } from 'tsdown';
import { licensesText } from './bundled-licenses.ts';
import {
  assetNamesOf,
  type Entry,
  entriesOf,
  type Manifest,
  publishedManifest,
} from './published-manifest.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The packages that are published, in the order in which they need each other. */
export const publishedPackages = ['sdk', 'widget', 'react', 'mcp-server'] as const;
export type PublishedPackage = (typeof publishedPackages)[number];

/** What stands at the head of a package's modules. */
const banners: Readonly<Partial<Record<PublishedPackage, string>>> = {
  // Hooks and state: frameworks with server components then run it in the browser too.
  react: "'use client';",
};

/**
 * Builds a package into `outDir` (its `dist` unless told), complete as it is published: modules for `import` and
 * `require`, their types and source maps, README, licences and package.json. What its package.json lists as
 * dependencies stays outside; everything else that it imports comes in.
 */
export async function buildPackage(name: PublishedPackage, outDir = distOf(name)): Promise<void> {
  const home = path.join(root, 'packages', name);
  const manifest: Manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  const bundledIn = await buildModules(manifest, commonConfig(home, outDir, banners[name]));
  dropDanglingMaps(outDir);
  copyFileSync(path.join(home, 'README.md'), path.join(outDir, 'README.md'));
  copyFileSync(path.join(root, 'LICENSE'), path.join(outDir, 'LICENSE'));
  for (const asset of assetNamesOf(manifest)) {
    cpSync(path.join(home, asset), path.join(outDir, asset), { recursive: true });
  }
  if (bundledIn.length > 0) {
    const text = licensesText(bundledIn, path.join(root, 'node_modules'));
    writeFileSync(path.join(outDir, 'THIRD-PARTY-LICENSES'), text);
  }
  const published = publishedManifest(manifest, readdirSync(outDir));
  writeFileSync(path.join(outDir, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
}

/** Builds what is imported, and then the commands. Returns the names of foreign packages that came in. */
async function buildModules(manifest: Manifest, common: UserConfig): Promise<string[]> {
  const entries = entriesOf(manifest);
  const bundles = await build({
    ...common,
    entry: sourcesOf(entries.filter(({ subpath }) => subpath !== null)),
    format: ['esm', 'cjs'],
    // Eager, so that the types of our private packages, which come in too, are found.
    dts: { eager: true, sourcemap: false },
    outExtensions: ({ format }) =>
      format === 'cjs' ? { js: '.cjs', dts: '.d.cts' } : { js: '.js', dts: '.d.ts' },
  });
  const commands = entries.filter(({ subpath }) => subpath === null);
  if (commands.length > 0) {
    const entry = sourcesOf(commands);
    const command = { entry, format: 'esm' as const, dts: false, outExtensions: () => ({ js: '.js' }) };
    bundles.push(...(await build({ ...common, ...command, clean: false })));
  }
  return [...new Set(bundles.flatMap(({ inlinedDeps }) => [...inlinedDeps.keys()]))];
}

/** The bundler names a source map in declarations too, for which it writes none. */
function dropDanglingMaps(outDir: string): void {
  for (const name of readdirSync(outDir).filter((each) => /\.d\.c?ts$/.test(each))) {
    const file = path.join(outDir, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, ''));
  }
}

function commonConfig(home: string, outDir: string, banner: string | undefined): UserConfig {
  const ownTsconfig = path.join(home, 'tsconfig.json');
  return {
    cwd: home,
    outDir,
    tsconfig: existsSync(ownTsconfig) ? ownTsconfig : path.join(root, 'tsconfig.json'),
    platform: 'neutral',
    target: 'es2022',
    sourcemap: true,
    hash: false,
    report: false,
    logLevel: 'warn',
    checks: { bundlerTimings: false, legacyCjs: false },
    deps: { onlyBundle: false, neverBundle: [/^node:/] },
    ...(banner && { banner: { js: banner } }),
  };
}

const distOf = (name: PublishedPackage) => path.join(root, 'packages', name, 'dist');

const sourcesOf = (entries: readonly Entry[]) =>
  Object.fromEntries(entries.map(({ name, source }) => [name, source]));
