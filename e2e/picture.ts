import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const directory = path.join(import.meta.dirname, 'screenshots');

/** Keeps what the page looks like, to be looked at: `screenshots/<name>.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  await page.screenshot({
    path: path.join(directory, `${name}.png`),
    animations: 'disabled',
    fullPage: true,
  });
}
