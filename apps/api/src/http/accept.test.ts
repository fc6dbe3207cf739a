import { expect, test } from 'vitest';
import { preferredType } from './accept.ts';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

test.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  [browser, 'text/html'],
  ['text/html', 'text/html'],
  ['text/*', 'text/html'],
  ['TEXT/HTML; Q=0.5', 'text/html'],
  ['text/html;q=0.1, application/json', 'application/json'],
  ['text/html;q=0.1, application/json;q=0.05', 'text/html'],
  ['text/html, application/json', 'text/html'],
  ['application/json, text/html', 'application/json'],
  ['application/json;q=0, */*', 'text/html'],
  ['text/html;q=0, */*;q=0.1', 'application/json'],
  ['text/html;level=1;q=0.9, application/json;q=0.8', 'text/html'],
  ['image/png', null],
  ['text/html;q=0', null],
  ['text/html;q=2', null],
  [','.repeat(10_000), null],
])('of JSON and HTML, %j would rather have %s', (accept, type) => {
  expect(preferredType(accept, ['application/json', 'text/html'])).toBe(type);
});
