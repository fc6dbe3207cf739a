import { expect, test } from 'vitest';
import { escapeHtml, html, jsonForScript } from './html.ts';

test('texts are escaped wherever they stand, markup is not escaped twice', () => {
  const words = `<b>"Tom" & 'Eve'</b>`;
  const inner = html`<i title="${words}">${words}</i>`;
  expect(html`<p>${inner}</p>`.markup).toBe(
    `<p><i title="${escapeHtml(words)}">${escapeHtml(words)}</i></p>`,
  );
  expect(escapeHtml(words)).toBe('&lt;b&gt;&quot;Tom&quot; &amp; &#39;Eve&#39;&lt;/b&gt;');
});

test('lists are joined, numbers written, and nothing is written for what is not there', () => {
  const items = ['<', '>'].map((each) => html`<li>${each}</li>`);
  expect(html`${items}${0}${null}${undefined}${false}${['&', [1]]}`.markup).toBe(
    '<li>&lt;</li><li>&gt;</li>0&amp;1',
  );
});

test('data cannot end the script element that it stands in', () => {
  const value = { text: '</script><script>alert(1)</script><!-- & ]]>' };
  const { markup } = jsonForScript(value);
  expect(markup).not.toMatch(/[<>&]/);
  expect(JSON.parse(markup)).toEqual(value);
});
