import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { highlight } from './highlight.ts';

const shown = (language: string, code: string) => {
  const markup = highlight(language, code)
    .map((each) => each.markup)
    .join('');
  return new JSDOM(`<pre>\n${markup}</pre>`).window.document;
};
/** What is told apart, as `class text`. */
const marked = (language: string, code: string) =>
  [...shown(language, code).querySelectorAll('span')].map((span) => `${span.className} ${span.textContent}`);

test.each([
  ['bash', 'curl -d \'{\n "a": 1 }\' # why', ['word curl', 'string \'{\n "a": 1 }\'', 'comment # why']],
  ['bash', 'echo a#b && npm start', ['word npm']],
  ['json', '{ "a": "b", "c": true }', ['word "a"', 'string "b"', 'word "c"', 'word true']],
  ['ts', "const a = 'https://x'; // why", ['word const', "string 'https://x'", 'comment // why']],
  ['python', 'import os  # why', ['word import', 'comment # why']],
  [
    'html',
    '<div data-a="b"></div><!-- why -->',
    ['word div', 'string "b"', 'word div', 'comment <!-- why -->'],
  ],
  ['http', 'HTTP/1.1 200 OK\nETag: "a"', ['word ETag', 'string "a"']],
  ['text', 'const a = "b"', []],
])('in %s, %j', (language, code, parts) => {
  expect(marked(language, code)).toEqual(parts);
});

test('the code of every guide stays what it is, to the letter', () => {
  const root = path.resolve(import.meta.dirname, '../../../../../../');
  const pages = globSync(['docs/**/*.md', 'RELIABILITY.md'], { cwd: root });
  const fences = pages.flatMap((page) => [
    ...readFileSync(path.join(root, page), 'utf8').matchAll(/^```(\w+).*\n([\s\S]*?)^```$/gm),
  ]);
  expect(fences.length).toBeGreaterThan(100);
  for (const [, language = '', code = ''] of fences)
    expect(shown(language, code).querySelector('pre')?.textContent).toBe(code);
});
