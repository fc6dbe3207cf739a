import type { FrameLocator, Locator, Page } from 'playwright-core';
import { dayName } from './days.ts';

/** Where a widget is: a page, or a part of it. */
type Place = Page | Locator | FrameLocator;

/** What a visitor finds in an English widget, by role and label only. */
export const widgetIn = (place: Place) => ({
  day: (date: string) => place.getByRole('button', { name: `${dayName(date)},` }),
  /** Every time of the chosen day. */
  times: (date: string) => timesOf(place, date).getByRole('button'),
  time: (date: string, name: string) => timesOf(place, date).getByRole('button', { name }),
  /** Of the invitee, before those of guests. */
  name: place.getByLabel('Name', { exact: true }).first(),
  email: place.getByLabel('Email', { exact: true }).first(),
  notes: place.getByLabel('Anything we should know?'),
  submit: place.getByRole('button', { name: /^Book \w+, \w+ \d+, \d/ }),
  booked: place.getByRole('heading', { name: /^You’re booked, / }),
  alert: place.getByRole('alert'),
});

/** The list of times is named by its day, in short. */
function timesOf(place: Place, date: string): Locator {
  const [weekday, month = '', day] = dayName(date).split(/,? /);
  const short = `${weekday?.slice(0, 3)}, ${month.slice(0, 3)} ${day}`;
  return place.getByRole('list', { name: short, exact: true });
}

export type Widget = ReturnType<typeof widgetIn>;

export const alex = { name: 'Alex Johnson', email: 'alex@example.com' };

/** Chooses a time: first its day, then the time as it is shown. */
export async function choose(place: Place, date: string, time: string): Promise<void> {
  const widget = widgetIn(place);
  await widget.day(date).click();
  await widget.time(date, time).click();
}

/** Writes name and address into the form. */
export async function introduce(place: Place, { name, email } = alex): Promise<void> {
  const widget = widgetIn(place);
  await widget.name.fill(name);
  await widget.email.fill(email);
}

/** Books a time as a visitor does, to the end. */
export async function book(place: Place, date: string, time: string): Promise<void> {
  const widget = widgetIn(place);
  await choose(place, date, time);
  await introduce(place);
  await widget.submit.click();
  await widget.booked.waitFor();
}
