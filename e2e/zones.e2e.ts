import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dayName, ownDay } from './days.ts';
import { bookingsOf, host, newEventType, type Offer, offer, stranger } from './offers.ts';
import { visit } from './visitor.ts';
import { introduce, widgetIn } from './widget.ts';

const newYork = 'America/New_York';
const dayMs = 86_400_000;

/** The next Sunday on which New York's clocks go forward (`+1`) or back (`-1`), a week ahead at least. */
function nextChange(hours: 1 | -1): string {
  const offsetAt = (instant: number) => {
    const text = new Intl.DateTimeFormat('en-US', { timeZone: newYork, timeZoneName: 'longOffset' });
    const name = text.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return Number(name.slice(3, 6));
  };
  const noon = new Date().setUTCHours(17, 0, 0, 0) + 7 * dayMs;
  for (let day = noon; day < noon + 366 * dayMs; day += dayMs)
    if (offsetAt(day) - offsetAt(day - dayMs) === hours) return new Date(day).toISOString().slice(0, 10);
  throw new Error('New York keeps one time all year.');
}

const dayBefore = (date: string) => new Date(Date.parse(date) - dayMs).toISOString().slice(0, 10);

/** What the visitor's own browser says of instants, in the zone that it is in. */
const shownBy = (page: Page, instants: readonly string[], options: Intl.DateTimeFormatOptions) =>
  page.evaluate(
    ([all, wanted]) =>
      all.map((at) => new Intl.DateTimeFormat(navigator.language, wanted).format(Date.parse(at))),
    [instants, options] as const,
  );

const clock: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
const plain = (texts: readonly string[]) => texts.map((text) => text.replaceAll(/\s/g, ' '));

/** The starts of an event type that lie on a date of a zone. */
async function startsOn({ eventType }: Pick<Offer, 'eventType'>, date: string, timezone: string) {
  const query = { event_type_id: eventType.id, start: date, end: date, timezone };
  return (await stranger().availability.list(query)).slots.map(({ start_time }) => start_time);
}

describe("across a change of New York's clocks", () => {
  test('a visitor in Tokyo sees and books the times as they are there', async () => {
    const sunday = nextChange(1);
    const saturday = dayBefore(sunday);
    const eventType = await newEventType();
    const open = [{ start_time: '09:00', end_time: '11:00' }];
    await host().availability.replaceRules(eventType.id, {
      timezone: newYork,
      rules: [],
      overrides: [
        { date: saturday, windows: open },
        { date: sunday, windows: [{ start_time: '01:00', end_time: '04:00' }, ...open] },
      ],
    });
    const page = await visit({ timezone: 'Asia/Tokyo' });
    await page.goto(`/book/${eventType.id}`);
    const { day, times, time } = widgetIn(page);
    for (const date of [saturday, sunday]) {
      await day(date).click();
      const starts = await startsOn({ eventType }, date, 'Asia/Tokyo');
      await times(date).first().waitFor();
      expect(plain(await times(date).allInnerTexts())).toEqual(plain(await shownBy(page, starts, clock)));
    }
    // Saturday 10:00 in New York is Sunday in Tokyo; 2:00 to 3:00 in New York does not exist; 9:00 is an hour earlier.
    expect(plain(await times(sunday).allInnerTexts())).toEqual([
      ...['12:00 AM', '12:30 AM'],
      ...['3:00 PM', '3:30 PM', '4:00 PM', '4:30 PM'],
      ...['10:00 PM', '10:30 PM', '11:00 PM', '11:30 PM'],
    ]);
    await time(sunday, '10:00 PM').click();
    await introduce(page);
    await widgetIn(page).submit.click();
    await widgetIn(page).booked.waitFor();
    expect((await bookingsOf({ eventType }))[0]).toMatchObject({
      start_time: `${sunday}T13:00:00Z`,
      invitee_timezone: 'Asia/Tokyo',
    });
  });

  test('an hour that comes twice is told apart, and the second one can be booked', async () => {
    const sunday = nextChange(-1);
    const made = await offer({}, { date: sunday, from: '00:30', to: '03:00' });
    const page = await visit();
    await page.goto(made.path);
    const { day, times, time } = widgetIn(page);
    await day(sunday).click();
    await times(sunday).first().waitFor();
    const shown = plain(await times(sunday).allInnerTexts());
    expect(shown).toEqual([
      ...['12:30 AM', '1:00 AM UTC−4', '1:30 AM UTC−4'],
      ...['1:00 AM UTC−5', '1:30 AM UTC−5', '2:00 AM', '2:30 AM'],
    ]);
    await time(sunday, '1:30 AM UTC−5').click();
    await introduce(page);
    await widgetIn(page).submit.click();
    await widgetIn(page).booked.waitFor();
    expect((await bookingsOf(made))[0]?.start_time).toBe(`${sunday}T06:30:00Z`);
  });
});

test('times after midnight in UTC stay on the date of the visitor', async () => {
  const date = ownDay();
  const timezone = 'America/Los_Angeles';
  const made = await offer({}, { date, from: '15:00', to: '20:00', timezone });
  const page = await visit({ timezone });
  await page.goto(made.path);
  const { day, times, time, submit, booked } = widgetIn(page);
  await day(date).click();
  await times(date).first().waitFor();
  const shown = plain(await times(date).allInnerTexts());
  expect([shown.length, shown[0], shown.at(-1)]).toEqual([10, '3:00 PM', '7:30 PM']);
  expect(await page.getByRole('button', { name: /times available/ }).count()).toBe(1);
  await time(date, '7:30 PM').click();
  await introduce(page);
  await submit.click();
  await booked.waitFor();
  const [booking] = await bookingsOf(made);
  expect(booking?.start_time).toBe(made.starts.at(-1));
  expect(booking?.start_time.slice(0, 10)).not.toBe(date);
});

test('every day of a month with 31 days can be reached', async () => {
  const eventType = await newEventType();
  await host().availability.replaceRules(eventType.id, {
    timezone: newYork,
    rules: [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({
      day_of_week,
      start_time: '20:30',
      end_time: '21:00',
    })),
  });
  const now = new Date();
  const lengthOf = (ahead: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 0)).getUTCDate();
  const ahead = [1, 2].find((months) => lengthOf(months) === 31) ?? 0;
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1))
    .toISOString()
    .slice(0, 7);
  const page = await visit();
  await page.goto(`/book/${eventType.id}`);
  const { day, times } = widgetIn(page);
  const first = `${month}-01`;
  await page
    .getByRole('button', { name: /times available/ })
    .first()
    .waitFor();
  for (let turns = 0; turns < 3 && (await day(first).count()) === 0; turns++)
    await page.getByRole('button', { name: 'Next month' }).click();
  for (let number = 1; number <= 31; number++) {
    const date = `${month}-${String(number).padStart(2, '0')}`;
    await day(date)
      .and(page.getByRole('button', { name: 'times available' }))
      .click();
    await times(date).first().waitFor();
    expect(plain(await times(date).allInnerTexts())).toEqual(['8:30 PM']);
  }
  expect(await day(`${month}-31`).getAttribute('aria-label')).toContain(dayName(`${month}-31`));
});

describe('the zone picker', () => {
  test('tells the offset of the days that are shown, which may not be that of today', async () => {
    const sunday = [nextChange(1), nextChange(-1)].sort()[0] ?? '';
    const made = await offer({}, { date: sunday, from: '20:00', to: '21:00' });
    const page = await visit();
    await page.goto(made.path);
    await widgetIn(page).day(sunday).click();
    const offsetOf = async (instant: number) => {
      const [text = ''] = await shownBy(page, [new Date(instant).toISOString()], {
        timeZoneName: 'shortOffset',
      });
      return text.split(', ').at(-1)?.replace('GMT', 'UTC').replace('-', '−');
    };
    const [then, today] = [await offsetOf(Date.parse(made.starts[0] ?? '')), await offsetOf(Date.now())];
    expect(then).not.toBe(today);
    await page.getByRole('button', { name: `Time zone: New York (${then})` }).waitFor();
  });

  test('shows the times of another place, and books in its zone', async () => {
    const made = await offer();
    const page = await visit();
    await page.goto(made.path);
    const { day, times, submit, booked } = widgetIn(page);
    await day(made.date).click();
    await times(made.date).first().waitFor();
    await page.getByRole('button', { name: /^Time zone: New York/ }).click();
    await page.getByRole('combobox').fill('berl');
    await page.getByRole('option', { name: /Berlin/ }).click();
    await page.getByRole('button', { name: /^Time zone: Berlin/ }).waitFor();
    const berlin = { ...clock, timeZone: 'Europe/Berlin' };
    await expect
      .poll(async () => plain(await times(made.date).allInnerTexts()), { timeout: 20_000 })
      .toEqual(plain(await shownBy(page, made.starts, berlin)));
    await times(made.date).first().click();
    await introduce(page);
    await submit.click();
    await booked.waitFor();
    expect((await bookingsOf(made))[0]).toMatchObject({
      start_time: made.starts[0],
      invitee_timezone: 'Europe/Berlin',
    });
  });
});
