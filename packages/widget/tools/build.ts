import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';
import { languages } from '../src/i18n/messages.ts';
import { importMessages } from '../src/i18n/modules.ts';

const root = new URL('../', import.meta.url);

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
      banner: `/*! Astrocal widget ${version} | ${license} | with Preact (MIT) */`,
    },
  });
  for (const language of languages) {
    if (language === 'en') continue;
    const messages = JSON.stringify(await importMessages(language));
    writeFileSync(path.join(directory, `astrocal.${language}.json`), `${messages}\n`);
  }
}

/** Style sheets are text to a minifier: their line breaks and indents are taken out here. */
const shrinkStyles = {
  name: 'shrink-styles',
  transform(code: string, id: string) {
    if (!/[/\\]styles[/\\]\w+\.ts$/.test(id)) return null;
    return { code: code.replaceAll(/`[^`]*`/g, (text) => text.replaceAll(/\s*\n\s*/g, ' ')), map: null };
  },
};

if (import.meta.main) await buildBundle(fileURLToPath(new URL('bundle', root)));
