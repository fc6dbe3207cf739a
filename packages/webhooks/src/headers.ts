import { WebhookVerificationError } from './verification-error.ts';

/** Headers as frameworks give them: a `Headers` object, a plain one in any case, or pairs of name and value. */
export type HeaderSource =
  | { readonly get: (name: string) => string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | readonly (readonly [name: string, value: string])[];

/** The one value of a header; throws when there is none, or more than one. `name` is in lower case. */
export function readHeader(headers: HeaderSource, name: string): string {
  const values = valuesOf(headers, name);
  if (values.length > 1) throw new WebhookVerificationError('malformed_header');
  const [value] = values;
  if (value === undefined || value === '') throw new WebhookVerificationError('missing_header');
  return value;
}

function valuesOf(headers: HeaderSource, name: string): readonly string[] {
  if (hasGet(headers)) {
    const value = headers.get(name);
    return value === null ? [] : [value];
  }
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
  return pairs.flatMap(([key, value]) => (key.toLowerCase() === name ? (value ?? []) : []));
}

/** A plain object may hold a header called "get"; only a function makes it a `Headers`. */
function hasGet(headers: HeaderSource): headers is { get: (name: string) => string | null } {
  return 'get' in headers && typeof headers.get === 'function';
}
