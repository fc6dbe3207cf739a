import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Nothing is wider than the window: nobody scrolls sideways. */
export async function expectToFit(page: Page, where: string): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect([where, width <= 0 ? 'fits' : `${width} px too wide`]).toEqual([where, 'fits']);
}
