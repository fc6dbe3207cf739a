import { components } from '@astrocal/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from './formats.ts';

const cases: Readonly<Record<string, { good: readonly string[]; bad: readonly string[] }>> = {
  'date-time': {
    good: [
      '2026-06-15T14:00:00Z',
      '2026-06-15T14:00Z',
      '2026-06-15T14:00:00.123+05:30',
      '2024-02-29T00:00:00-12:00',
    ],
    bad: [
      '',
      '2026-06-15',
      '2026-06-15T14:00:00',
      '2026-02-29T00:00:00Z',
      '2026-06-15T25:00:00Z',
      '2026-13-01T00:00:00Z',
      'now',
    ],
  },
  date: {
    good: ['2026-06-15', '2024-02-29', '9999-12-31'],
    bad: ['', '2026-02-30', '2026-6-5', '2026-00-01', '15.06.2026', '2026-06-15T00:00:00Z', ' 2026-06-15'],
  },
  'iana-time-zone': {
    good: [
      'UTC',
      'utc',
      'America/New_York',
      'AMERICA/new_york',
      'Asia/Calcutta',
      'America/Argentina/Buenos_Aires',
    ],
    bad: [
      '',
      'America/New York',
      'Nowhere/Land',
      '../../etc/passwd',
      '+02:00',
      '__proto__',
      'constructor',
      'UTC\0',
    ],
  },
  email: {
    good: ['a@b.c', "o'neill+tag@mail.example.co.uk", 'jörg@bücher.example', `${'a'.repeat(64)}@example.com`],
    bad: [
      '',
      'a',
      'a@b',
      '@b.c',
      'a@b..c',
      'a b@c.de',
      'a@b.c\n',
      'a,b@c.de',
      'a@b.c,d@e.fg',
      '<a@b.c>',
      `${'a'.repeat(65)}@b.c`,
    ],
  },
  'local-time': {
    good: ['00:00', '09:30', '23:59:59'],
    bad: ['', '24:00', '9:30', '09:60', '09:30:60', '-1:00', '09:30Z'],
  },
  'local-end-time': {
    good: ['00:01', '17:00:30', '24:00', '24:00:00'],
    bad: ['', '24:01', '24:00:01', '25:00', '17'],
  },
};

const named = [
  ...new Set(
    [...JSON.stringify([...components().values()]).matchAll(/"format":"([^"]+)"/g)].map(([, name]) => name),
  ),
];

test('every format that the contract names is known and tried here, and no other', () => {
  expect(named.sort()).toEqual(Object.keys(formats).sort());
  expect(Object.keys(cases).sort()).toEqual(Object.keys(formats).sort());
});

describe.each(Object.entries(cases))('%s', (name, { good, bad }) => {
  const { validate, sentence } = formats[name] as (typeof formats)[string];

  test.each(good)('takes %j', (text) => expect(validate(text)).toBe(true));
  test.each(bad)('refuses %j', (text) => expect(validate(text)).toBe(false));

  test('says what it wants, and never throws', () => {
    expect(sentence).toMatch(/^must be /);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof validate(text) === 'boolean'));
  });

  test('judges a very long text without getting stuck', () => {
    for (const text of [
      'a'.repeat(200_000),
      `a@${'a'.repeat(200_000)}_`,
      `a@${'a.'.repeat(100_000)}!`,
      '0'.repeat(200_000),
    ])
      expect(validate(text)).toBe(false);
  });
});
