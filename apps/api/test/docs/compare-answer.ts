/** Ends a list, or stands as a field, where a page leaves the rest of an answer out. */
const rest = '…';

const id = /^([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
/** Fields whose value is another one on every run. */
const passing = /^(created_at|updated_at|cancelled_at|rescheduled_at|last_used_at|revoked_at|expires_at)$/;
const secret = /^(cancel_token|key|key_prefix|secret|link|token|otpauth_url)$/;
/** The page of an embedded session, with its token. */
const embedded = /\/embed\/ems_[0-9a-hjkmnp-tv-z]{26}#es_test_[\w-]{43}$/;

/**
 * Every difference between the answer that a page shows and the one that came, as `path: sentence`. Ids match any id
 * of the same prefix, instants of the record any instant, secrets any text of the same beginning; all else is equal.
 * Objects have the fields shown and no others, unless they show "…".
 */
export function differences(shown: unknown, got: unknown, path = 'answer'): string[] {
  if (Array.isArray(shown)) {
    if (!Array.isArray(got)) return [`${path}: is not a list`];
    const isPart = shown.at(-1) === rest;
    const items = isPart ? shown.slice(0, -1) : shown;
    const length =
      isPart || got.length === items.length ? [] : [`${path}: has ${got.length} items, not ${items.length}`];
    return [...length, ...items.flatMap((item, i) => differences(item, got[i], `${path}.${i}`))];
  }
  if (isRecord(shown)) {
    if (!isRecord(got)) return [`${path}: is not an object`];
    const { [rest]: isPart, ...fields } = shown;
    const untold = isPart ? [] : Object.keys(got).filter((name) => !(name in fields));
    return [
      ...untold.map((name) => `${path}.${name}: is not shown`),
      ...Object.entries(fields).flatMap(([name, value]) => differences(value, got[name], `${path}.${name}`)),
    ];
  }
  return isSame(shown, got, path) ? [] : [`${path}: is ${JSON.stringify(got)}, not ${JSON.stringify(shown)}`];
}

function isSame(shown: unknown, got: unknown, path: string): boolean {
  if (shown === got) return true;
  if (typeof shown !== 'string' || typeof got !== 'string') return false;
  const field = path.slice(path.lastIndexOf('.') + 1);
  if (passing.test(field)) return instant.test(shown) && instant.test(got);
  if (secret.test(field))
    return got.startsWith(shown.replace(/((?:ac|es)_(?:live|test)_|whsec_|otpauth:|).*$/, '$1'));
  if (embedded.test(shown)) return embedded.test(got);
  if (field === 'doc_url') return new URL(shown).hash === new URL(got).hash;
  const prefix = id.exec(shown)?.[1];
  return prefix !== undefined && prefix === id.exec(got)?.[1];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
