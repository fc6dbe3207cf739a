import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { timeName } from './days.ts';
import { foreignPage } from './foreign-page.ts';
import { bookingsOf, offer } from './offers.ts';
import { visit } from './visitor.ts';
import { alex, widgetIn } from './widget.ts';

const mostPresses = 40;

/** What has the focus, through shadow roots: whether it can be seen, and what it is, for a message. */
const focusOf = (page: Page) =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (!(active instanceof HTMLElement) || active === document.body)
      return { isSeen: false, name: 'nothing' };
    const { outlineStyle, outlineWidth } = getComputedStyle(active);
    const { width, height, top, bottom } = active.getBoundingClientRect();
    // `auto` is the browser's own ring, on what belongs to the page.
    const isDrawn =
      outlineStyle === 'auto' || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2);
    const isInView = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
    return {
      isSeen: active.matches(':focus-visible') && isDrawn && isInView,
      name: `${active.localName} ${active.getAttribute('aria-label') ?? active.textContent}`,
    };
  });

const hasFocus = (target: Locator) => target.evaluate((element) => element.matches(':focus'));

/** Goes from stop to stop until one is reached. Every stop on the way can be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < mostPresses; presses++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
    const { isSeen, name } = await focusOf(page);
    expect([name, isSeen]).toEqual([name, true]);
  }
  throw new Error(`The Tab key never came to ${target}.`);
}

test('a whole booking in a dialog without a mouse', async () => {
  const { eventType, date, starts } = await offer({ max_attendees: 2 });
  const page = await visit();
  await page.goto(
    await foreignPage({ body: `<button data-astrocal-event-type-id="${eventType.id}">Book a call</button>` }),
  );
  const opener = page.getByRole('button', { name: 'Book a call' });
  const { day, time, name, email, submit, booked } = widgetIn(page);
  await tabTo(page, opener);
  await page.keyboard.press('Enter');
  await tabTo(page, day(date));
  await page.keyboard.press('Enter');
  await tabTo(page, time(date, timeName(starts[1] ?? '')));
  await page.keyboard.press('Space');
  await tabTo(page, name);
  await page.keyboard.type(alex.name);
  await tabTo(page, page.getByRole('button', { name: 'Add a guest' }));
  await page.keyboard.press('Enter');
  const guest = page.getByRole('group', { name: 'Guest 1' });
  await tabTo(page, submit);
  await page.keyboard.press('Enter');
  // The first field that is wrong has the focus.
  await expect.poll(() => hasFocus(email), { timeout: 20_000 }).toBe(true);
  await page.keyboard.type(alex.email);
  await tabTo(page, guest.getByLabel('Name'));
  await page.keyboard.type('Priya Rao');
  await tabTo(page, guest.getByLabel('Email'));
  await page.keyboard.type('priya@example.com');
  await page.keyboard.press('Enter'); // a field sends the form
  await booked.waitFor();
  await expect.poll(() => hasFocus(booked), { timeout: 20_000 }).toBe(true);
  expect((await bookingsOf({ eventType }))[0]).toMatchObject({ start_time: starts[1], attendee_count: 2 });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await hasFocus(opener)).toBe(true);
});

test('the dialog keeps the focus, whichever way one goes', async () => {
  const { eventType, date } = await offer();
  const page = await visit();
  const button = `<button data-astrocal-event-type-id="${eventType.id}">Book a call</button>`;
  await page.goto(await foreignPage({ body: `${button}<p><a href="#x">A link of the page</a></p>` }));
  await page.getByRole('button', { name: 'Book a call' }).press('Enter');
  await widgetIn(page).day(date).waitFor();
  for (const key of ['Tab', 'Shift+Tab'])
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press(key);
      expect(
        await hasFocus(page.getByRole('link', { name: 'A link of the page', includeHidden: true })),
      ).toBe(false);
    }
  const parent = await page.evaluate(() => document.activeElement?.shadowRoot !== null);
  expect(parent).toBe(true);
});

test('the arrows go through the days, and over the end of a month', async () => {
  const { date, path } = await offer();
  const page = await visit();
  await page.goto(path);
  const { day } = widgetIn(page);
  await day(date).focus();
  const dateAfter = (days: number) =>
    new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
  const moves: readonly (readonly [string, number])[] = [
    ['ArrowRight', 1],
    ['ArrowDown', 8],
    ['ArrowLeft', 7],
    ['ArrowUp', 0],
  ];
  for (const [key, days] of moves) {
    await page.keyboard.press(key);
    await expect.poll(() => hasFocus(day(dateAfter(days))), { timeout: 20_000 }).toBe(true);
  }
  for (let weeks = 1; weeks <= 5; weeks++) await page.keyboard.press('ArrowDown');
  await expect.poll(() => hasFocus(day(dateAfter(35))), { timeout: 20_000 }).toBe(true);
});

test('the zone is found by typing, chosen with Enter, and Escape leaves it as it is', async () => {
  const { date, path } = await offer();
  const page = await visit();
  await page.goto(path);
  await widgetIn(page).day(date).waitFor();
  const zone = page.getByRole('button', { name: /^Time zone:/ });
  const search = page.getByRole('combobox');
  await tabTo(page, zone);
  await page.keyboard.press('Enter');
  await expect.poll(() => hasFocus(search), { timeout: 20_000 }).toBe(true);
  await page.keyboard.type('tokyo');
  await page.getByRole('option', { name: /Tokyo/ }).waitFor();
  await page.keyboard.press('Escape');
  expect(await zone.getAttribute('aria-label')).toContain('New York');
  expect(await hasFocus(zone)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => hasFocus(search), { timeout: 20_000 }).toBe(true);
  await page.keyboard.type('tokyo');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Time zone: Tokyo/ }).waitFor();
  expect(await hasFocus(zone)).toBe(true);
});
