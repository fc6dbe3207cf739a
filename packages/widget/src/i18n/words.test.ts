import { describe, expect, it } from 'vitest';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { english as en } from './english.ts';
import { ja } from './ja.ts';
import { chooseLocale } from './locale.ts';
import { pl } from './pl.ts';
import { createWords } from './words.ts';

const english = createWords(chooseLocale('en', ['en-US']), en);
const german = createWords(chooseLocale('de', ['de-DE']), de);
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0\u2009]/g, ' ');

describe('words', () => {
  it('write times by the clock of the visitor, in their zone', () => {
    expect(plain(english.time('2026-06-01T21:05:00Z', 'America/New_York'))).toBe('5:05 PM');
    expect(german.time('2026-06-01T07:05:00Z', 'Europe/Berlin')).toBe('09:05');
    expect(german.time('2026-06-01T22:00:00Z', 'Europe/Berlin')).toBe('00:00');
  });

  it('tell the two hours apart that a clock shows twice', () => {
    const twice = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'].map((instant) =>
      plain(english.time(instant, 'America/New_York')),
    );
    expect(twice).toEqual(['1:30 AM UTC−4', '1:30 AM UTC−5']);
  });

  it('tell a time that goes on after midnight with the day on which it ends', () => {
    const [start, end] = ['2026-12-10T04:30:00Z', '2026-12-10T05:30:00Z'] as const;
    expect(plain(english.timeRange(start, end, 'America/New_York'))).toBe('11:30 PM – Thu, Dec 10, 12:30 AM');
    expect(german.timeRange(start, end, 'America/New_York')).toBe('23:30 – Do., 10. Dez., 00:30');
    expect(plain(english.timeRange(start, end, 'UTC'))).toBe('4:30 – 5:30 AM');
    expect(german.zone(start, 'America/New_York')).toBe('Zeit in New York');
  });

  it('name months and days of the Gregorian calendar, wherever the visitor is', () => {
    expect(english.month('2026-03')).toBe('March 2026');
    expect(german.day('2026-03-14')).toBe('Samstag, 14. März');
    const tag = 'ja-JP-u-ca-japanese';
    expect(createWords(chooseLocale('ja', [tag]), ja).month('2026-03')).toContain('2026年');
    const arabic = createWords(chooseLocale('ar', ['ar-SA']), ar);
    expect(arabic.month('2026-03')).toContain('مارس');
    expect(arabic.direction).toBe('rtl');
  });

  it('begin the week where the visitor does', () => {
    expect(english.weekdays()[0]?.long).toBe('Sunday');
    expect(german.weekdays().map(({ long }) => long)).toEqual([
      'Montag',
      'Dienstag',
      'Mittwoch',
      'Donnerstag',
      'Freitag',
      'Samstag',
      'Sonntag',
    ]);
  });

  it.each([
    [45, '45 minutes'],
    [60, '60 minutes'],
    [90, '90 minutes'],
    [135, '2 hours 15 minutes'],
  ])('tell %i minutes as %s', (minutes, text) => expect(english.duration(minutes)).toBe(text));

  it('show a price as it is charged', () => {
    expect(english.price(12500, 'eur')).toBe('€125.00');
    expect(english.price(12500, 'jpy')).toBe('¥12,500');
    expect(plain(english.price(250_000, 'huf'))).toBe('HUF 2,500.00');
    expect(english.price(12500, 'no')).toBe('125.00 NO');
  });

  it('count in the plural forms of the language', () => {
    const polish = createWords(chooseLocale('pl', []), pl);
    expect([1, 3, 5].map(polish.spots)).toEqual([
      'zostało 1 miejsce',
      'zostały 3 miejsca',
      'zostało 5 miejsc',
    ]);
    expect([1, 2].map(english.spots)).toEqual(['1 place left', '2 places left']);
  });
});
