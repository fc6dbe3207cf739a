import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery, refuseUnstorableText } from './parsing.ts';

/** As plain objects: what is parsed has no prototype. */
const parsed = (text: string) => JSON.parse(JSON.stringify(parseQuery(text)));

describe('a query string', () => {
  test.each([
    ['', {}],
    ['a=1&b=%20x+y', { a: '1', b: ' x y' }],
    ['a=1&a=2&a=3', { a: ['1', '2', '3'] }],
    ['a', { a: '' }],
    ['metadata[k]=v&metadata[l]=w', { metadata: { k: 'v', l: 'w' } }],
    ['metadata%5Bk%5D=v', { metadata: { k: 'v' } }],
    ['metadata[k]=1&metadata[k]=2', { metadata: { k: '2' } }],
    ['metadata[a][b]=1', { metadata: { 'a][b': '1' } }],
    ['metadata[]=1', { metadata: { '': '1' } }],
    ['a=2026-06-15T14:00:00+02:00', { a: '2026-06-15T14:00:00+02:00' }],
    ['a=2026-06-15T14:00+0200&a=14+02', { a: ['2026-06-15T14:00+0200', '14 02'] }],
    ['metadata[k]=2026-06-15T14:00:00+02:00', { metadata: { k: '2026-06-15T14:00:00 02:00' } }],
    ['metadata=x', { metadata: 'x' }],
    ['metadata[k=1', { 'metadata[k': '1' }],
    ['limit[]=1', { 'limit[]': '1' }],
    ['%zz=%ff', { '%zz': '\ufffd' }],
  ])('%j is %j', (text, query) => expect(parsed(text)).toEqual(query));

  test('cannot touch a prototype', () => {
    const query = parseQuery('__proto__=x&constructor=y&metadata[__proto__]=z');
    expect(Object.keys(query)).toEqual(['__proto__', 'constructor', 'metadata']);
    expect(Object.keys(query.metadata as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(Object.getPrototypeOf(query)).toBeNull();
  });

  test('of any form is parsed, and what a form made of names and values is parsed back to them', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseQuery(text) !== null));
    const name = fc.string({ minLength: 1 }).filter((text) => !text.startsWith('metadata'));
    fc.assert(
      fc.property(fc.dictionary(name, fc.string(), { noNullPrototype: true }), (query) => {
        expect(parsed(new URLSearchParams(query).toString())).toEqual(query);
      }),
    );
  });
});

describe('a text that no database can hold', () => {
  test.each(['\0', 'a\0', '\ud800', 'a\udc00', '\udc00\ud800'])('%j is refused anywhere', (text) => {
    for (const value of [text, [text], { a: { b: [text] } }, { [text]: 1 }])
      expect(() => refuseUnstorableText(value, 'body')).toThrow('body: holds a NUL');
  });

  test('every other value passes, nested however deep', () => {
    let deep: unknown = '👩‍👩‍👧 \ufffd\u0001';
    for (let i = 0; i < 100_000; i++) deep = [deep];
    for (const value of [deep, null, undefined, 1, true, '', {}, { a: 'é' }])
      expect(() => refuseUnstorableText(value, 'body')).not.toThrow();
  });
});
