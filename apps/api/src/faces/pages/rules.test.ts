import { describe, expect, test } from 'vitest';
import { canChange, isSlug } from './rules.ts';

describe('a booking on its page', () => {
  test('only what is still to come can be changed', () => {
    const phases = ['cancelled', 'lapsed', 'unpaid', 'over', 'running', 'ahead'] as const;
    expect(phases.filter(canChange)).toEqual(['unpaid', 'ahead']);
  });
});

test.each([
  ['discovery-call', true],
  ['a1', true],
  ['', false],
  ['-a', false],
  ['a--b', false],
  ['A', false],
  ['a\0', false],
  ['a.md', false],
  ['a'.repeat(256), false],
])('the slug %j: %s', (text, is) => {
  expect(isSlug(text)).toBe(is);
});
