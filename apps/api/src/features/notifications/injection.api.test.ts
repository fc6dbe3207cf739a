import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';
import type { ReadMail } from '../../../test/harness/mail-server.ts';
import { createTestOrganization } from '../../../test/harness/organization.ts';

const hostile = [
  'x\r\nBcc: victim@example.com',
  'x\nATTENDEE:mailto:victim@example.com\nEND:VEVENT\nBEGIN:VEVENT',
  '"; victim <victim@example.com>, ',
  'a";CN="b":mailto:victim@example.com',
  "^n^'^^\\n\\,;:",
  '</td></table><script>alert(1)</script>',
  '=?utf-8?q?victim=40example.com?=',
  '.\r\nQUIT\r\n',
  '\u202Emoc.elpmaxe@mitciv',
  '\u{1F600}\u0301 \u200D',
  '%0d%0aBcc:victim@example.com',
];
const words = (maxLength: number) =>
  fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', minLength: 1, maxLength })).map(
    // What no field takes at all is refused before there is a booking.
    (text) => `w${text.replaceAll('\u0000', '').toWellFormed()}`.slice(0, maxLength).toWellFormed(),
  );
const local = fc.constantFrom('a', "o'hara", 'a+b', 'x=y', 'zoë', 'a.b', '!#$%&*/?^_`{|}~-');
const addresses = fc.tuple(local, local).map(([a, b]) => [`${a}1@example.com`, `${b}2@example.com`] as const);

describe('whatever people write', () => {
  const scene = useMailScene();
  let day = 0;

  test('every mail goes to its one recipient, with one VEVENT and the same attendees', async () => {
    const fields = fc.record({
      title: words(60),
      location: words(80),
      names: fc.tuple(words(60), words(60)),
      addresses,
      notes: words(200),
      reason: words(80),
    });
    await fc.assert(
      fc.asyncProperty(fields, async ({ title, location, names, addresses, notes, reason }) => {
        const org = await createTestOrganization(scene.api, 'live');
        const eventType = await org.eventType({ title, location, max_attendees: 2, reminder_intervals: [] });
        const attendees = addresses.map((email, i) => ({ name: names[i], email }));
        const start = new Date(Date.UTC(2026, 5, 8 + (day++ % 90), 12)).toISOString();
        const answer = await org.book(eventType.id, start, { attendees, notes });
        expect([answer.status, answer.body.error]).toEqual([201, undefined]);
        const booking = answer.body;
        const confirmed = await scene.arriving();
        await org.call('POST', `/v1/bookings/${booking.id}/cancel`, { reason });
        const cancelled = await scene.arriving();
        const { assigned_host: host } = booking;
        const recipients = [...addresses, host.email].sort();
        for (const mails of [confirmed, cancelled]) {
          expect(mails.flatMap(({ recipients }) => recipients)).toEqual(recipients);
          for (const mail of mails) checkMail(mail, booking);
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

type Person = { name: string; email: string };
// biome-ignore lint/suspicious/noExplicitAny: as the API answers it
function checkMail(mail: ReadMail, { id, notes, attendees, assigned_host: host }: any): void {
  expect(mail.recipients).toHaveLength(1);
  expect(mail.to?.map(({ address }) => address)).toEqual(mail.recipients);
  expect([mail.cc, mail.bcc]).toEqual([undefined, undefined]);
  expect(mail.headers.map(({ key }) => key).sort()).toEqual([
    'auto-submitted',
    'content-type',
    'date',
    'from',
    'in-reply-to',
    'message-id',
    'mime-version',
    'references',
    'reply-to',
    'subject',
    'to',
  ]);
  expect(mail.html).not.toMatch(/<script|<img/i);
  const { invite } = mail;
  expect(invite?.uid).toBe(id);
  const invited = ([] as unknown[]).concat(invite?.attendee).map(personOf);
  expect(invited.map(({ email }) => email)).toEqual([host, ...attendees].map(({ email }: Person) => email));
  expect(personOf(invite?.organizer).email).toBe('bookings@northwind.example');
  const description = textOf('DESCRIPTION', mail.calendar)?.replace(/(\n\n)?http:\/\/\S+\?view=\S+$/, '');
  expect(description).toBe(notes ?? '');
}

/** A person as node-ical tells one. */
function personOf(property: unknown): Person {
  const { val = '', params } = property as { val?: string; params?: { CN?: string } };
  return { name: params?.CN ?? '', email: decodeURIComponent(val.replace(/^mailto:/, '')) };
}

/** The one value of a property (RFC 5545 section 3.3.11): node-ical takes an escaped backslash before an n for a line break. */
function textOf(property: string, calendar: string): string | null {
  const lines = calendar.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const values = lines.filter((line) => line.startsWith(`${property}:`));
  expect(values.length).toBeLessThan(2);
  const value = values[0]?.slice(property.length + 1) ?? null;
  return value === null
    ? null
    : value.replace(/\\([\\;,nN])/g, (_, char) => (char === 'n' || char === 'N' ? '\n' : char));
}
