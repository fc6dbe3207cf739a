/** What a documented example shows in a place: a value, or a kind of value where every run has another one. */
export type Shown =
  | Kind
  | string
  | number
  | boolean
  | null
  | readonly Shown[]
  | { readonly [field: string]: Shown };

export interface Kind {
  readonly kind: string;
  readonly fits: (value: unknown) => boolean;
}

const textLike = (kind: string, pattern: RegExp): Kind => ({
  kind,
  fits: (value) => typeof value === 'string' && pattern.test(value),
});

/** The id of an event type, a booking, … by its prefix. */
export const anId = (prefix: string): Kind =>
  textLike(`an id like ${prefix}_…`, new RegExp(`^${prefix}_[0-9a-z]{26}$`));
export const anInstant: Kind = textLike(
  'a time like 2026-06-15T14:00:00Z',
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
);

/**
 * The first difference between what is shown and what came, in a sentence; null when every field that is shown is
 * there as shown. Fields that are not shown may be there too.
 */
export function firstDifference(shown: Shown, got: unknown, place = 'the answer'): string | null {
  if (isKind(shown))
    return shown.fits(got) ? null : `${place} should be ${shown.kind}, and is ${inWords(got)}.`;
  if (shown === null || typeof shown !== 'object')
    return got === shown ? null : `${place} should be ${inWords(shown)}, and is ${inWords(got)}.`;
  if (got === null || typeof got !== 'object' || Array.isArray(shown) !== Array.isArray(got))
    return `${place} should be ${Array.isArray(shown) ? 'a list' : 'an object'}, and is ${inWords(got)}.`;
  for (const [field, value] of Object.entries(shown)) {
    const difference = firstDifference(value, (got as Record<string, unknown>)[field], `${place}.${field}`);
    if (difference) return difference.replace('the answer.', '');
  }
  return null;
}

const isKind = (shown: Shown): shown is Kind =>
  typeof shown === 'object' && shown !== null && 'fits' in shown && typeof shown.fits === 'function';

const inWords = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));
