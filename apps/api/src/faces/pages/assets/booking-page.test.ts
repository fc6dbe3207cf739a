import { readFile } from 'node:fs/promises';
import { JSDOM } from 'jsdom';
import { beforeEach, expect, test } from 'vitest';

const script = await readFile(new URL('./booking-page.js', import.meta.url), 'utf8');
let window: JSDOM['window'];
/** What the page wants to do some seconds later. */
let later: (() => void)[];

beforeEach(() => {
  later = [];
  const html = '<form method="post" action="/"><button>Cancel the booking</button></form>';
  window = new JSDOM(html, { runScripts: 'outside-only', url: 'http://astrocal.test/' }).window;
  window.setTimeout = ((act: () => void) => later.push(act)) as never;
  window.eval(script);
});

/** Sends the form as a press does; false where the page keeps it. */
function press(): boolean {
  const sending = new window.Event('submit', { cancelable: true });
  return window.document.querySelector('form')?.dispatchEvent(sending) ?? false;
}

test('a second press sends nothing', () => {
  expect([press(), press(), press()]).toEqual([true, false, false]);
});

test('whoever stopped the first can press again after some seconds', () => {
  press();
  expect(later).toHaveLength(1);
  for (const act of later) act();
  expect([press(), press()]).toEqual([true, false]);
});

test('whoever comes back to the page can press again', () => {
  press();
  window.dispatchEvent(new window.Event('pageshow'));
  expect([press(), press()]).toEqual([true, false]);
});
