import { describe, expect, it } from 'vitest';
import { findTwins } from './type-names.ts';

describe('findTwins', () => {
  const twinsOf = (files: Readonly<Record<string, string>>) => findTwins(new Map(Object.entries(files)));

  it.each(['export interface Slot {}', 'export type Slot = string;', 'export class Slot {}'])(
    'finds both of two files that export a type under one name: %s',
    (text) => {
      const files = {
        'packages/a/src/one.ts': `\n${text}`,
        'apps/b/src/two.tsx': 'export interface Slot {}',
      };
      expect(twinsOf(files)).toEqual([
        { file: 'packages/a/src/one.ts', line: 2, sentence: expect.stringContaining('apps/b/src/two.tsx') },
        { file: 'apps/b/src/two.tsx', line: 1, sentence: expect.stringContaining('packages/a/src/one.ts') },
      ]);
    },
  );

  it.each([
    ['what is not exported', 'interface Slot {}'],
    ['what is passed on', `export type { Slot } from './two.ts';`],
    ['a value', 'export const Slot = component();'],
  ])('allows %s', (_what, text) => {
    expect(twinsOf({ 'a/src/one.ts': text, 'a/src/two.ts': 'export interface Slot {}' })).toEqual([]);
  });

  it('looks neither at tests nor at what is generated', () => {
    const text = 'export interface Slot {}';
    const files = { 'a/src/one.ts': text, 'a/src/one.test.ts': text, 'a/src/slot.generated.ts': text };
    expect(twinsOf(files)).toEqual([]);
  });

  it('allows what two packages publish', () => {
    const text = 'export interface RescheduleTarget {}';
    expect(twinsOf({ 'packages/react/src/queries.ts': text, 'packages/widget/src/config.ts': text })).toEqual(
      [],
    );
  });
});
