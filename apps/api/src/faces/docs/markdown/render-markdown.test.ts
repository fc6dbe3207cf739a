import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { renderMarkdown } from './render-markdown.ts';

const render = (text: string, follow = (href: string) => href) => {
  const { body, sections } = renderMarkdown(text, follow);
  return { page: new JSDOM(body.markup).window.document, sections };
};
const fence = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n`;

test('a heading has the anchor that GitHub gives it, and a second of its name one of its own', () => {
  const { page } = render('# Page\n\n## When the time is `taken`?\n\n## A\n\n## A\n');
  expect([...page.querySelectorAll('h2')].map(({ id }) => id)).toEqual([
    'when-the-time-is-taken',
    'a',
    'a-1',
  ]);
  expect(page.querySelector('h2 a')?.getAttribute('href')).toBe('#when-the-time-is-taken');
});

test('what stands under each heading is a section, in words', () => {
  const { sections } = render(
    '# Page\n\nSome [words](a.md)\nand `code`.\n\n## Part\n\n| a |\n|---|\n| b |\n',
  );
  expect(sections).toEqual([
    { id: '', title: 'Page', level: 1, text: 'Some words and code.\n' },
    { id: 'part', title: 'Part', level: 2, text: 'a\nb\n' },
  ]);
});

test('links become what they are told to', () => {
  const { page } = render('[a](b.md#c) and [d](https://e.example)', (href) => `x/${href}`);
  expect([...page.querySelectorAll('a')].map((a) => a.getAttribute('href'))).toEqual([
    'x/b.md#c',
    'x/https://e.example',
  ]);
});

test('a column without a name has no heading cell', () => {
  const { page } = render('| | b |\n|---|---|\n| 1 | 2 |\n');
  expect([...page.querySelectorAll('thead tr > *')].map(({ tagName }) => tagName)).toEqual(['TD', 'TH']);
  expect(page.querySelector('.table[tabindex="0"] > table')).not.toBeNull();
});

/** The samples of a page: the names of what they hold, in order. */
const samples = (text: string) =>
  [...render(text).page.querySelectorAll('.sample')].map((sample) =>
    [...sample.querySelectorAll('.bar b')].map((bar) => bar.textContent),
  );

test('a call and its answer are one sample; the answer tells its status', () => {
  expect(samples(fence('bash', 'curl x') + fence('json 409', '{}'))).toEqual([['curl', 'Answer 409']]);
  expect(samples(fence('bash', 'curl x') + fence('http', 'HTTP/1.1 201 Created\n\n{}'))).toEqual([
    ['curl', 'Answer 201'],
  ]);
  expect(samples(fence('bash', 'curl x') + fence('json BOOKING=id', '{}'))).toEqual([['curl', 'Answer 200']]);
});

test('other code stands by itself', () => {
  expect(samples(fence('sh', 'npm start') + fence('json', '{}') + fence('', 'text'))).toEqual([
    ['Shell'],
    ['JSON'],
    ['Text'],
  ]);
  expect(samples(`${fence('bash', 'curl x')}\nWords.\n\n${fence('json', '{}')}`)).toEqual([
    ['curl'],
    ['JSON'],
  ]);
});

test('what is marked as a tab is another way to say the sample above it', () => {
  const text =
    fence('bash', 'curl x') +
    fence('json', '{}') +
    fence('ts tab', 'x();') +
    fence('python tab=Plain', 'x()');
  expect(samples(text)).toEqual([['curl', 'TypeScript', 'Plain', 'Answer 200']]);
  expect(samples(text + fence('bash', 'curl y'))).toHaveLength(2);
});

test('code is shown to the letter', () => {
  const code = 'curl "$API?a=1&b=<2>" # why & how\n  indented';
  expect(render(fence('bash', code)).page.querySelector('code')?.textContent).toBe(code);
});
