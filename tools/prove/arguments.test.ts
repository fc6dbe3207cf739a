import { expect, test } from 'vitest';
import { readArguments, usualSeed } from './arguments.ts';
import { parts } from './parts.ts';

test('without arguments: every part, at full size, with the usual seed, nothing written', () => {
  expect(readArguments([])).toEqual({
    parts,
    areNamed: false,
    quick: false,
    write: false,
    seed: usualSeed,
  });
});

test('named parts run in the order of the promises', () => {
  const asked = readArguments(['P6', 'P1', '--write', '--seed=7']);
  expect(asked.parts.map(({ id }) => id)).toEqual(['P1', 'P6']);
  expect(asked).toMatchObject({ areNamed: true, write: true, seed: 7 });
  expect(readArguments(['--quick']).quick).toBe(true);
});

test.each([
  [['P99'], 'no promise P99'],
  [['p1'], 'no promise p1'],
  [['--quick', '--write'], 'no proof'],
  [['--seed=abc'], 'whole number'],
  [['--seed=0'], 'whole number'],
  [['--sead=1'], '--sead'],
])('%j is refused', (args, words) => {
  expect(() => readArguments(args)).toThrow(words);
});
