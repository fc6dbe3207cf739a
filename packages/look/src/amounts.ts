type Unit = 'day' | 'hour' | 'minute';

const unitText = (locale: string, count: number, unit: Unit): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);

const partsText = (locale: string, parts: readonly (readonly [Unit, number])[]): string =>
  parts
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => unitText(locale, count, unit))
    .join(' ') || unitText(locale, 0, 'minute');

/** `90 minutes`, `2 hours 15 minutes`: up to ninety minutes are told in minutes, as people say them. */
export const lengthText = (locale: string, minutes: number): string =>
  minutes <= 90
    ? unitText(locale, minutes, 'minute')
    : partsText(locale, [
        ['hour', Math.floor(minutes / 60)],
        ['minute', minutes % 60],
      ]);

/** `1 hour`, `1 day`, `2 days 3 hours`. */
export const aheadText = (locale: string, minutes: number): string =>
  partsText(locale, [
    ['day', Math.floor(minutes / 1440)],
    ['hour', Math.floor((minutes % 1440) / 60)],
    ['minute', minutes % 60],
  ]);

/** An amount in the currency's smallest unit, of which `decimals` digits come after the point. */
export function priceText(locale: string, amount: number, currency: string, decimals: number): string {
  const whole = amount / 10 ** decimals;
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(whole);
  } catch {
    return `${whole.toFixed(decimals)} ${currency.toUpperCase()}`; // no code of three letters
  }
}
