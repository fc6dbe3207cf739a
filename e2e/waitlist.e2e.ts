import { expect, test } from 'vitest';
import { timeName } from './days.ts';
import { follow, openMail } from './mail.ts';
import { bookingsOf, host, type Offer, offer, stranger, take } from './offers.ts';
import { visit } from './visitor.ts';
import { introduce, widgetIn } from './widget.ts';

/** Somebody whom no other test knows. */
const kim = ({ eventType }: Offer) => ({
  name: 'Kim Larsen',
  email: `${eventType.id.slice(4)}@example.com`,
});

/** Has them wait for the first time of the offer. */
async function join(made: Offer, timezone: string) {
  const { name, email } = kim(made);
  await stranger().waitlist.join({
    event_type_id: made.eventType.id,
    start_time: made.starts[0],
    invitee_name: name,
    invitee_email: email,
    invitee_timezone: timezone,
  });
  return { name, email };
}

const entriesOf = async ({ eventType }: Offer) =>
  (await host().waitlist.list({ event_type_id: eventType.id })).data;

test('who wants a full time joins its waitlist, and gets it when it opens', async () => {
  const made = await offer({ waitlist_enabled: true });
  const taken = await take(made, made.starts[0]);
  const page = await visit();
  await page.goto(made.path);
  const { day, time } = widgetIn(page);
  await day(made.date).click();
  await time(made.date, `${timeName(made.starts[0] ?? '')} Full. Join the waitlist`).click();
  await page.getByText('Place in line: 1').waitFor();
  await introduce(page, kim(made));
  await page.getByRole('button', { name: 'Join the waitlist' }).click();
  await page.getByRole('heading', { name: 'You are on the waitlist' }).waitFor();
  expect(await page.getByText('You are number 1 in line.').isVisible()).toBe(true);
  expect(await entriesOf(made)).toMatchObject([
    { status: 'waiting', start_time: made.starts[0], invitee_email: kim(made).email },
  ]);
  await host().bookings.cancel(taken.id);
  const mail = await openMail(page, kim(made).email, 'You have a place');
  const own = await follow(page, mail, 'View booking');
  await own.getByRole('heading', { name: 'Your booking is confirmed' }).waitFor();
  const [booking] = await bookingsOf(made);
  expect(booking).toMatchObject({
    status: 'confirmed',
    start_time: made.starts[0],
    invitee_name: 'Kim Larsen',
  });
});

test('where everything is full one may wait for any time', async () => {
  const made = await offer({ waitlist_enabled: true }, { to: '10:00' });
  for (const start of made.starts) await take(made, start);
  const page = await visit();
  await page.goto(made.path);
  await page.getByRole('button', { name: 'Join the waitlist · Any time that opens' }).click();
  await introduce(page, kim(made));
  await page.getByRole('button', { name: 'Join the waitlist' }).click();
  await page.getByRole('heading', { name: 'You are on the waitlist' }).waitFor();
  expect(await entriesOf(made)).toMatchObject([{ status: 'waiting', start_time: null }]);
});

test('who waits already is told so, and stays where they are', async () => {
  const made = await offer({ waitlist_enabled: true });
  await take(made, made.starts[0]);
  const { name, email } = await join(made, 'UTC');
  const page = await visit({ mayHear: [409] });
  await page.goto(made.path);
  const { day, time, alert } = widgetIn(page);
  await day(made.date).click();
  await time(made.date, timeName(made.starts[0] ?? '')).click();
  await introduce(page, { name, email });
  await page.getByRole('button', { name: 'Join the waitlist' }).click();
  await alert.getByText('You’re already on this list').waitFor();
  expect(await entriesOf(made)).toHaveLength(1);
});

test('who leaves by the link of the mail is asked first', async () => {
  const made = await offer({ waitlist_enabled: true });
  await take(made, made.starts[0]);
  const { email } = await join(made, 'America/New_York');
  const inbox = await visit();
  const page = await follow(inbox, await openMail(inbox, email, 'Waitlist'), 'Leave the waitlist');
  await page.getByRole('heading', { name: 'Leave the waitlist?' }).waitFor();
  await page.getByRole('link', { name: 'Stay' }).click();
  await page.getByRole('heading', { name: 'You are on the waitlist' }).waitFor();
  expect((await entriesOf(made))[0]?.status).toBe('waiting');
  await page.getByRole('link', { name: 'Leave the waitlist' }).click();
  await page.getByRole('button', { name: 'Leave the waitlist' }).click();
  await page.getByRole('heading', { name: 'You have left the waitlist' }).waitFor();
  expect((await entriesOf(made))[0]?.status).toBe('cancelled');
});
