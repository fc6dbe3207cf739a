import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../e2e/find-chromium.ts';
import { type RunningServer, startServer } from '../start-server.ts';
import { type ServedPage, servePage } from './serve.ts';

/** Null, and a sentence, where there is no browser to look at pages with. */
const chromiumPath = (() => {
  try {
    return findChromium();
  } catch (error) {
    console.log(`The page with React is not looked at. ${(error as Error).message}`);
    return null;
  }
})();

describe.skipIf(chromiumPath === null)('a page with React', () => {
  let server: RunningServer;
  let served: ServedPage;
  let browser: Browser;
  beforeAll(async () => {
    [server, served, browser] = await Promise.all([
      startServer(),
      servePage(),
      chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] }),
    ]);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    await server?.stop();
  });

  /** The page for a visitor in Tokyo, in the next month: it has free times, whatever the day. */
  async function visit(): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ timezoneId: 'Asia/Tokyo', locale: 'en-US' });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    const query = new URLSearchParams({ api: server.url, event_type: server.testEventTypeId });
    await page.goto(`${served.url}?${query}`);
    await own(page).getByRole('button', { name: 'Next month' }).click();
    return { page, complaints };
  }

  const own = (page: Page) => page.getByRole('region', { name: 'A look of our own' });

  async function call(method: string, path: string, body?: object) {
    const response = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${server.testKey}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.ok).toBe(true);
    return response.json();
  }
  const bookings = async () => (await call('GET', '/v1/bookings')).data;

  async function fillIn(page: Page) {
    await own(page).getByLabel('Name').fill('Alex Johnson');
    await own(page).getByLabel('E-mail').fill('alex@example.com');
    await own(page).getByRole('button', { name: 'Book', exact: true }).click();
  }

  test('books by the hooks on the visitor’s date, and takes it back', async () => {
    const { page, complaints } = await visit();
    // 09:00 to 17:00 UTC is 18:00 to 02:00 in Tokyo: on a Wednesday, it begins with the end of Tuesday's hours.
    await own(page)
      .getByRole('button', { name: /^Wednesday/, disabled: false })
      .first()
      .click();
    const times = own(page).getByRole('button', { name: /[AP]M$/ });
    expect(await times.first().textContent()).toMatch(/^12:00\sAM$/);
    expect(await times.count()).toBe(16);
    await times.last().click();
    await fillIn(page);
    await own(page).getByRole('heading', { name: 'You are booked' }).waitFor();

    const [booking, ...others] = await bookings();
    expect(others).toEqual([]);
    expect(booking).toMatchObject({
      status: 'confirmed',
      invitee_name: 'Alex Johnson',
      invitee_timezone: 'Asia/Tokyo',
    });
    expect(booking.start_time).toMatch(/T14:30:00Z$/);
    expect(new Date(booking.start_time).getUTCDay()).toBe(3);

    await own(page).getByRole('button', { name: 'Cancel it' }).click();
    await own(page).getByRole('heading', { name: 'Cancelled' }).waitFor();
    expect(await bookings()).toMatchObject([{ id: booking.id, status: 'cancelled' }]);
    expect(complaints).toEqual([]);
  });

  test('offers another time when somebody was faster, and keeps what was typed', async () => {
    const { page, complaints } = await visit();
    await own(page)
      .getByRole('button', { name: /^Thursday/, disabled: false })
      .first()
      .click();
    await own(page)
      .getByRole('button', { name: /^6:00\sPM$/ })
      .click();
    const heading = await own(page).getByRole('heading', { level: 2 }).textContent();
    const date = new Date(`${heading?.replace(/ at .*/, '')} 00:00:00Z`).toISOString().slice(0, 10);
    const taken = { event_type_id: server.testEventTypeId, start_time: `${date}T09:00:00Z` };
    await call('POST', '/v1/bookings', {
      ...taken,
      invitee_name: 'Kim Lee',
      invitee_email: 'kim@example.com',
    });

    await fillIn(page);
    await own(page).getByText('Somebody was faster').waitFor();
    expect(
      await own(page)
        .getByRole('button', { name: /^6:00\sPM$/ })
        .count(),
    ).toBe(0);
    await own(page)
      .getByRole('button', { name: /^6:30\sPM is free$/ })
      .click();
    await own(page).getByRole('button', { name: 'Book', exact: true }).click();
    await own(page).getByRole('heading', { name: 'You are booked' }).waitFor();
    const [booking] = await bookings();
    expect(booking).toMatchObject({
      status: 'confirmed',
      start_time: `${date}T09:30:00Z`,
      invitee_name: 'Alex Johnson',
    });
    // The refusal is told to the console by the browser itself.
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
  });

  test('books by the widget, and the hooks show it', async () => {
    const { page, complaints } = await visit();
    const widget = page.getByRole('region', { name: 'The widget' });
    expect(await widget.locator('[data-astrocal-widget]').count()).toBe(1);
    const friday = own(page)
      .getByRole('button', { name: /^Friday/, disabled: false })
      .first();
    const evening = /^6:00\sPM$/;
    await friday.click();
    await own(page).getByRole('button', { name: evening }).waitFor();

    await widget.getByRole('button', { name: 'Next month' }).click();
    await widget
      .getByRole('button', { name: /^Friday, .*times available/ })
      .first()
      .click();
    await widget.getByRole('button', { name: evening }).click();
    await widget.getByLabel('Name', { exact: true }).first().fill('Alex Johnson');
    await widget.getByLabel('Email', { exact: true }).first().fill('alex@example.com');
    await widget.getByRole('button', { name: /^Book / }).click();
    await widget.getByRole('heading', { name: 'You’re booked, Alex' }).waitFor();
    expect((await bookings())[0]).toMatchObject({ status: 'confirmed', invitee_timezone: 'Asia/Tokyo' });
    await own(page).getByRole('button', { name: evening }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});
