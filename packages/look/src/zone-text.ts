import { offsetText } from './offset-text.ts';
import { isRepeated, type ReaderClock } from './reader-clock.ts';

/** The time of a city, after CLDR's patterns for regions. */
const timeOfCity: Readonly<Record<string, string>> = {
  ar: 'توقيت {city}',
  de: 'Zeit in {city}',
  en: '{city} time',
  es: 'hora de {city}',
  fr: 'heure de {city}',
  it: 'ora di {city}',
  ja: '{city}時間',
  nl: 'tijd in {city}',
  pl: 'czas: {city}',
  pt: 'horário de {city}',
};

/** The city in the name of a zone: `New York` of `America/New_York`. Null where it names none, as `Etc/GMT+5` or `EST`. */
export function cityOf(zone: string): string | null {
  if (!zone.includes('/') || zone.startsWith('Etc/')) return null;
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/**
 * The zone as people say it: `New York time`, in English where the locale is of another language than the ten; `UTC−5`
 * where the zone names no city. With its offset, `New York time, UTC−4`, where `withOffset` wants it: for invites and for
 * programs. In the hour that happens twice it is there in any case.
 */
export function zoneText(
  locale: string,
  clock: ReaderClock,
  instant: number,
  { withOffset = isRepeated(clock, instant) }: { readonly withOffset?: boolean | undefined } = {},
): string {
  const offset = offsetText(clock.offsetSecondsAt(instant));
  const city = cityOf(clock.zone);
  if (city === null) return offset;
  const pattern = timeOfCity[locale.toLowerCase().split('-')[0] ?? ''] ?? '{city} time';
  const named = pattern.replace('{city}', () => city);
  return withOffset ? `${named}, ${offset}` : named;
}
