import { describe, expect, test } from 'vitest';
import { timeName } from './days.ts';
import { bookingsOf, host, offer, take } from './offers.ts';
import { visit } from './visitor.ts';
import { alex, book, choose, introduce, widgetIn } from './widget.ts';

describe('on the page of an event type', () => {
  test('a visitor books a time, and is shown what was booked', async () => {
    const { eventType, date, starts, path } = await offer({ location: 'https://meet.example.com/abc' });
    const page = await visit();
    await page.goto(path);
    const widget = widgetIn(page);
    await choose(page, date, timeName(starts[1] ?? ''));
    await introduce(page);
    await widget.notes.fill('Please bring the plan.');
    await widget.submit.click();
    await widget.booked.waitFor();
    const [booking] = await bookingsOf({ eventType });
    expect(booking).toMatchObject({
      start_time: starts[1],
      status: 'confirmed',
      invitee_name: alex.name,
      invitee_email: alex.email,
      invitee_timezone: 'America/New_York',
      notes: 'Please bring the plan.',
      is_test: false,
    });
    const done = await page.getByRole('region').innerText();
    for (const shown of [alex.email, 'New York', 'meet.example.com', '9:30']) expect(done).toContain(shown);
    // The way to the booking is there, and so is its calendar file.
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Add to calendar' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('booking.ics');
    const [own] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: 'Move or cancel' }).click(),
    ]);
    await own.getByRole('heading', { name: 'Your booking is confirmed' }).waitFor();
  });

  test('a time that is booked is offered to nobody else', async () => {
    const made = await offer();
    await take(made, made.starts[0]);
    const page = await visit();
    await page.goto(made.path);
    await widgetIn(page).day(made.date).click();
    const times = await widgetIn(page).times(made.date).allInnerTexts();
    expect(times.map((time) => time.replaceAll(/\s/g, ' '))).toEqual(
      made.starts.slice(1).map((start) => timeName(start)),
    );
  });

  test('one may choose the length, which decides what is offered', async () => {
    const { eventType, date, starts, path } = await offer({ duration_options: [30, 60, 90] });
    const page = await visit();
    await page.goto(path);
    await page.getByRole('button', { name: '60 minutes' }).click();
    await book(page, date, timeName(starts[0] ?? ''));
    const [booking] = await bookingsOf({ eventType });
    expect(booking?.event_type.duration).toBe(60);
  });

  test('a party books as many spots as it has people', async () => {
    const { eventType, date, starts, path } = await offer({ max_attendees: 4 });
    const page = await visit();
    await page.goto(path);
    await choose(page, date, `${timeName(starts[0] ?? '')} 4 places left`);
    await introduce(page);
    await page.getByRole('button', { name: 'Add a guest' }).click();
    await page.getByRole('button', { name: 'Add a guest' }).click();
    await page.getByRole('group', { name: 'Guest 2' }).getByLabel('Name').fill('Nobody');
    await page.getByRole('button', { name: 'Remove guest 2' }).click();
    const guest = page.getByRole('group', { name: 'Guest 1' });
    await guest.getByLabel('Name').fill('Priya Rao');
    await guest.getByLabel('Email').fill(alex.email.toUpperCase());
    await widgetIn(page).submit.click();
    await guest.getByText('You added this address already.').waitFor();
    await guest.getByLabel('Email').fill('priya@example.com');
    await widgetIn(page).submit.click();
    await widgetIn(page).booked.waitFor();
    const [booking] = await bookingsOf({ eventType });
    expect(booking?.attendees.map(({ name }) => name)).toEqual([alex.name, 'Priya Rao']);
    const later = await visit();
    await later.goto(path);
    await widgetIn(later).day(date).click();
    await widgetIn(later)
      .time(date, `${timeName(starts[0] ?? '')} 2 places left`)
      .waitFor();
  });

  test('what has a price is not offered while nothing can be paid', async () => {
    const { path } = await offer({ price_amount: 12_500, price_currency: 'eur' });
    const page = await visit({ mayHear: [404] });
    expect((await page.goto(path))?.status()).toBe(404);
  });
});

describe('what cannot be sent', () => {
  test('is said beside its field, and the first one has the focus', async () => {
    const { eventType, date, starts, path } = await offer();
    const page = await visit();
    await page.goto(path);
    await choose(page, date, timeName(starts[0] ?? ''));
    const { name, email, submit, booked } = widgetIn(page);
    await email.fill('alex at example');
    await submit.click();
    await page.getByText('Enter your name.').waitFor();
    expect(await name.evaluate((field) => field.matches(':focus'))).toBe(true);
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    expect(await bookingsOf({ eventType })).toEqual([]);
    await introduce(page);
    await submit.click();
    await booked.waitFor();
  });
});

describe('what is not there', () => {
  test('an address that leads nowhere says so', async () => {
    const page = await visit({ mayHear: [404] });
    const answer = await page.goto('/book/my-organization/nothing-here');
    expect(answer?.status()).toBe(404);
    await page.getByRole('heading', { name: 'There’s nothing at this address' }).waitFor();
  });

  test('an event type that ends while it is looked at says so in the widget', async () => {
    const { eventType, date, starts, path } = await offer();
    const page = await visit({ mayHear: [404] });
    await page.goto(path);
    await choose(page, date, timeName(starts[0] ?? ''));
    await introduce(page);
    await host().eventTypes.update(eventType.id, { active: false });
    await widgetIn(page).submit.click();
    await widgetIn(page).alert.getByText('This isn’t open for booking.').waitFor();
    expect(await bookingsOf({ eventType })).toEqual([]);
  });
});
