import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findLostCitations } from './citations.ts';

const root = new URL('..', import.meta.url).pathname;

test.each([
  ['/** Books a slot (contract section 5). */', 'contract section 5'],
  ['(Contract, section 4.)', 'Contract, section 4'],
  ['same (contract\n * section 1).', 'names a page that is not here'],
  ['(docs/nothing-like-it.md)', 'does not exist'],
  ['(docs/bookings.md, Flights)', 'no heading "Flights"'],
])('%s is lost', (text, sentence) => {
  expect(findLostCitations(text, root)).toEqual([expect.stringContaining(sentence)]);
});

test.each(['(docs/bookings.md, Move).', '(docs/event-types.md)', '(RFC 9110 section 10.2.3)'])(
  '%s is found',
  (text) => expect(findLostCitations(text, root)).toEqual([]),
);

test('every page that a source cites is in the repository', () => {
  const files = globSync('{apps,packages,bench,e2e,examples}/**/*.{ts,tsx,sql}', {
    cwd: root,
    exclude: (name) => /node_modules|\/dist|test\/docs$/.test(name),
  });
  expect(files.length).toBeGreaterThan(300);
  const lost = files.flatMap((file) =>
    findLostCitations(readFileSync(`${root}/${file}`, 'utf8'), root).map(
      (sentence) => `${file}: ${sentence}`,
    ),
  );
  expect(lost).toEqual([]);
});
