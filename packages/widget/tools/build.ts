import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';
import { languages } from '../src/i18n/messages.ts';
import { importMessages } from '../src/i18n/modules.ts';

const root = new URL('../', import.meta.url);
const bundle = fileURLToPath(new URL('bundle', root));

/**
 * Writes the bundle for script tags into a directory, for browsers of the last three years: `astrocal.js`,
 * `astrocal-rest.js` with what few visitors need, `astrocal-embed.js` for the pages of embedded sessions, their maps, and a file for each language but English. The same source
 * gives the same bytes.
 */
export async function buildBundle(directory: string): Promise<void> {
  await buildScript(directory, {
    name: 'astrocal-rest',
    source: 'src/rest/index.ts',
    format: 'cjs',
    isElsewhere: /^preact|\/shared\.ts$/,
    banner: `export default (require, exports = {}) => {`,
    footer: 'return exports;\n};',
  });
  const rest = readFileSync(path.join(directory, 'astrocal-rest.js'));
  await buildScript(directory, {
    name: 'astrocal',
    source: 'src/script-tag.ts',
    format: 'iife',
    banner: '',
    footer: '',
    define: { REST_VERSION: JSON.stringify(versionOf(rest)) },
  });
  await buildScript(directory, {
    name: 'astrocal-embed',
    source: 'src/embed/main.tsx',
    format: 'iife',
    banner: '',
    footer: '',
  });
  for (const language of languages) {
    if (language === 'en') continue;
    const messages = JSON.stringify(await importMessages(language));
    writeFileSync(path.join(directory, `astrocal.${language}.json`), `${messages}\n`);
  }
}

/** As the server names the versions of its files, so that the second one is kept for good. */
const versionOf = (file: Buffer) => createHash('sha256').update(file).digest('base64url').slice(0, 12);

interface Script {
  readonly name: string;
  readonly source: string;
  readonly format: 'iife' | 'cjs';
  /** What it imports and does not contain. */
  readonly isElsewhere?: RegExp;
  readonly banner: string;
  readonly footer: string;
  readonly define?: Record<string, string>;
}

async function buildScript(directory: string, script: Script): Promise<void> {
  const { version, license } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const { name, source, format, isElsewhere, define = {} } = script;
  await build({
    config: false,
    cwd: fileURLToPath(root),
    entry: { [name]: source },
    outDir: directory,
    clean: false,
    format,
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: true,
    dts: false,
    logLevel: 'warn',
    define,
    deps: { alwaysBundle: [/.*/], onlyBundle: false },
    ...(isElsewhere && { inputOptions: { external: isElsewhere } }),
    plugins: [shrinkStyles],
    outputOptions: {
      entryFileNames: `${name}.js`,
      // Relative to where the bundle is kept, wherever it is written.
      sourcemapPathTransform: (source, map) =>
        path
          .relative(bundle, path.resolve(path.dirname(map), source))
          .split(path.sep)
          .join('/'),
      postBanner: `/*! Astrocal widget ${version} | ${license} | with Preact (MIT) */\n${script.banner}`,
      postFooter: script.footer,
    },
  });
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
