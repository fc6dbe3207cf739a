import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { buildBundle } from '../tools/build.ts';

const committed = fileURLToPath(new URL('../bundle/', import.meta.url));
const fresh = mkdtempSync(path.join(tmpdir(), 'astrocal-bundle-'));
afterAll(() => rmSync(fresh, { recursive: true }));

const read = (directory: string, name: string) => readFileSync(path.join(directory, name), 'utf8');
const script = read(committed, 'astrocal.js');
const rest = read(committed, 'astrocal-rest.js');

describe('the bundle', () => {
  it('is what its source makes: otherwise run `npm run build:widget`', { timeout: 60_000 }, async () => {
    await buildBundle(fresh);
    expect(readdirSync(committed).sort()).toEqual(readdirSync(fresh).sort());
    for (const name of readdirSync(fresh))
      expect(read(committed, name) === read(fresh, name), `${name} is up to date`).toBe(true);
  });

  it('is under 30 kB, compressed, and what few visitors need is loaded when they do', () => {
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(30_000);
    expect(gzipSync(rest, { level: 9 }).length).toBeLessThan(10_000);
    expect(script).not.toContain('Introductory call');
    expect(rest).toContain('Introductory call');
  });

  it('asks for the second file by its version, as the server names it', () => {
    const version = createHash('sha256').update(rest).digest('base64url').slice(0, 12);
    expect(script).toContain(`astrocal-rest.js?v=${version}`);
  });

  it('gives the second file all that both use: it contains nothing of the first one again', () => {
    const asked = [...rest.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
    expect(asked.sort()).toEqual(['../shared.ts', 'preact/jsx-runtime']);
    const { sources } = JSON.parse(read(committed, 'astrocal-rest.js.map')) as { sources: string[] };
    expect(
      sources.filter((source) => !/^\.\.\/src\/(rest\/|styles\/rest\.ts$|i18n\/en-rest\.ts$)/.test(source)),
    ).toEqual([]);
  });

  it('has files of languages under 2 kB, compressed', () => {
    const languages = readdirSync(committed).filter((name) => name.endsWith('.json'));
    expect(languages).toHaveLength(9);
    for (const name of languages) expect(gzipSync(read(committed, name)).length, name).toBeLessThan(2_000);
  });

  it('says what it is and leads to its source', () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(script.startsWith(`/*! Astrocal widget ${version} | MIT | `)).toBe(true);
    expect(script.trimEnd().endsWith('//# sourceMappingURL=astrocal.js.map')).toBe(true);
    const { sources } = JSON.parse(read(committed, 'astrocal.js.map')) as { sources: string[] };
    const ours = ['../src/', '../../look/src/', '../../../node_modules/preact/'];
    expect(sources.filter((source) => !ours.some((place) => source.startsWith(place)))).toEqual([]);
  });

  it('does nothing that a strict policy forbids, and stores nothing', () => {
    const own = readdirSync(new URL('../src/', import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
      .map((name) => readFileSync(new URL(`../src/${name}`, import.meta.url), 'utf8'))
      .join('\n');
    expect(own).toContain('adoptedStyleSheets');
    expect(script + rest).not.toMatch(/\beval\(|new Function\(/);
    expect(own).not.toMatch(
      /innerHTML|insertAdjacentHTML|document\.write|style=|localStorage|sessionStorage|\.cookie/,
    );
  });
});
