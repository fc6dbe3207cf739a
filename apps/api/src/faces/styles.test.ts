import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { colorsOf, lookCss } from '@astrocal/look';
import { expect, test } from 'vitest';

const faces = import.meta.dirname;
const styles = globSync('*/assets/*.css', { cwd: faces });
const read = (name: string) => readFileSync(path.join(faces, name), 'utf8');
const declared = new Set([...lookCss().matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
const used = (text: string) => [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);

test.each([...styles, ...globSync('*/assets/*.{js,svg}', { cwd: faces })])(
  '%s has no colour but those of the look',
  (name) => {
    const known = new Set([...Object.values(colorsOf('light')), ...Object.values(colorsOf('dark'))]);
    const text = read(name).replaceAll(/color-mix\(in srgb, var\(--[\w-]+\) \d+%, transparent\)/g, '');
    const written =
      text.match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color)a?\([^)]*\)|\b(?:white|black)\b(?!-)/gi) ?? [];
    expect(written.filter((color) => !known.has(color))).toEqual([]);
  },
);

test.each(styles)('%s uses values that the look has', (name) => {
  expect(used(read(name)).filter((value) => !declared.has(value ?? ''))).toEqual([]);
});

test('no value of the look is there for nothing', () => {
  const all = new Set(styles.flatMap((name) => used(read(name))));
  expect([...declared].filter((value) => !all.has(value))).toEqual([]);
});
