/**
 * The query of an address, with its question mark; empty when there is nothing to ask. What is undefined or null is
 * left out, a Date is written as an instant, and an object becomes `name[key]=value`.
 */
export function queryText(query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (isMap(value)) {
      for (const [key, inner] of Object.entries(value)) search.append(`${name}[${key}]`, String(inner));
    } else if (value !== undefined && value !== null) search.append(name, textOf(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Date);

const textOf = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));
