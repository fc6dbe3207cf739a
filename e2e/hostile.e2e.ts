import type { Booking } from '@astrocal/sdk';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { timeName } from './days.ts';
import { foreignPage } from './foreign-page.ts';
import { groupsOf, hostileWords } from './hostile-words.ts';
import { openMail } from './mail.ts';
import { bookingsOf, host, type Offer, offer, take } from './offers.ts';
import { visit } from './visitor.ts';
import { choose, introduce, widgetIn } from './widget.ts';

/** The longest that every field holds: names and titles. */
const groups = groupsOf(hostileWords, 240);

/** Whether anything ran that somebody wrote into a field, in the page or in a frame of it. */
async function expectNothingRan(page: Page, where: string): Promise<void> {
  for (const frame of page.frames()) {
    const set = await frame
      .evaluate(() => (window as { __xss?: unknown }).__xss)
      .catch(() => 'frame is gone');
    expect([where, set]).toEqual([where, undefined]);
  }
}

test('in a careless page the words do run: that nothing runs below is not for want of trying', async () => {
  const page = await visit({ mayHear: ['net::', '404'] });
  await page.goto('/health');
  await page.evaluate((all) => {
    for (const html of all) {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentDocument?.write(`<p title="${html}">${html}</p>`);
    }
  }, hostileWords);
  const countRun = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('iframe')].filter((frame) => '__xss' in (frame.contentWindow ?? {}))
          .length,
    );
  await expect.poll(countRun, { timeout: 20_000 }).toBeGreaterThanOrEqual(12);
});

describe.each(groups.map((words, number) => ({ words, number })))(
  'hostile words, group $number',
  ({ words, number }) => {
    // One offer for each: its words are in every field that anybody can write.
    const fields = { title: words, description: words, location: words, duration_minutes: 15 };

    test('stays text in the widget, on the pages and in the mail', async () => {
      const made = await offer(fields);
      const page = await visit({ mayHear: [404] });
      await page.goto(`${made.path}?timezone=${encodeURIComponent(words)}&q=${encodeURIComponent(words)}`);
      const booking = await bookWith(page, made, words, `hostile-${number}@example.com`);
      expect([booking.invitee_name, booking.notes, booking.location]).toEqual([words, words, words]);
      await expectNothingRan(page, 'widget');
      const own = `/bookings/${booking.id}?token=${booking.cancel_token}`;
      await page.goto(`${own}&action=reschedule`);
      await widgetIn(page).day(made.date).waitFor();
      await expectNothingRan(page, 'reschedule');
      await page.goto(`${own}&action=cancel&reason=${encodeURIComponent(words)}`);
      await expectNothingRan(page, 'cancel');
      await page.getByLabel('Reason, if you like').fill(words);
      await page.getByRole('button', { name: 'Cancel the booking' }).click();
      await page.getByRole('heading', { name: 'The booking is cancelled' }).waitFor();
      expect(await page.getByText(words.slice(0, 60)).count()).toBeGreaterThan(1);
      await expectNothingRan(page, 'cancelled');
      const mail = await openMail(page, booking.invitee_email, 'Cancelled');
      await mail.getByText(words.slice(0, 30)).first().waitFor();
      await expectNothingRan(page, 'mail');
      await page.goto('/dev/mail');
      await expectNothingRan(page, 'mails');
    });
  },
);

/** Books in the widget, with the same words in every field of the form. */
async function bookWith(page: Page, made: Offer, words: string, email: string): Promise<Booking> {
  await choose(page, made.date, timeName(made.starts[0] ?? ''));
  await introduce(page, { name: words, email });
  const { notes, submit, booked } = widgetIn(page);
  await notes.fill(words);
  await submit.click();
  await booked.waitFor();
  const [booking] = await bookingsOf(made);
  if (!booking) throw new Error('Nothing was booked.');
  return booking;
}

test('hostile addresses, tokens and parameters lead to a page that says no', async () => {
  const page = await visit({ mayHear: [400, 401, 404] });
  for (const words of groups) {
    const part = encodeURIComponent(words);
    for (const address of [
      `/book/${part}/${part}`,
      `/book/${part}`,
      `/bookings/${part}?token=${part}&action=${part}`,
      `/waitlist/${part}?token=${part}&timezone=${part}`,
    ]) {
      await page.goto(address);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      await expectNothingRan(page, address);
    }
  }
});

test('hostile metadata, names of guests and reasons stay text as well', async () => {
  const made = await offer({ max_attendees: 10 });
  const attendees = groups
    .slice(0, 8)
    .map((name, number) => ({ name, email: `guest-${number}@example.com`, timezone: 'UTC' }));
  const booking = await host().bookings.create({
    event_type_id: made.eventType.id,
    start_time: made.starts[0] ?? '',
    attendees,
    metadata: { [hostileWords[0]?.slice(0, 40) ?? '']: groups[0] ?? '' },
  });
  await host().bookings.reschedule(booking.id, {
    new_start_time: made.starts[1] ?? '',
    reason: groups.join('\n').slice(0, 500),
  });
  const page = await visit();
  await page.goto(`/bookings/${booking.id}?token=${booking.cancel_token}`);
  await page.getByRole('heading', { name: 'Your booking has a new time' }).waitFor();
  expect(await page.getByText(attendees[1]?.name.slice(0, 60) ?? '').count()).toBeGreaterThan(0);
  await expectNothingRan(page, 'party');
});

test('hostile attributes of an element neither run nor break the widget', async () => {
  const made = await offer();
  await take(made, made.starts[0]);
  const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const names = ['primary-color', 'background-color', 'border-radius', 'font-family', 'timezone', 'mode'];
  const places = groups.map(
    (words) =>
      `<div data-astrocal-event-type-id="${made.eventType.id}" ${names
        .map((name) => `data-astrocal-${name}="${quoted(words)}"`)
        .join(' ')}></div>`,
  );
  const page = await visit();
  await page.goto(await foreignPage({ body: places.join('') }));
  await expect.poll(() => widgetIn(page).day(made.date).count(), { timeout: 20_000 }).toBe(groups.length);
  await expectNothingRan(page, 'attributes');
});
