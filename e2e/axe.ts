import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with what axe finds on the page: WCAG 2.2 A and AA, and its best practices. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(source);
  const { violations, passes } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  expect(passes.length).toBeGreaterThan(10); // it did look
  const found = violations.map(({ id, nodes }) => ({
    where,
    id,
    nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 120)}: ${failureSummary}`),
  }));
  expect(found).toEqual([]);
}
