import type { Json } from './installation.ts';

/** Objects that are a caller's own: nothing may be added to them either. */
const callersOwn = ['metadata'];

/**
 * What of a recorded answer is not found again in another one: a line for each field that is gone or differs. Fields
 * that are new are welcome, except in what callers gave us; lists have the same things in the same order.
 */
export function findLosses(recorded: Json, found: Json, path = ''): string[] {
  if (Array.isArray(recorded)) {
    if (!Array.isArray(found) || found.length !== recorded.length)
      return [`${path}: ${show(found)} and not a list of ${recorded.length}`];
    return recorded.flatMap((each, at) => findLosses(each, found[at], `${path}[${at}]`));
  }
  if (typeof recorded !== 'object' || recorded === null)
    return Object.is(recorded, found) ? [] : [`${path}: ${show(found)} and not ${show(recorded)}`];
  if (typeof found !== 'object' || found === null) return [`${path}: ${show(found)} and not an object`];
  const added = callersOwn.some((name) => path.endsWith(`.${name}`))
    ? Object.keys(found).filter((name) => !(name in recorded))
    : [];
  return [
    ...Object.entries(recorded).flatMap(([name, value]) => findLosses(value, found[name], `${path}.${name}`)),
    ...added.map((name) => `${path}.${name} was added`),
  ];
}

const show = (value: Json) => (Array.isArray(value) ? `a list of ${value.length}` : JSON.stringify(value));
