import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectAccessible } from './axe.ts';
import { expectToFit } from './fit.ts';
import { picture } from './picture.ts';
import { type Visitor, visit } from './visitor.ts';

const visitors: readonly (readonly [string, Visitor])[] = [
  ['light', { width: 1_360 }],
  ['narrow-dark', { width: 320, height: 640, colorScheme: 'dark' }],
];
const pages: readonly (readonly [string, string])[] = [
  ['home', '/docs'],
  ['list', '/docs/guides'],
  ['guide', '/docs/guides/quickstart'],
  ['tables', '/docs/guides/reliability'],
  ['errors', '/docs/errors#conflict'],
];

describe.each(visitors)('%s', (name, visitor) => {
  test('every kind of page fits, and axe finds nothing', async () => {
    const page = await visit({ ...visitor, reducedMotion: true });
    for (const [kind, address] of pages) {
      await page.goto(address);
      await picture(page, `${name}-docs-${kind}`);
      await expectToFit(page, `${name} ${kind}`);
      await expectAccessible(page, `${name} ${kind}`);
    }
    await askFor(page, 'when the time is taken');
    await picture(page, `${name}-docs-search`);
    await expectAccessible(page, `${name} search`);
  });
});

const searchField = (page: Page) => page.getByRole('combobox', { name: 'Search guides and API' });

/** Opens the search as the width of the page offers it, and asks. */
async function askFor(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Search guides and API' }).click();
  await searchField(page).fill(words);
  await page.getByRole('option').first().waitFor();
}

test('from anywhere a key opens the search, arrows choose, and Enter leads there', async () => {
  const page = await visit();
  await page.goto('/docs/guides/mail');
  await page.keyboard.press('/');
  await page.keyboard.type('time is taken');
  const chosen = page.getByRole('option', { selected: true });
  await expect.poll(() => chosen.textContent()).toBe('When the time is takenBookings');
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('option').nth(1).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/docs/guides/bookings#when-the-time-is-taken');
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await expect.poll(() => searchField(page).isVisible()).toBe(false);
});

// That the reference opens what such an address names is seen where its calls are tried.
test('the search finds operations, and leads to them in the reference', async () => {
  const page = await visit({ width: 1_360 });
  await page.goto('/docs');
  await askFor(page, 'list bookings');
  await page.getByRole('option', { name: 'GET /v1/bookings' }).first().click();
  await page.waitForURL('**/docs/reference#tag/bookings/GET/v1/bookings');
});

test('a link into the reference from before it had a page of its own leads there', async () => {
  const page = await visit({ width: 1_360 });
  await page.goto('/docs#tag/bookings/GET/v1/bookings');
  await page.waitForURL('**/docs/reference#tag/bookings/GET/v1/bookings');
});

test('languages are tabs: the one that is chosen is shown on every page that has it', async () => {
  const page = await visit();
  await page.goto('/docs/guides/quickstart');
  const second = page.locator('.sample', { has: page.getByRole('tab') }).nth(1);
  await second.getByRole('tab', { name: 'curl' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.getByText('booking = call("POST", "/v1/bookings", {').waitFor();
  expect(await second.getByRole('tab', { selected: true }).textContent()).toBe('Python');
  expect(await page.getByText('import { Astrocal }').isVisible()).toBe(false);
  await page.goto('/docs/guides/webhooks');
  await page.getByText('def is_genuine').waitFor();
  expect(await page.getByText('new Webhook(secret)').isVisible()).toBe(false);
});

test('code is copied as it stands there', async () => {
  const page = await visit();
  await page.goto('/docs/guides/quickstart');
  const way = page.locator('.way').first();
  await way.getByRole('button', { name: 'Copy' }).click();
  await way.getByRole('button', { name: 'Copied' }).waitFor();
});

test('the place on the page is told as one reads on', async () => {
  const page = await visit({ width: 1_360 });
  await page.goto('/docs/guides/bookings#cancel');
  const here = page.getByRole('complementary').locator('[aria-current]');
  await expect.poll(() => here.textContent()).toBe('Cancel');
});

test('without script everything is there to read, and nothing that would do nothing', async () => {
  const page = await visit({ javaScript: false, width: 1_360 });
  await page.goto('/docs');
  await page.getByRole('link', { name: /^Book once/ }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Quickstart');
  expect(await page.locator('.sample').first().isVisible()).toBe(true);
  expect(await page.getByRole('button').count()).toBe(0);
  await page.getByRole('link', { name: 'Next Authentication' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Authentication');
});

test('on paper a guide is its text alone', async () => {
  const page = await visit({ width: 1_360 });
  await page.goto('/docs/guides/quickstart');
  await page.emulateMedia({ media: 'print' });
  for (const part of ['banner', 'complementary'] as const)
    expect(await page.getByRole(part).isVisible()).toBe(false);
  expect(await page.getByRole('main').isVisible()).toBe(true);
  await picture(page, 'print-docs-guide');
});
