import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { lookCss } from '@astrocal/look';
import { loadStaticFile, type StaticFile, staticFile } from '../../static-file.ts';

const assets = new URL('../assets/', import.meta.url);
const { resolve } = createRequire(import.meta.url);

/** A style sheet: the values of the look, then these files. */
const styleSheet = (...names: readonly string[]): StaticFile =>
  staticFile(
    'text/css; charset=utf-8',
    [lookCss(), ...names.map((name) => readFileSync(new URL(name, assets), 'utf8'))].join('\n'),
  );

const font = (part: string): StaticFile =>
  loadStaticFile(resolve(`@fontsource-variable/geist/files/geist-${part}-wght-normal.woff2`));

/** What the pages of the documentation load, by name; read when the server starts. */
export function loadDocsFiles(): ReadonlyMap<string, StaticFile> {
  const own = ['docs.js', 'search.js', 'reference-start.js', 'mark.svg'];
  return new Map([
    ['docs.css', styleSheet('frame.css', 'base.css', 'guide.css', 'home.css')],
    // Not base.css: what it resets hides parts of the reference.
    ['reference.css', styleSheet('frame.css', 'reference.css')],
    ...own.map((name): [string, StaticFile] => [name, loadStaticFile(new URL(name, assets))]),
    ['minisearch.js', loadStaticFile(resolve('minisearch').replace(/dist.*$/, 'dist/es/index.js'))],
    ['geist-latin.woff2', font('latin')],
    ['geist-latin-ext.woff2', font('latin-ext')],
  ]);
}
