import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { timeName } from './days.ts';
import { foreignPage } from './foreign-page.ts';
import { bookingsOf, offer, stranger } from './offers.ts';
import { visit } from './visitor.ts';
import { alex, book, widgetIn } from './widget.ts';

/** Keeps what the widget tells the page, as the page would hear it. */
const listen = (page: Page, names: readonly string[]) =>
  page.evaluate((all) => {
    const heard: { name: string; detail: unknown }[] = [];
    Object.assign(window, { heard });
    for (const name of all)
      document.addEventListener(`astrocal:${name}`, (event) =>
        heard.push({ name, detail: (event as CustomEvent).detail }),
      );
  }, names);

const heardBy = (page: Page) =>
  page.evaluate(() => (window as unknown as { heard: { name: string; detail: { id?: string } }[] }).heard);

describe("in a page of somebody else's site, with a strict policy", () => {
  test('one script tag and one element book, and the page is told', async () => {
    const { eventType, date, starts } = await offer();
    const page = await visit();
    await page.goto(await foreignPage({ body: `<div data-astrocal-event-type-id="${eventType.id}"></div>` }));
    await listen(page, ['step-change', 'booking-created', 'error']);
    await book(page, date, timeName(starts[2] ?? ''));
    const [booking] = await bookingsOf({ eventType });
    expect(booking).toMatchObject({ start_time: starts[2], invitee_email: alex.email });
    const heard = await heardBy(page);
    expect(heard.filter(({ name }) => name === 'booking-created').map(({ detail }) => detail.id)).toEqual([
      booking?.id,
    ]);
    const steps = heard.filter(({ name }) => name === 'step-change').map(({ detail }) => detail);
    expect(steps.slice(-3)).toEqual(['times', 'form', 'confirmed']);
    expect(heard.filter(({ name }) => name === 'error')).toEqual([]);
  });

  test('a button opens a dialog that books, and closing it leads back to the button', async () => {
    const { eventType, date, starts } = await offer();
    const page = await visit();
    await page.goto(
      await foreignPage({
        body: `<button data-astrocal-event-type-id="${eventType.id}">Book a call</button>`,
      }),
    );
    const opener = page.getByRole('button', { name: 'Book a call' });
    await opener.click();
    const dialog = page.getByRole('dialog');
    await page.getByRole('dialog', { name: 'Discovery Call' }).waitFor();
    await book(dialog, date, timeName(starts[0] ?? ''));
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await bookingsOf({ eventType })).toHaveLength(1);
  });

  test('a dialog that is opened again begins anew', async () => {
    const { eventType, date, starts } = await offer();
    const page = await visit();
    await page.goto(
      await foreignPage({
        body: `<button data-astrocal-event-type-id="${eventType.id}">Book a call</button>`,
      }),
    );
    for (const start of starts.slice(0, 2)) {
      await page.getByRole('button', { name: 'Book a call' }).click();
      await book(page.getByRole('dialog'), date, timeName(start));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect(await bookingsOf({ eventType })).toHaveLength(2);
  });

  test('two widgets in one page book apart from each other', async () => {
    const [one, other] = [await offer({ title: 'First' }), await offer({ title: 'Second' })];
    const page = await visit({ height: 1_600 });
    const places = [one, other].map(
      ({ eventType }) => `<div data-astrocal-event-type-id="${eventType.id}"></div>`,
    );
    await page.goto(await foreignPage({ body: places.join('') }));
    const first = page.getByRole('region').first(); // its name is told by what it shows
    const second = page.getByRole('region').last();
    await first.getByRole('heading', { name: 'First' }).waitFor();
    await second.getByRole('heading', { name: 'Second' }).waitFor();
    await widgetIn(first).day(one.date).click();
    await book(second, other.date, timeName(other.starts[0] ?? ''));
    await widgetIn(first)
      .time(one.date, timeName(one.starts[0] ?? ''))
      .waitFor();
    expect([await bookingsOf(one), await bookingsOf(other)].map(({ length }) => length)).toEqual([0, 1]);
  });

  test('an event type that does not exist is told to the visitor, to the page and to its developer', async () => {
    const page = await visit({ mayHear: [404] });
    const id = 'evt_00000000000000000000000000';
    await page.goto(await foreignPage({ body: '' }));
    await listen(page, ['error']);
    const told = page.waitForEvent('console', (message) => message.text().startsWith('Astrocal: '));
    await page.evaluate((eventTypeId) => {
      const place = document.createElement('div');
      place.setAttribute('data-astrocal-event-type-id', eventTypeId);
      document.querySelector('main')?.append(place);
      (globalThis as unknown as { Astrocal: { autoInit(): void } }).Astrocal.autoInit();
    }, id);
    await widgetIn(page).alert.getByText('This isn’t open for booking.').waitFor();
    expect(await heardBy(page)).toMatchObject([
      { name: 'error', detail: { code: 'not_found', status: 404 } },
    ]);
    expect((await told).text()).toMatch(new RegExp(`${id}.*not_found.*docs/guides/widget#`));
  });

  test('an element that does not say what is booked keeps no other from being drawn', async () => {
    const { eventType, date } = await offer();
    const page = await visit({ mayHear: ['say what is booked'] });
    const wrong = '<div data-astrocal-event-type-id=""></div>';
    const right = `<div data-astrocal-event-type-id="${eventType.id}"></div>`;
    await page.goto(await foreignPage({ body: wrong + right }));
    await widgetIn(page).day(date).waitFor();
  });

  test('it leaves nothing behind: no cookie, no storage', async () => {
    const { eventType, date, starts } = await offer();
    const page = await visit();
    await page.goto(await foreignPage({ body: `<div data-astrocal-event-type-id="${eventType.id}"></div>` }));
    await book(page, date, timeName(starts[0] ?? ''));
    const kept = () =>
      page.evaluate(async () => [
        localStorage.length,
        sessionStorage.length,
        (await indexedDB.databases()).length,
      ]);
    expect([await page.context().cookies(), await kept()]).toEqual([[], [0, 0, 0]]);
    await page.goto(`/book/${eventType.id}`);
    await book(page, date, timeName(starts[1] ?? ''));
    expect([await page.context().cookies(), await kept()]).toEqual([[], [0, 0, 0]]);
  });
});

test('a booking can be moved from any page that has its token', async () => {
  const made = await offer();
  const booking = await stranger().bookings.create({
    event_type_id: made.eventType.id,
    start_time: made.starts[0] ?? '',
    invitee_name: alex.name,
    invitee_email: alex.email,
  });
  const page = await visit();
  await page.goto(
    await foreignPage({
      body: `<div data-astrocal-booking-id="${booking.id}" data-astrocal-token="${booking.cancel_token}"></div>`,
    }),
  );
  await widgetIn(page).day(made.date).click();
  await widgetIn(page)
    .time(made.date, timeName(made.starts[3] ?? ''))
    .click();
  await page.getByRole('button', { name: 'Move to this time' }).click();
  await page.getByRole('heading', { name: 'Your booking has moved' }).waitFor();
  expect((await bookingsOf(made))[0]).toMatchObject({ id: booking.id, start_time: made.starts[3] });
});

test('the script says for how long it may be kept, and serves its source map', async () => {
  const answer = await fetch(`${inject('serverUrl')}/widget/v1/astrocal.js`);
  expect(answer.headers.get('cache-control')).toContain('max-age=');
  const [, map = ''] = /sourceMappingURL=(\S+)/.exec(await answer.text()) ?? [];
  const source = await fetch(new URL(map, answer.url));
  expect((await source.json()).sources.length).toBeGreaterThan(10);
});
