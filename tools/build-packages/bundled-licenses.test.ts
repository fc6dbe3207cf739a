import path from 'node:path';
import { expect, it } from 'vitest';
import { licensesText } from './bundled-licenses.ts';

const nodeModules = path.resolve(import.meta.dirname, '../../node_modules');

it('brings the licence of each package along', () => {
  const text = licensesText(['preact', '@noble/hashes'], nodeModules);
  expect(text).toMatch(/@noble\/hashes\n-+\n[\s\S]*Copyright[\s\S]*preact\n-+\n[\s\S]*Copyright/);
});

it('gives nothing away that has none', () => {
  expect(() => licensesText(['no-such-package'], nodeModules)).toThrow(
    'no-such-package is built in, and has no licence file.',
  );
});
