import { expect, test } from 'vitest';
import { visit } from './visitor.ts';

test('the reference shows', async () => {
  const page = await visit();
  await page.goto('/docs');
  expect(await page.title()).toContain('Astrocal');
});
