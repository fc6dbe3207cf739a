import { expect, test, vi } from 'vitest';
import { loadSiteFiles, siteOf } from './site-files.ts';

test('the files of this repository are all there, and each address changes with its content', () => {
  const error = vi.fn();
  const files = loadSiteFiles({ error });
  expect(error).not.toHaveBeenCalled();
  expect([...files.widget.keys()]).toEqual(
    expect.arrayContaining(['astrocal.js', 'astrocal.js.map', 'astrocal.de.json']),
  );
  const site = siteOf('https://book.example.com', files);
  expect(site.widgetPath).toMatch(/^widget\/v1\/astrocal\.js\?v=[\w-]{12}$/);
  expect(site.assetPath('pages.css')).toMatch(/^assets\/pages\.css\?v=[\w-]{12}$/);
});

test('a widget that was not built is missed aloud, with the command that builds it', () => {
  const error = vi.fn();
  const files = loadSiteFiles({ error }, new URL('none/', import.meta.url));
  expect(error).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('`npm run build:widget`'));
  expect(files.widget.size).toBe(0);
  expect(files.assets.size).toBeGreaterThan(0);
  expect(siteOf('https://book.example.com', files).widgetPath).toBe('widget/v1/astrocal.js');
});
