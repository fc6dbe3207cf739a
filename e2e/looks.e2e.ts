import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectAccessible } from './axe.ts';
import { timeName } from './days.ts';
import { expectToFit } from './fit.ts';
import { foreignPage } from './foreign-page.ts';
import { host, offer, stranger, take } from './offers.ts';
import { picture } from './picture.ts';
import { type Visitor, visit } from './visitor.ts';
import { alex, introduce, widgetIn } from './widget.ts';

type Look = (page: Page, step: string) => Promise<void>;

/** Walks from the first step to the last, and looks at each. */
async function walk(page: Page, look: Look): Promise<void> {
  const made = await offer({
    title: 'Design review',
    description: 'Forty minutes with the team about one question of yours.\nBring a sketch.',
    location: 'https://meet.example.com/design',
    duration_options: [30, 60],
    max_attendees: 3,
    waitlist_enabled: true,
  });
  await host().bookings.create({
    event_type_id: made.eventType.id,
    start_time: made.starts[3] ?? '',
    attendees: ['a', 'b', 'c'].map((name) => ({ name, email: `${name}@example.com` })),
  });
  await page.goto(made.path);
  const { day, time, name, submit, alert, booked } = widgetIn(page);
  const [first = '', second = ''] = made.starts;
  await page.getByRole('button', { name: '30 minutes' }).waitFor();
  await look(page, '1-lengths');
  await page.getByRole('button', { name: '30 minutes' }).click();
  await day(made.date).waitFor();
  await look(page, '2-calendar');
  await page.getByRole('button', { name: /^Time zone:/ }).click();
  await page.getByRole('option').first().waitFor();
  await look(page, '3-zones');
  await page.keyboard.press('Escape');
  await day(made.date).click();
  await time(made.date, timeName(first)).waitFor();
  await look(page, '4-times');
  await time(made.date, timeName(first)).click();
  await page.getByRole('button', { name: 'Add a guest' }).click();
  await submit.click();
  await expect.poll(() => name.getAttribute('aria-invalid'), { timeout: 20_000 }).toBe('true');
  await look(page, '5-form-refused');
  await page.getByRole('button', { name: 'Remove guest 1' }).click();
  await introduce(page);
  const party = ['x', 'y', 'z'].map((one) => ({ name: one, email: `${one}@example.com` }));
  await host().bookings.create({ event_type_id: made.eventType.id, start_time: first, attendees: party });
  await submit.click();
  await alert.waitFor();
  await look(page, '6-taken');
  await alert.getByRole('button', { name: timeName(second) }).click();
  await submit.click();
  await booked.waitFor();
  await look(page, '7-done');
}

/** The pages beside the one on which people book. */
async function walkPages(page: Page, look: Look): Promise<void> {
  const made = await offer({ title: 'Design review', waitlist_enabled: true });
  const booking = await take(made, made.starts[0]);
  const own = `/bookings/${booking.id}?token=${booking.cancel_token}`;
  const entry = await stranger().waitlist.join({
    event_type_id: made.eventType.id,
    start_time: made.starts[0],
    invitee_name: alex.name,
    invitee_email: alex.email,
    invitee_timezone: 'America/New_York',
  });
  const line = `/waitlist/${entry.id}?token=${entry.cancel_token}`;
  const addresses: readonly (readonly [string, string])[] = [
    ['booking', own],
    ['cancel', `${own}&action=cancel`],
    ['by-form', `${own}&action=reschedule&date=${made.date}`],
    ['book-by-form', `${made.path}?date=${made.date}`],
    ['waiting', line],
    ['leave', `${line}&action=cancel`],
    ['wrong-link', '/bookings/bkg_none?token=none'],
    ['nothing', '/book/my-organization/nothing'],
  ];
  for (const [name, address] of addresses) {
    await page.goto(address);
    await look(page, name);
  }
  await page.goto(`${own}&action=reschedule`);
  await widgetIn(page).day(made.date).waitFor();
  await look(page, 'move');
  await page.goto('/docs/widget');
  await page
    .getByRole('button', { name: /times available/ })
    .first()
    .waitFor();
  await look(page, 'preview');
}

const visitors: readonly (readonly [string, Visitor])[] = [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['narrow', { width: 320, height: 640 }],
  ['narrow-dark', { width: 320, height: 640, colorScheme: 'dark' }],
];

describe.each(visitors)('%s', (name, visitor) => {
  const look: Look = async (page, step) => {
    await page.getByRole('main').waitFor();
    await picture(page, `${name}-${step}`);
    await expectToFit(page, `${name} ${step}`);
    await expectAccessible(page, `${name} ${step}`);
  };
  // What moves is at rest for who asks for rest, so colours are what they come to be.
  const resting = { ...visitor, reducedMotion: true, mayHear: [401, 404, 409] };

  test('every step of a booking fits, and axe finds nothing', async () => {
    await walk(await visit(resting), look);
  });

  test('every page fits, and axe finds nothing', async () => {
    await walkPages(await visit(resting), look);
  });
});

test('a dialog covers a narrow page and fits it', async () => {
  const { eventType, date } = await offer();
  const page = await visit({ width: 320, height: 568, reducedMotion: true });
  const body = `<button data-astrocal-event-type-id="${eventType.id}">Book a call</button>`;
  await page.goto(await foreignPage({ body }));
  await page.getByRole('button', { name: 'Book a call' }).click();
  await widgetIn(page).day(date).waitFor();
  await picture(page, 'narrow-dialog');
  await expectToFit(page, 'dialog');
  await expectAccessible(page, 'dialog');
});

test('a dialog over a wide page', async () => {
  const { eventType, date, starts } = await offer();
  const page = await visit({ reducedMotion: true });
  const body = `<button data-astrocal-event-type-id="${eventType.id}">Book a call</button>`;
  await page.goto(await foreignPage({ body }));
  await page.getByRole('button', { name: 'Book a call' }).click();
  await widgetIn(page).day(date).click();
  await widgetIn(page)
    .time(date, timeName(starts[0] ?? ''))
    .waitFor();
  await picture(page, 'dialog');
  await expectAccessible(page, 'dialog');
});

test("a theme's colours stay readable: text on them is made dark or light", async () => {
  const { eventType, date, starts } = await offer();
  const page = await visit({ reducedMotion: true });
  const body = `<div data-astrocal-event-type-id="${eventType.id}" data-astrocal-primary-color="#ffd400"
    data-astrocal-border-radius="4px" data-astrocal-color-scheme="dark"></div>`;
  await page.goto(await foreignPage({ body }));
  await widgetIn(page).day(date).click();
  await widgetIn(page)
    .time(date, timeName(starts[0] ?? ''))
    .waitFor();
  await picture(page, 'theme');
  await expectAccessible(page, 'theme');
});
