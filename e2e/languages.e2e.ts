import { expect, test } from 'vitest';
import { ar } from '../packages/widget/src/i18n/ar.ts';
import { de } from '../packages/widget/src/i18n/de.ts';
import { fr } from '../packages/widget/src/i18n/fr.ts';
import { ja } from '../packages/widget/src/i18n/ja.ts';
import { pl } from '../packages/widget/src/i18n/pl.ts';
import { dayName, ownDay } from './days.ts';
import { foreignPage } from './foreign-page.ts';
import { bookingsOf, offer } from './offers.ts';
import { picture } from './picture.ts';
import { visit } from './visitor.ts';

/** What is written around the time in a button. */
const wordOf = (text: string) => text.replace('{time}', '').trim();

test('who reads from right to left books in a mirrored widget', async () => {
  const { eventType, starts, date } = await offer();
  const page = await visit({ locale: 'ar-EG', timezone: 'Africa/Cairo' });
  await page.goto(
    await foreignPage({ lang: 'ar', body: `<div data-astrocal-event-type-id="${eventType.id}"></div>` }),
  );
  const day = page.getByRole('button', { name: dayName(date, 'ar-EG') });
  await day.waitFor();
  expect(await day.evaluate((button) => getComputedStyle(button).direction)).toBe('rtl');
  const grid = page.getByRole('grid');
  const [first, last] = [grid.getByRole('columnheader').first(), grid.getByRole('columnheader').last()];
  expect((await first.boundingBox())?.x).toBeGreaterThan((await last.boundingBox())?.x ?? 0);
  // In Egypt the week begins on Saturday; the key to the left leads to the next day.
  expect(await first.getAttribute('aria-label')).toBe('السبت');
  await day.focus();
  await page.keyboard.press('ArrowLeft');
  const next = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
  const focused = page.getByRole('button', { name: dayName(next, 'ar-EG') });
  expect(await focused.evaluate((button) => button.matches(':focus'))).toBe(true);
  await picture(page, 'rtl-calendar');
  await day.click();
  await page.getByRole('list').last().getByRole('button').first().click();
  await page.getByLabel(ar.name).fill('ليلى حسن');
  await page.getByLabel(ar.email).fill('layla@example.com');
  await picture(page, 'rtl-form');
  await page.getByRole('button', { name: wordOf(ar.book) }).click();
  await page.getByRole('heading', { name: ar.confirmed.replace('{name}', 'ليلى حسن') }).waitFor();
  await picture(page, 'rtl-done');
  expect((await bookingsOf({ eventType }))[0]).toMatchObject({
    start_time: starts[0],
    invitee_name: 'ليلى حسن',
    invitee_timezone: 'Africa/Cairo',
  });
});

test.each([
  ['de', 'de-DE', 'Europe/Berlin', de.book, 'Montag'],
  ['ja', 'ja-JP', 'Asia/Tokyo', ja.book, '日曜日'],
  ['pl', 'pl-PL', 'Europe/Warsaw', pl.book, 'poniedziałek'],
])(
  'a page in %s has a widget in %s, with its week and its clock',
  async (lang, locale, timezone, submit, weekday) => {
    const date = ownDay();
    const { eventType, starts } = await offer({}, { date, timezone, from: '14:00', to: '15:00' });
    const page = await visit({ locale, timezone });
    await page.goto(
      await foreignPage({ lang, body: `<div data-astrocal-event-type-id="${eventType.id}"></div>` }),
    );
    const day = page.getByRole('button', { name: dayName(date, locale) });
    await day.waitFor();
    const week = page.getByRole('grid').getByRole('columnheader');
    expect(await week.first().getAttribute('aria-label')).toBe(weekday);
    await day.click();
    await page.getByRole('button', { name: '14:00' }).click();
    const fields = page.getByRole('textbox');
    await fields.nth(0).fill('Robin Okafor');
    await fields.nth(1).fill('robin@example.com');
    await page.getByRole('button', { name: wordOf(submit) }).click();
    await expect
      .poll(async () => (await bookingsOf({ eventType })).map(({ start_time }) => start_time), {
        timeout: 20_000,
      })
      .toEqual([starts[0]]);
  },
);

test('a booking page has a widget in the language of its visitor', async () => {
  const { path, date } = await offer();
  const page = await visit({ locale: 'fr-FR' });
  await page.goto(path);
  await page.getByRole('button', { name: dayName(date, 'fr-FR') }).click();
  await page.getByRole('list').last().getByRole('button', { name: '09:00' }).click();
  await page.getByRole('heading', { name: fr.details }).waitFor();
});
