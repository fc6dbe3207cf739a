import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { timeName } from './days.ts';
import { bookingsOf, offer, take } from './offers.ts';
import { visit } from './visitor.ts';
import { alex, choose, introduce, widgetIn } from './widget.ts';

const creates = '**/v1/bookings';

/** The idempotency key of every request to book that leaves the page. */
function keysSentBy(page: Page): string[] {
  const keys: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/v1/bookings'))
      keys.push(request.headers()['idempotency-key'] ?? 'none');
  });
  return keys;
}

describe('a time that somebody else took meanwhile', () => {
  test('is refused with others near it, of which one is booked without typing again', async () => {
    const made = await offer();
    const page = await visit({ mayHear: [409] });
    await page.goto(made.path);
    await choose(page, made.date, timeName(made.starts[2] ?? ''));
    await introduce(page);
    await take(made, made.starts[2]);
    const { alert, submit, name, booked } = widgetIn(page);
    await submit.click();
    await alert.getByText(`${timeName(made.starts[2] ?? '')} was just taken.`).waitFor();
    expect(await name.inputValue()).toBe(alex.name);
    await alert.getByRole('button', { name: timeName(made.starts[3] ?? '') }).click();
    await submit.click();
    await booked.waitFor();
    const bookings = await bookingsOf(made);
    expect(bookings.map(({ start_time }) => start_time)).toEqual([made.starts[3], made.starts[2]]);
    expect(bookings[0]?.invitee_email).toBe(alex.email);
  });

  test('is not offered any more to who goes back', async () => {
    const made = await offer();
    const page = await visit({ mayHear: [409] });
    await page.goto(made.path);
    await choose(page, made.date, timeName(made.starts[0] ?? ''));
    await introduce(page);
    await take(made, made.starts[0]);
    const { alert, submit, time } = widgetIn(page);
    await submit.click();
    await alert.getByRole('button', { name: 'Choose another time' }).click();
    await time(made.date, timeName(made.starts[1] ?? '')).waitFor();
    expect(await time(made.date, timeName(made.starts[0] ?? '')).count()).toBe(0);
  });
});

describe('a cap', () => {
  test('that is reached offers nothing, and says why', async () => {
    const made = await offer({ booking_cap: 1, booking_cap_period: 'total' });
    await take(made, made.starts[0]);
    const page = await visit();
    await page.goto(made.path);
    await page.getByText('Fully booked for now.').waitFor();
    expect(await page.getByRole('button', { name: /times available/ }).count()).toBe(0);
  });

  test('that is reached while the form is filled in is told there', async () => {
    const made = await offer({ booking_cap: 1, booking_cap_period: 'total' });
    const page = await visit({ mayHear: [409] });
    await page.goto(made.path);
    await choose(page, made.date, timeName(made.starts[0] ?? ''));
    await introduce(page);
    await take(made, made.starts[1]);
    const { alert, submit } = widgetIn(page);
    await submit.click();
    await alert.getByText('Fully booked for now.').waitFor();
    expect(await bookingsOf(made)).toHaveLength(1);
  });
});

describe('one wish to book is one booking', () => {
  test('although the button is pressed twice', async () => {
    const made = await offer();
    const page = await visit();
    const keys = keysSentBy(page);
    await page.goto(made.path);
    await choose(page, made.date, timeName(made.starts[0] ?? ''));
    await introduce(page);
    const { submit, booked } = widgetIn(page);
    await submit.dblclick();
    await booked.waitFor();
    expect(keys).toHaveLength(1);
    expect(await bookingsOf(made)).toHaveLength(1);
  });

  test('although the answer was lost and it was sent again', async () => {
    const made = await offer();
    const page = await visit({ mayHear: ['net::ERR_FAILED'] });
    const keys = keysSentBy(page);
    let lost = 0;
    await page.route(creates, async (route) => {
      if (route.request().method() !== 'POST' || lost === 1) return route.continue();
      lost += 1;
      await route.fetch(); // it is done, and nobody hears of it
      return route.abort();
    });
    await page.goto(made.path);
    await choose(page, made.date, timeName(made.starts[0] ?? ''));
    await introduce(page);
    const { submit, booked } = widgetIn(page);
    await submit.click();
    await booked.waitFor();
    expect([lost, new Set(keys).size, keys.length]).toEqual([1, 1, 2]);
    expect(await bookingsOf(made)).toHaveLength(1);
  });

  test('although the server failed until the visitor tried again', async () => {
    const made = await offer();
    const page = await visit({ mayHear: [500] });
    const keys = keysSentBy(page);
    let fails = true;
    await page.route(creates, async (route) => {
      if (route.request().method() !== 'POST' || !fails) return route.continue();
      await route.fetch();
      return route.fulfill({
        status: 500,
        headers: { 'access-control-allow-origin': '*' },
        json: { error: { code: 'internal_error', message: 'Something went wrong.' } },
      });
    });
    await page.goto(made.path);
    await choose(page, made.date, timeName(made.starts[0] ?? ''));
    await introduce(page);
    const { alert, submit, name, booked } = widgetIn(page);
    await submit.click();
    await alert.getByText('Something broke on our side.').waitFor();
    expect(await name.inputValue()).toBe(alex.name);
    const sentBefore = keys.length;
    fails = false;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await booked.waitFor();
    expect([keys.length, new Set(keys).size]).toEqual([sentBefore + 1, 1]);
    expect(await bookingsOf(made)).toHaveLength(1);
  });

  test('although the visitor went offline', async () => {
    const made = await offer();
    const page = await visit({ mayHear: ['net::ERR_INTERNET_DISCONNECTED'] });
    const keys = keysSentBy(page);
    await page.goto(made.path);
    await choose(page, made.date, timeName(made.starts[0] ?? ''));
    await introduce(page);
    const { alert, submit, booked } = widgetIn(page);
    await page.context().setOffline(true);
    await submit.click();
    await alert.getByText('You’re offline.').waitFor();
    await page.context().setOffline(false);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await booked.waitFor();
    expect(new Set(keys).size).toBe(1);
    expect(await bookingsOf(made)).toHaveLength(1);
  });
});

test('while it is being sent the widget says so, to those who listen as well', async () => {
  const made = await offer();
  const page = await visit();
  const { promise: isSeen, resolve: letGo } = Promise.withResolvers<void>();
  await page.route(creates, async (route) => {
    await isSeen;
    return route.continue();
  });
  await page.goto(made.path);
  await choose(page, made.date, timeName(made.starts[0] ?? ''));
  await introduce(page);
  const { submit, booked } = widgetIn(page);
  await submit.click();
  await page.getByRole('status').getByText('One moment…').waitFor({ state: 'attached' });
  const button = page.getByRole('button', { name: 'One moment…' });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  letGo();
  await booked.waitFor();
});

test('times that could not be read are read when the visitor is online again', async () => {
  const made = await offer();
  const page = await visit({ mayHear: ['net::ERR_INTERNET_DISCONNECTED'] });
  let isCut = true;
  await page.route('**/v1/availability*', (route) =>
    isCut ? route.abort('internetdisconnected') : route.continue(),
  );
  await page.goto(made.path);
  const { alert, day } = widgetIn(page);
  await alert.getByText('We can’t connect right now.').waitFor();
  isCut = false;
  await alert.getByRole('button', { name: 'Try again' }).click();
  await day(made.date).waitFor();
});
