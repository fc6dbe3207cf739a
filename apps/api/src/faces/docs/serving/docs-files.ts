import { createRequire } from 'node:module';
import { loadStaticFile, type StaticFile } from '../../static-file.ts';
import { styleSheet } from '../../style-sheet.ts';

const assets = new URL('../assets/', import.meta.url);
const { resolve } = createRequire(import.meta.url);

const asset = (name: string): URL => new URL(name, assets);

const font = (part: string): StaticFile =>
  loadStaticFile(resolve(`@fontsource-variable/geist/files/geist-${part}-wght-normal.woff2`));

/** What the pages of the documentation load, by name; read when the server starts. */
export function loadDocsFiles(): ReadonlyMap<string, StaticFile> {
  const own = ['docs.js', 'search.js', 'reference-start.js', 'mark.svg'];
  return new Map([
    ['docs.css', styleSheet(...['frame.css', 'base.css', 'guide.css', 'home.css'].map(asset))],
    // Not base.css: what it resets hides parts of the reference.
    ['reference.css', styleSheet(...['frame.css', 'reference.css'].map(asset))],
    ...own.map((name): [string, StaticFile] => [name, loadStaticFile(asset(name))]),
    ['minisearch.js', loadStaticFile(resolve('minisearch').replace(/dist.*$/, 'dist/es/index.js'))],
    ['geist-latin.woff2', font('latin')],
    ['geist-latin-ext.woff2', font('latin-ext')],
  ]);
}
