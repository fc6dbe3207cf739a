import { expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';
import type { ReadMail } from '../../../test/harness/mail-server.ts';
import { readPage } from '../../../test/harness/read-html.ts';
import { joined, kim } from '../../../test/harness/waitlist-scene.ts';

const scene = useMailScene();
const start = '2026-06-15T14:00:00Z';

/** Where the links of a mail lead, in the HTML and in the text of it. */
const linksOf = ({ html = '', text = '' }: ReadMail): string[] => {
  const inHtml = [...String(html).matchAll(/href="([^"]+)"/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  );
  const inText = [...text.matchAll(/https?:\/\/\S+/g)].map(([link]) => link);
  expect(new Set(inText)).toEqual(new Set(inHtml));
  return inHtml;
};

/** The headings of the pages to which the links of a mail lead, each a page that is there. */
async function headingsOf(mail: ReadMail | undefined): Promise<(string | null | undefined)[]> {
  const headings: (string | null | undefined)[] = [];
  for (const link of mail ? linksOf(mail) : []) {
    const { origin, pathname, search } = new URL(link);
    const { status, document } = await readPage(scene.api, pathname + search);
    expect([link, origin, status]).toEqual([link, scene.api.deps.publicUrl, 200]);
    headings.push(document.querySelector('h1')?.textContent);
  }
  return headings;
}

const to = (mails: ReadMail[], address: string) =>
  mails.find(({ recipients }) => recipients.includes(address));

test('every link of every mail leads to a page that says what the mail promised', async () => {
  const { org, arriving } = scene;
  const { id } = await org.eventType({ waitlist_enabled: true, reminder_intervals: [60] });
  const booking = await org.booked(id, start);
  const confirmed = to(await arriving(), 'alex@example.com');
  expect(await headingsOf(confirmed)).toEqual([
    'Your booking is confirmed',
    'Choose another time',
    'Cancel this booking?',
  ]);

  await joined(org, id, start);
  const waiting = to(await arriving(), kim.invitee_email);
  expect(await headingsOf(waiting)).toEqual(['Leave the waitlist?']);

  await org.call('POST', `/v1/bookings/${booking.id}/reschedule`, { new_start_time: '2026-06-16T09:00:00Z' });
  const mails = await arriving();
  // A move is told half a minute later, in case another one follows.
  scene.api.clock.moveBy(30_000);
  expect((await headingsOf(to(await arriving(), 'alex@example.com')))[0]).toBe('Your booking has a new time');
  // The time that was given back goes to who waited.
  expect((await headingsOf(to(mails, kim.invitee_email)))[0]).toBe('Your booking is confirmed');

  scene.api.clock.moveTo('2026-06-15T13:00:00Z');
  expect(await headingsOf(to(await arriving(), kim.invitee_email))).toHaveLength(3);

  await org.call('POST', `/v1/bookings/${booking.id}/cancel`);
  expect(await headingsOf(to(await arriving(), 'alex@example.com'))).toEqual(['The booking is cancelled']);
});
