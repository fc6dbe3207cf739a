import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { visit } from './visitor.ts';

/** Presses Send in the reference's window for an operation, changing nothing in it; returns how it was answered. */
async function sendUntouched(page: Page, group: string, operation: string) {
  await page.goto(`/docs/reference#tag/${group}/${operation.replace(' ', '')}`);
  const method = operation.toLowerCase().replace(/ .*/, '');
  const path = operation.replace(/^\S+ /, '');
  await page.getByRole('button', { name: `Test Request (${method} ${path})`, exact: true }).click();
  const answered = page.waitForResponse((each) => {
    const { pathname } = new URL(each.url());
    return pathname.startsWith('/v1/') && pathname !== '/v1/openapi.json';
  });
  await page.getByRole('button', { name: /^Send/ }).first().click();
  return answered;
}

test.each([
  ['event-types', 'GET /v1/event-types/{id}'],
  ['availability', 'GET /v1/availability'],
])('in the reference, Send of a public operation works untouched: %s, %s', async (group, operation) => {
  const page = await visit({ height: 1_400, width: 1_400 });
  const answer = await sendUntouched(page, group, operation);
  expect([answer.status(), answer.url()]).toEqual([200, expect.stringContaining('evt_')]);
  if (group !== 'availability') return;
  const { slots } = await answer.json();
  expect(slots.length).toBeGreaterThan(0);
  expect(Date.parse(slots[0].start_time)).toBeGreaterThan(Date.now());
});

/** The contrast of two colours, `rgb(…)` (WCAG 2.2, relative luminance). */
function contrast(...colors: readonly [string, string]): number {
  const luminances = colors.map((color) => {
    const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  const [dark = 0, light = 0] = luminances.sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test.each(['light', 'dark'] as const)(
  'the bar above the reference can be read in %s mode',
  async (colorScheme) => {
    const page = await visit({ colorScheme });
    await page.goto('/docs/reference');
    await page
      .getByRole('button', { name: /Test Request/ })
      .first()
      .waitFor();
    const bar = await page.getByRole('link', { name: 'Guides' }).evaluate((link) => ({
      color: getComputedStyle(link).color,
      behind: getComputedStyle(link.closest('header') ?? link).backgroundColor,
    }));
    expect(contrast(bar.color, bar.behind), JSON.stringify(bar)).toBeGreaterThan(4.5);
    expect(contrast(bar.behind, 'rgb(255, 255, 255)') < 2).toBe(colorScheme === 'light');
    await page.screenshot({
      path: new URL(`screenshots/reference-${colorScheme}.png`, import.meta.url).pathname,
    });
  },
);
