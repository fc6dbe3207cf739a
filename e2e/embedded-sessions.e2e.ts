import type { EmbedSessionCreate, EmbedSessionWithToken } from '@astrocal/sdk';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectAccessible } from './axe.ts';
import { timeName } from './days.ts';
import { expectToFit } from './fit.ts';
import { foreignOrigin, foreignPage } from './foreign-page.ts';
import { bookingsOf, host, offer, take } from './offers.ts';
import { picture } from './picture.ts';
import { visit } from './visitor.ts';
import { widgetIn } from './widget.ts';

const kim = { name: 'Kim Lee', email: 'kim@example.com' };

/** By this name it is another site to the browser, and not only another origin. */
const asOtherSite = (url: string): string => url.replace('127.0.0.1', 'localhost');

const session = async (body: EmbedSessionCreate): Promise<EmbedSessionWithToken> =>
  host().embedSessions.create({ allowed_origins: [asOtherSite(await foreignOrigin())], ...body });

interface Heard {
  readonly name: string;
  readonly data?: { readonly id?: string };
}

/** A page of another site that frames sessions, one after the other as each is over; gives what the page hears. */
async function frame(page: Page, urls: readonly string[]) {
  await page.goto(asOtherSite(await foreignPage({ body: '<div id="place"></div>' })));
  await page.evaluate((all) => {
    const heard: unknown[] = [];
    const [first, ...next] = all;
    const { Astrocal } = globalThis as never as { Astrocal: { mountHostPortal(config: object): void } };
    Object.assign(globalThis, { heard });
    Astrocal.mountHostPortal({
      url: first,
      target: '#place',
      onReady: () => heard.push({ name: 'ready' }),
      onEvent: (event: unknown) => heard.push(event),
      onSessionEnded() {
        heard.push({ name: 'ended' });
        return next.shift();
      },
    });
  }, urls);
  const heard = () => page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
  return { frame: page.frameLocator('iframe'), heard };
}

/** A member who hosts a new event type, with a booking of somebody else. */
async function hosted() {
  const member = await host().members.create({ name: 'Ana Costa', email: `ana-${Date.now()}@example.com` });
  const made = await offer();
  await host().hosts.replace(made.eventType.id, { hosts: [{ member_id: member.id }] });
  const booking = await take(made, made.starts[0]);
  return { ...made, member, booking };
}

describe('a booker in a frame of another site', () => {
  test('books as the person whom the session names, and nothing is kept in the browser', async () => {
    const made = await offer();
    const { url } = await session({ kind: 'booker', event_type_id: made.eventType.id, attendee: kim });
    const page = await visit({ height: 1_200 });
    const framed = await frame(page, [url]);
    const widget = widgetIn(framed.frame);
    await widget.day(made.date).click();
    await widget.time(made.date, timeName(made.starts[1] ?? '')).click();
    await framed.frame.getByText('kim@example.com').waitFor();
    expect(await framed.frame.getByLabel('Email').count()).toBe(0);
    await framed.frame.getByRole('button', { name: /^Book / }).click();
    await framed.frame.getByRole('heading', { name: 'You’re booked, Kim' }).waitFor();
    const [booking] = await bookingsOf(made);
    expect(booking).toMatchObject({ invitee_email: kim.email, start_time: made.starts[1] });
    expect((await framed.heard()).map(({ name, data }) => [name, data?.id])).toEqual([
      ['ready', undefined],
      ['booking.created', booking?.id],
    ]);
    expect(await page.context().cookies()).toEqual([]);
  });

  test('is shown by no other site', async () => {
    const { eventType } = await offer();
    const { url } = await session({
      kind: 'booker',
      event_type_id: eventType.id,
      allowed_origins: ['https://app.example.com'],
    });
    const page = await visit({ mayHear: ['frame-ancestors', 'target origin', 'status of 404'] });
    const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    const framed = await frame(page, [url]);
    await refused;
    expect(await framed.heard()).toEqual([]);
  });

  test('goes on with another session when one is over', async () => {
    const { eventType, date } = await offer();
    const [one, other] = [
      await session({ kind: 'booker', event_type_id: eventType.id }),
      await session({ kind: 'booker', event_type_id: eventType.id }),
    ];
    const page = await visit({ mayHear: [401] });
    const framed = await frame(page, [one.url, other.url]);
    await widgetIn(framed.frame).day(date).waitFor();
    await host().embedSessions.delete(one.id);
    await framed.frame.getByRole('button', { name: 'Next month' }).click();
    await widgetIn(framed.frame).day(date).waitFor();
    const names = async () =>
      (await framed.heard()).map(({ name }) => name).filter((name) => name !== 'error');
    await expect.poll(names).toEqual(['ready', 'ended', 'ready']);
  });
});

test('a booking is moved and cancelled in its own page', async () => {
  const made = await offer();
  const booking = await take(made, made.starts[0]);
  const { url } = await session({ kind: 'booking', booking_id: booking.id });
  const page = await visit();
  await page.goto(url);
  await page.getByRole('button', { name: 'Move' }).click();
  await widgetIn(page).day(made.date).click();
  await widgetIn(page)
    .time(made.date, timeName(made.starts[2] ?? ''))
    .click();
  await page.getByRole('button', { name: 'Move to this time' }).click();
  await page.getByRole('heading', { name: 'Your booking has moved' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('Why?').fill('Ill');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('heading', { name: 'The booking is cancelled.' }).waitFor();
  expect(await host().bookings.get(booking.id)).toMatchObject({ status: 'cancelled', cancel_reason: 'Ill' });
});

describe('the portal of a host', () => {
  test('shows what is ahead, and cancels it', async () => {
    const { member, booking } = await hosted();
    const { url } = await session({ kind: 'host', member_id: member.id });
    const page = await visit();
    const framed = await frame(page, [url]);
    await framed.frame.getByRole('button', { name: /Priya Rao/ }).click();
    await framed.frame.getByRole('button', { name: 'Cancel' }).click();
    await framed.frame.getByRole('button', { name: 'Cancel', exact: true }).click();
    await framed.frame.getByText('No bookings ahead.').waitFor();
    expect((await host().bookings.get(booking.id)).status).toBe('cancelled');
    expect((await framed.heard()).map(({ name }) => name)).toEqual(['ready', 'booking.cancelled']);
  });

  test('keeps hours, dates that differ and time off, by keyboard alone', async () => {
    const { member } = await hosted();
    const { url } = await session({ kind: 'host', member_id: member.id });
    const page = await visit({ height: 1_400 });
    await page.goto(url);
    const press = async (name: string | RegExp) => {
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
    };
    await press('My hours');
    await press('Set my hours');
    await page.getByRole('switch', { name: 'Friday' }).focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Monday: From').fill('10:00');
    await press('Add hours: Monday');
    await page.getByLabel('Monday: From').last().fill('18');
    await page.getByLabel('Monday: To').last().fill('24:00');
    await press('Add a date');
    await page.getByLabel('Date', { exact: true }).fill('2030-12-24');
    await press('Add a date');
    await press('Save');
    await page.getByText('Saved.').waitFor();
    const { rules, overrides } = await host().schedules.get(member.id);
    const hours = rules?.map(
      ({ day_of_week, start_time, end_time }) => `${day_of_week} ${start_time} ${end_time}`,
    );
    expect(hours).toEqual([
      '1 10:00:00 17:00:00',
      '1 18:00:00 24:00:00',
      '2 09:00:00 17:00:00',
      '3 09:00:00 17:00:00',
      '4 09:00:00 17:00:00',
    ]);
    expect(overrides).toMatchObject([{ date: '2030-12-24', windows: [] }]);
    await press('Add time off');
    await page.getByLabel('First day').fill('2030-07-01');
    await page.getByLabel('Last day').fill('2030-07-05');
    await page.getByLabel('Note').fill('Holiday');
    await press('Add time off');
    await page.getByText('Holiday').waitFor();
    expect((await host().absences.list(member.id)).data).toMatchObject([
      { start_date: '2030-07-01', end_date: '2030-07-05', note: 'Holiday' },
    ]);
  });

  test.each([
    { width: 320, colorScheme: 'light', locale: 'en-US' },
    { width: 900, colorScheme: 'dark', locale: 'de-DE' },
    { width: 320, colorScheme: 'dark', locale: 'ar' },
  ] as const)('is for everybody: $locale, $colorScheme, $width px', async (visitor) => {
    const { member } = await hosted();
    await host().absences.create(member.id, { start_date: '2030-07-01', end_date: '2030-07-05' });
    const { url } = await session({ kind: 'host', member_id: member.id });
    const page = await visit(visitor);
    await page.goto(url);
    const name = `portal-${visitor.locale}`;
    await page.getByRole('button', { name: /Priya Rao/ }).click();
    await expectAccessible(page, name);
    await expectToFit(page, name);
    await picture(page, name);
    await page.getByRole('button').first().click();
    await page.getByRole('button').nth(1).click();
    await page.getByRole('switch').first().waitFor();
    await expectAccessible(page, `${name}, hours`);
    await expectToFit(page, `${name}, hours`);
    await picture(page, `${name}-hours`);
    expect(await page.locator('.root').first().getAttribute('dir')).toBe(
      visitor.locale === 'ar' ? 'rtl' : 'ltr',
    );
  });

  test('says without script that it needs one', async () => {
    const { member } = await hosted();
    const { url } = await session({ kind: 'host', member_id: member.id });
    const page = await visit({ javaScript: false });
    await page.goto(url);
    // Not by its text: that is not looked for in such an element.
    await page.locator('noscript .note').waitFor();
    expect(await page.locator('noscript').textContent()).toContain('This page needs JavaScript.');
  });
});
