import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { generatedFiles } from '../tools/generate.ts';

const directory = path.resolve(import.meta.dirname, '../src/generated');

it('is what the contract makes now: npm run generate:sdk writes it anew', () => {
  const committed = readdirSync(directory).map((name) => [
    name,
    readFileSync(path.join(directory, name), 'utf8'),
  ]);
  expect(Object.fromEntries(committed)).toEqual(generatedFiles());
});

it('needs nothing of the contract where it is installed', () => {
  for (const text of Object.values(generatedFiles())) expect(text).not.toMatch(/from '(?!\.)/);
});
