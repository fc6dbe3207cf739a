import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';
import { languages } from '../src/i18n/messages.ts';
import { importMessages } from '../src/i18n/modules.ts';

const root = new URL('../', import.meta.url);
const bundle = fileURLToPath(new URL('bundle', root));

/**
 * Writes the bundle for script tags into a directory: `astrocal.js` with its map, for browsers of the last three
 * years, and a file for each language but English. The same source gives the same bytes.
 */
export async function buildBundle(directory: string): Promise<void> {
  const { version, license } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  await build({
    config: false,
    cwd: fileURLToPath(root),
    entry: { astrocal: 'src/script-tag.ts' },
    outDir: directory,
    clean: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: true,
    dts: false,
    logLevel: 'warn',
    deps: { alwaysBundle: [/.*/], onlyBundle: false },
    plugins: [shrinkStyles],
    outputOptions: {
      entryFileNames: 'astrocal.js',
      // Relative to where the bundle is kept, wherever it is written.
      sourcemapPathTransform: (source, map) =>
        path
          .relative(bundle, path.resolve(path.dirname(map), source))
          .split(path.sep)
          .join('/'),
      banner: `/*! Astrocal widget ${version} | ${license} | with Preact (MIT) */`,
    },
  });
  for (const language of languages) {
    if (language === 'en') continue;
    const messages = JSON.stringify(await importMessages(language));
    writeFileSync(path.join(directory, `astrocal.${language}.json`), `${messages}\n`);
  }
}

/** Style sheets are text to a minifier: what only people need in them is taken out here. */
const shrinkStyles = {
  name: 'shrink-styles',
  transform(code: string, id: string) {
    if (!/[/\\]styles[/\\]\w+\.ts$/.test(id)) return null;
    return { code: code.replaceAll(/`[^`]*`/g, shrink), map: null };
  },
};

const shrink = (css: string) =>
  css
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(/: /g, ':')
    .replaceAll(';}', '}');

if (import.meta.main) await buildBundle(bundle);
