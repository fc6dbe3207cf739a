import type { Booking } from '@astrocal/sdk';
import { describe, expect, inject, test } from 'vitest';
import { timeName } from './days.ts';
import { follow, openMail } from './mail.ts';
import { bookingsOf, host, type Offer, offer, stranger, take } from './offers.ts';
import { visit } from './visitor.ts';
import { alex, widgetIn } from './widget.ts';

/** A booking of somebody whom no other test knows. */
async function booked({ eventType, starts }: Offer): Promise<Booking> {
  return stranger().bookings.create({
    event_type_id: eventType.id,
    start_time: starts[0] ?? '',
    invitee_name: 'Robin Okafor',
    invitee_email: `${eventType.id.slice(4)}@example.com`,
    invitee_timezone: 'America/New_York',
  });
}

const pageOf = ({ id, cancel_token }: Booking, query = '') => `/bookings/${id}?token=${cancel_token}${query}`;

describe('from the mail about a booking', () => {
  test('it is moved to another time', async () => {
    const made = await offer();
    const booking = await booked(made);
    const inbox = await visit();
    const mail = await openMail(inbox, booking.invitee_email, 'Discovery Call');
    const page = await follow(inbox, mail, 'Reschedule');
    await page.getByRole('heading', { name: 'Choose another time', level: 1 }).waitFor();
    await widgetIn(page).day(made.date).click();
    await widgetIn(page)
      .time(made.date, timeName(made.starts[4] ?? ''))
      .click();
    await page.getByLabel('Why are you moving it?').fill('A train was late.');
    await page.getByRole('button', { name: 'Move to this time' }).click();
    await page.getByRole('heading', { name: 'Your booking has a new time' }).waitFor();
    expect(await page.getByText('A train was late.').isVisible()).toBe(true);
    expect((await bookingsOf(made))[0]).toMatchObject({
      id: booking.id,
      status: 'rescheduled',
      start_time: made.starts[4],
      reschedule_reason: 'A train was late.',
    });
  });

  test('it is cancelled, after a question', async () => {
    const made = await offer();
    const booking = await booked(made);
    const inbox = await visit();
    const mail = await openMail(inbox, booking.invitee_email, 'Discovery Call');
    const page = await follow(inbox, mail, 'Cancel');
    await page.getByRole('heading', { name: 'Cancel this booking?' }).waitFor();
    expect((await host().bookings.get(booking.id)).status).toBe('confirmed');
    await page.getByLabel('Reason, if you like').fill('I am ill.');
    await page.getByRole('button', { name: 'Cancel the booking' }).click();
    await page.getByRole('heading', { name: 'The booking is cancelled' }).waitFor();
    expect(await host().bookings.get(booking.id)).toMatchObject({
      status: 'cancelled',
      cancel_reason: 'I am ill.',
    });
    // Its time is free again, and the page leads to it.
    await page.getByRole('link', { name: 'Book another time' }).click();
    await widgetIn(page).day(made.date).click();
    await widgetIn(page)
      .time(made.date, timeName(made.starts[0] ?? ''))
      .waitFor();
  });

  test('it is shown, with its calendar file and its times in the zone of the visitor', async () => {
    const made = await offer();
    const booking = await booked(made);
    const inbox = await visit({ timezone: 'Asia/Tokyo' });
    const page = await follow(
      inbox,
      await openMail(inbox, booking.invitee_email, 'Discovery Call'),
      'View booking',
    );
    await page.getByRole('heading', { name: 'Your booking is confirmed' }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Add to calendar (.ics)' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('booking.ics');
    await page.getByRole('link', { name: /^Switch to / }).click();
    await page.getByRole('definition').filter({ hasText: 'Tokyo time' }).waitFor();
    // "11:00 – 11:30 PM" says the half of the day once.
    const [clock = '', half = ''] = timeName(made.starts[0] ?? '', 'Asia/Tokyo').split(/\s/);
    const when = await page.getByRole('definition').first().innerText();
    expect(when).toContain(`, ${clock}`);
    expect(when).toContain(half);
  });
});

test('a time that is taken while a booking is moved leads to another one', async () => {
  const made = await offer();
  const booking = await booked(made);
  const page = await visit({ mayHear: [409] });
  await page.goto(pageOf(booking, '&action=reschedule'));
  await widgetIn(page).day(made.date).click();
  await widgetIn(page)
    .time(made.date, timeName(made.starts[1] ?? ''))
    .click();
  await take(made, made.starts[1]);
  await page.getByRole('button', { name: 'Move to this time' }).click();
  await widgetIn(page)
    .alert.getByRole('button', { name: timeName(made.starts[2] ?? '') })
    .click();
  await page.getByRole('button', { name: 'Move to this time' }).click();
  await page.getByRole('heading', { name: 'Your booking has a new time' }).waitFor();
  expect((await host().bookings.get(booking.id)).start_time).toBe(made.starts[2]);
});

test('a booking moves over its own time, though its event type takes no more bookings', async () => {
  const made = await offer({ slot_interval_minutes: 15, booking_cap: 1, booking_cap_period: 'total' });
  const booking = await booked(made);
  const page = await visit();
  await page.goto(pageOf(booking, '&action=reschedule'));
  await widgetIn(page).day(made.date).click();
  await widgetIn(page)
    .time(made.date, timeName(made.starts[1] ?? ''))
    .click();
  await page.getByRole('button', { name: 'Move to this time' }).click();
  await page.getByRole('heading', { name: 'Your booking has a new time' }).waitFor();
  expect((await host().bookings.get(booking.id)).start_time).toBe(made.starts[1]);
});

describe('without JavaScript', () => {
  test('a booking is moved and cancelled by forms', async () => {
    const made = await offer();
    const booking = await booked(made);
    const page = await visit({ javaScript: false });
    await page.goto(pageOf(booking));
    await page.getByRole('link', { name: 'Choose another time' }).click();
    await page.getByRole('textbox', { name: 'Day' }).fill(made.date);
    await page.getByRole('button', { name: 'Show its times' }).click();
    await page.getByRole('radio', { name: timeName(made.starts[5] ?? '').toLowerCase() }).check();
    await page.getByRole('button', { name: 'Move the booking' }).click();
    await page.getByRole('heading', { name: 'Your booking has a new time' }).waitFor();
    expect((await host().bookings.get(booking.id)).start_time).toBe(made.starts[5]);
    await page.getByRole('link', { name: 'Cancel the booking' }).click();
    await page.getByRole('button', { name: 'Cancel the booking' }).click();
    await page.getByRole('heading', { name: 'The booking is cancelled' }).waitFor();
    expect((await host().bookings.get(booking.id)).status).toBe('cancelled');
  });

  test('an event type is booked by forms', async () => {
    const made = await offer({ description: 'Half an hour about your plans.' });
    const page = await visit({ javaScript: false });
    await page.goto(made.path);
    await page.getByRole('heading', { name: 'Discovery Call', level: 1 }).waitFor();
    expect(await page.getByText('Half an hour about your plans.').isVisible()).toBe(true);
    const how = page.getByRole('link', { name: 'how to book this' });
    const answer = await fetch(new URL((await how.getAttribute('href')) ?? '', page.url()));
    expect(await answer.text()).toContain('/v1/availability?');
    await page.getByRole('textbox', { name: 'Day' }).fill(made.date);
    await page.getByRole('button', { name: 'Show its times' }).click();
    await page.getByLabel('Your time zone').selectOption('America/New_York');
    await page.getByRole('button', { name: 'Show its times' }).click();
    await page.getByRole('radio', { name: timeName(made.starts[2] ?? '').toLowerCase() }).check();
    await page.getByLabel('Your name').fill(alex.name);
    await page.getByLabel('Your e-mail address').fill(alex.email);
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByRole('heading', { name: 'Your booking is confirmed' }).waitFor();
    await page.reload();
    expect(
      (await bookingsOf(made)).map(({ start_time, invitee_email }) => [start_time, invitee_email]),
    ).toEqual([[made.starts[2], alex.email]]);
  });
});

describe('opening an address changes nothing', () => {
  test('whatever it asks for', async () => {
    const made = await offer();
    const booking = await booked(made);
    const before = await host().bookings.get(booking.id);
    const page = await visit({ mayHear: [401] });
    const addresses = [
      pageOf(booking),
      pageOf(booking, '&action=cancel'),
      pageOf(booking, '&action=reschedule'),
      pageOf(booking, `&action=reschedule&date=${made.date}&new_start_time=${made.starts[3]}`),
      pageOf(booking, '&action=cancel&reason=Opened'),
    ];
    for (const address of addresses) {
      await page.goto(address, { waitUntil: 'networkidle' });
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    }
    expect(await host().bookings.get(booking.id)).toEqual(before);
    // The same addresses do act when a form is sent: what was seen above is not for want of a right address.
    const sent = await fetch(`${inject('serverUrl')}${pageOf(booking, '&action=cancel')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    });
    expect(sent.ok).toBe(true);
    expect((await host().bookings.get(booking.id)).status).toBe('cancelled');
  });

  test('and a wrong token shows nothing', async () => {
    const booking = await booked(await offer());
    const page = await visit({ mayHear: [401] });
    await page.goto(`/bookings/${booking.id}?token=${'x'.repeat(43)}`);
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
    expect(await page.getByText('Robin').count()).toBe(0);
  });
});
