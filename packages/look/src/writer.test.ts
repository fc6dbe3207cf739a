import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockIn, languages } from '../test/clocks.ts';
import { createWriter, plain } from './index.ts';

const newYork = clockIn('America/New_York');
const at = Date.parse('2026-12-09T14:30:00Z');
const halfHour = 1_800_000;
const night = Date.parse('2026-12-10T04:30:00Z'); // 23:30 in New York
const english = createWriter('en');

/** In full, to choose, in short, time, span, over midnight, with the other hours, length, price. */
const written: Readonly<Record<(typeof languages)[number], readonly string[]>> = {
  en: [
    'Wednesday, December 9, 2026',
    'Wednesday, December 9',
    'Wed, Dec 9',
    '9:30 AM',
    '9:30 – 10:00 AM',
    '11:30 PM – Thu, Dec 10, 12:30 AM',
    '09:30 – 10:00',
    '2 hours 15 minutes',
    '$50.00',
  ],
  de: [
    'Mittwoch, 9. Dezember 2026',
    'Mittwoch, 9. Dezember',
    'Mi., 9. Dez.',
    '09:30',
    '09:30 – 10:00',
    '23:30 – Do., 10. Dez., 00:30',
    '9:30–10:00 AM',
    '2 Stunden 15 Minuten',
    '50,00 $',
  ],
  fr: [
    'mercredi 9 décembre 2026',
    'mercredi 9 décembre',
    'mer. 9 déc.',
    '09:30',
    '09:30 – 10:00',
    '23:30 – jeu. 10 déc., 00:30',
    '9:30 – 10:00 AM',
    '2 heures 15 minutes',
    '50,00 $US',
  ],
  es: [
    'miércoles, 9 de diciembre de 2026',
    'miércoles, 9 de diciembre',
    'mié, 9 dic',
    '09:30',
    '09:30 – 10:00',
    '23:30 – jue, 10 dic, 00:30',
    '9:30 – 10:00 a. m.',
    '2 horas 15 minutos',
    '50,00 US$',
  ],
  pt: [
    'quarta-feira, 9 de dezembro de 2026',
    'quarta-feira, 9 de dezembro',
    'qua., 9 de dez.',
    '09:30',
    '09:30 – 10:00',
    '23:30 – qui., 10 de dez., 00:30',
    '9:30 – 10:00 AM',
    '2 horas 15 minutos',
    'US$ 50,00',
  ],
  it: [
    'mercoledì 9 dicembre 2026',
    'mercoledì 9 dicembre',
    'mer 9 dic',
    '09:30',
    '09:30 – 10:00',
    '23:30 – gio 10 dic, 00:30',
    '9:30–10:00 AM',
    '2 ore 15 minuti',
    '50,00 USD',
  ],
  nl: [
    'woensdag 9 december 2026',
    'woensdag 9 december',
    'wo 9 dec',
    '09:30',
    '09:30 – 10:00',
    '23:30 – do 10 dec, 00:30',
    '9:30–10:00 a.m.',
    '2 uur 15 minuten',
    'US$ 50,00',
  ],
  pl: [
    'środa, 9 grudnia 2026',
    'środa, 9 grudnia',
    'śr., 9 gru',
    '09:30',
    '09:30 – 10:00',
    '23:30 – czw., 10 gru, 00:30',
    '9:30–10:00 AM',
    '2 godziny 15 minut',
    '50,00 USD',
  ],
  ja: [
    '2026年12月9日水曜日',
    '12月9日水曜日',
    '12月9日(水)',
    '09:30',
    '09:30 – 10:00',
    '23:30 – 12月10日(木), 00:30',
    '午前9時30分～10時00分',
    '2 時間 15 分',
    '$50.00',
  ],
  ar: [
    'الأربعاء، 9 ديسمبر 2026',
    'الأربعاء، 9 ديسمبر',
    'الأربعاء، 9 ديسمبر',
    '9:30 ص',
    '9:30–10:00 ص',
    '11:30 م – الخميس، 10 ديسمبر, 12:30 ص',
    '09:30 – 10:00',
    'ساعتان 15 دقيقة',
    '\u200f50.00 US$',
  ],
};

describe.each(languages)('in %s', (language) => {
  const writer = createWriter(language);
  const other = createWriter(language, { hourCycle: ['en', 'ar'].includes(language) ? 'h23' : 'h12' });

  it('days, times, lengths and prices are as people write them', () => {
    const texts = [
      writer.dayInFull(at, newYork),
      writer.dayToChoose(at, newYork),
      writer.dayInShort(at, newYork),
      writer.time(at, newYork),
      writer.span(at, at + halfHour, newYork),
      writer.span(night, night + 2 * halfHour, newYork),
      other.span(at, at + halfHour, newYork),
      writer.length(135),
      writer.price(5000, 'usd', 2),
    ];
    expect(texts.map(plain)).toEqual(written[language]);
  });

  it('no span of one day names a day, and one that ends on another names that one once', () => {
    const zones = ['America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo', 'Africa/Casablanca'].map(clockIn);
    const year = { min: Date.parse('2026-01-01'), max: Date.parse('2026-12-31') };
    const dayIn = (instant: number, zone: string) =>
      new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone: zone }).format(instant);
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer(year),
        fc.integer({ min: 1, max: 480 }),
        fc.constantFrom(writer, other),
        (clock, moment, minutes, one) => {
          const start = Math.floor(moment / 900_000) * 900_000;
          const end = start + minutes * 60_000;
          const text = one.span(start, end, clock);
          const isOneDay = dayIn(start, clock.zone) === dayIn(end, clock.zone);
          expect(text.split(one.dayInShort(end, clock))).toHaveLength(isOneDay ? 1 : 2);
          // A date or a year in digits, however the locale would write it.
          expect(text).not.toMatch(/2026|20[0-9]{2}|\d\/\d/);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a clock that is put back', () => {
  const first = Date.parse('2026-11-01T05:30:00Z');
  const second = Date.parse('2026-11-01T06:30:00Z');
  const quarter = 900_000;

  it('tells its two hours apart by their offset', () => {
    expect([first, second].map((instant) => plain(english.time(instant, newYork)))).toEqual([
      '1:30 AM UTC−4',
      '1:30 AM UTC−5',
    ]);
  });

  it.each([
    ['over the change', first, second, '1:30 AM UTC−4 – 1:30 AM UTC−5'],
    ['within the first hour', first, first + quarter, '1:30 – 1:45 AM UTC−4'],
    ['within the second', second, second + quarter, '1:30 – 1:45 AM UTC−5'],
    ['into the first', first - 4 * quarter, first, '12:30 – 1:30 AM UTC−4'],
    ['out of the second', second, second + 4 * quarter, '1:30 – 2:30 AM UTC−5'],
    ['around both', first - 4 * quarter, second + 4 * quarter, '12:30 – 2:30 AM'],
  ])('says a span %s', (_where, start, end, text) =>
    expect(plain(english.span(start, end, newYork))).toBe(text),
  );

  it('says nothing of it in 24 hours that are not twice, nor where the clock is put forward', () => {
    expect(createWriter('de').span(first, second, newYork)).toBe('01:30 UTC−4 – 01:30 UTC−5');
    expect(plain(english.time(first - 4 * quarter, newYork))).toBe('12:30 AM');
    const spring = Date.parse('2026-03-08T06:30:00Z');
    expect(plain(english.span(spring, spring + 4 * quarter, newYork))).toBe('1:30 – 3:30 AM');
  });

  it('may be put back by half an hour', () => {
    const lordHowe = clockIn('Australia/Lord_Howe');
    const instant = Date.parse('2026-04-04T14:45:00Z');
    expect(createWriter('de').span(instant, instant + halfHour, lordHowe)).toBe(
      '01:45 UTC+11 – 01:45 UTC+10:30',
    );
  });
});

describe('12 and 24 hours', () => {
  it.each([
    ['en-US', '9:30 AM'],
    ['en-GB', '09:30'],
    ['de-DE', '09:30'],
    ['ar-EG', '٩:٣٠ ص'],
  ])('follow %s', (locale, text) => expect(plain(createWriter(locale).time(at, newYork))).toBe(text));

  it('follow the reader who said which', () => {
    expect(createWriter('en-US', { hourCycle: 'h23' }).time(at - 9.5 * 3_600_000, newYork)).toBe('00:00');
    expect(plain(createWriter('de', { hourCycle: 'h12' }).time(at, newYork))).toBe('9:30 AM');
  });
});

it.each([
  [0, '0 minutes', '0 minutes'],
  [45, '45 minutes', '45 minutes'],
  [60, '60 minutes', '1 hour'],
  [90, '90 minutes', '1 hour 30 minutes'],
  [120, '2 hours', '2 hours'],
  [1440, '24 hours', '1 day'],
  [3061, '51 hours 1 minute', '2 days 3 hours 1 minute'],
])('%i minutes are a length of %s, and %s ahead', (minutes, length, ahead) => {
  expect(english.length(minutes)).toBe(length);
  expect(english.ahead(minutes)).toBe(ahead);
});

it.each([
  [5000, 'usd', 2, '$50.00'],
  [5000, 'jpy', 0, '¥5,000'],
  [250_000, 'huf', 2, 'HUF 2,500.00'],
  [500, 'isk', 2, 'ISK 5.00'],
  [1230, 'kwd', 3, 'KWD 1.230'],
  [99_999_999, 'eur', 2, '€999,999.99'],
  [5000, 'zz', 2, '50.00 ZZ'],
])('%i of the smallest unit of %s with %i decimals are %s', (amount, currency, decimals, text) =>
  expect(plain(english.price(amount, currency, decimals))).toBe(text),
);

it('dates are of the Gregorian calendar, wherever the reader is', () => {
  expect(createWriter('ja-JP-u-ca-japanese').dayInFull(at, newYork)).toContain('2026年');
  expect(createWriter('ar-SA').dayInFull(at, newYork)).toContain('ديسمبر');
  expect(createWriter('fa').dayInFull(at, newYork)).toContain('دسامبر');
});

it('plain texts have no thin and no unbreakable spaces', () => {
  for (const language of languages) {
    const { price, span, time } = createWriter(language, { hourCycle: 'h12' });
    const texts = [time(at, newYork), span(at, at + halfHour, newYork), price(1_234_567, 'eur', 2)];
    expect(plain(texts.join())).not.toMatch(/[\u2009\u202f\u00a0]/);
  }
  expect(english.span(at, at + halfHour, newYork)).toMatch(/[\u2009\u202f]/);
});
