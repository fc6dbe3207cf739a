import { BookingMessage } from '@astrocal/contract';
import { colorsOf } from '@astrocal/look';
import { findZone, type Zone } from '@astrocal/scheduling';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { sync, type VEvent } from 'node-ical';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { calendarInvite, type InviteFacts } from '../../../wording/calendar-invite.ts';
import { createReader } from '../../../wording/reader-time.ts';
import type { BookingMailKind } from '../rules.ts';
import { type BookingMailFacts, bookingMail } from './booking-mails.ts';
import type { MailContent } from './mail-content.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import { waitlistMail } from './waitlist-mails.ts';
import { webhookDisabledMail } from './webhook-mails.ts';

const zoneOf = (name: string) => findZone(name) as Zone;
const token = 'Zm9yIHRoZSBiZWFyZXIgb25seQ';
const page = `https://book.example.com/bookings/bkg_01jz5x8k3mqv7e2n4r6t8w9y0a?token=${token}`;
const links = { view: page, reschedule: `${page}&action=reschedule`, cancel: `${page}&action=cancel` };

const booking: Static<typeof BookingMessage> = {
  ...Value.Create(BookingMessage),
  id: 'bkg_01jz5x8k3mqv7e2n4r6t8w9y0a',
  event_type: { id: 'evt_01jz5x8k3mqv7e2n4r6t8w9y0a', title: 'Discovery Call', duration: 30 },
  start_time: '2026-11-01T06:30:00Z',
  end_time: '2026-11-01T07:00:00Z',
  created_at: '2026-06-04T09:12:00Z',
  updated_at: '2026-06-04T09:12:00Z',
  invitee_name: 'Alex Johnson',
  invitee_email: 'alex@example.com',
  attendee_count: 2,
  attendees: [
    { id: 'att_1', name: 'Alex Johnson', email: 'alex@example.com', timezone: 'UTC', is_primary: true },
    { id: 'att_2', name: 'Sam Lee', email: 'sam@example.com', timezone: 'UTC', is_primary: false },
  ],
  assigned_host: { member_id: 'mbr_1', name: 'Grace Hopper', email: 'grace@example.com' },
  hosts: [{ member_id: 'mbr_1', name: 'Grace Hopper', email: 'grace@example.com' }],
  notes: 'Please bring the plan.',
  location: 'https://meet.example.com/abc',
  meeting_url: null,
  cancel_reason: 'I am ill',
  reschedule_reason: 'A flight was moved',
  revision: 2,
};

const facts: BookingMailFacts = {
  booking,
  organizationName: 'Northwind Studio',
  role: 'invitee',
  readerName: 'Alex Johnson',
  reader: createReader(zoneOf('America/New_York')),
  links,
};
const kinds: BookingMailKind[] = [
  'booking_confirmed',
  'booking_rescheduled',
  'booking_reassigned',
  'booking_assigned',
  'booking_unassigned',
  'booking_cancelled',
  'booking_reminder',
];
const bothForms = (content: MailContent) => [renderHtml(content), renderText(content)];

describe('a mail about a booking', () => {
  it.each(kinds)('%s tells the reader when it is, by the reader’s own clock', (kind) => {
    for (const form of bothForms(bookingMail(kind, facts))) {
      // The second 1:30 of the night in which the clocks go back.
      expect(form).toContain('Sunday, November 1, 2026');
      expect(form).toContain('1:30 – 2:00 AM UTC−5 · New York time');
    }
    const inIndia = bookingMail(kind, { ...facts, reader: createReader(zoneOf('Asia/Kolkata')) });
    expect(renderText(inIndia)).toContain('Sunday, November 1, 2026\n12:00 – 12:30 PM · Kolkata time');
  });

  it('shows the former time of a move struck through', () => {
    const moved = { ...booking, previous_start_time: '2026-10-30T14:00:00Z' };
    const content = bookingMail('booking_rescheduled', { ...facts, booking: moved });
    expect(renderHtml(content)).toMatch(/<s [^>]*>Friday, October 30, 2026, 10:00 – 10:30 AM<\/s>/);
    expect(renderText(content)).toContain('(was Friday, October 30, 2026, 10:00 – 10:30 AM)');
    expect(renderText(bookingMail('booking_confirmed', { ...facts, booking: moved }))).not.toContain(
      'October 30',
    );
  });

  it('shows notes always and each reason in its own mail only', () => {
    const text = (kind: BookingMailKind) => renderText(bookingMail(kind, facts));
    for (const kind of kinds) expect(text(kind)).toContain('> Please bring the plan.');
    expect(text('booking_cancelled')).toContain('> I am ill');
    expect(text('booking_cancelled')).not.toContain('A flight was moved');
    expect(text('booking_rescheduled')).toContain('> A flight was moved');
    expect(text('booking_confirmed')).not.toMatch(/I am ill|A flight was moved/);
  });

  it('links to view, reschedule and cancel; a cancelled one can only be viewed', () => {
    const urls = (kind: BookingMailKind) => bookingMail(kind, facts).actions.map(({ url }) => url);
    expect(urls('booking_confirmed')).toEqual([links.view, links.reschedule, links.cancel]);
    expect(urls('booking_cancelled')).toEqual([links.view]);
    expect(renderHtml(bookingMail('booking_confirmed', facts))).toContain(
      `href="${links.cancel.replace('&', '&amp;')}"`,
    );
  });

  it('carries no token where there are no links to give', () => {
    const other = { ...facts, role: 'attendee', readerName: 'Sam Lee', links: null } as const;
    for (const kind of kinds)
      for (const form of bothForms(bookingMail(kind, other))) expect(form).not.toContain(token);
    expect(renderText(bookingMail('booking_confirmed', facts))).toContain(token);
  });

  it('names the other side to each reader', () => {
    expect(bookingMail('booking_confirmed', facts).subject).toBe(
      'Sun, Nov 1, 1:30 AM UTC−5: Discovery Call with Grace Hopper',
    );
    const host = { ...facts, role: 'host', readerName: 'Grace Hopper' } as const;
    expect(bookingMail('booking_confirmed', host).subject).toContain('with Alex Johnson and 1 more');
  });

  it.each([
    ['booking_confirmed', 'Sun, Nov 1, 1:30 AM UTC−5: Discovery Call with Grace Hopper'],
    ['booking_rescheduled', 'Moved to Sun, Nov 1, 1:30 AM UTC−5: Discovery Call with Grace Hopper'],
    ['booking_cancelled', 'Cancelled: Discovery Call with Grace Hopper, Sun, Nov 1, 1:30 AM UTC−5'],
    ['booking_reminder', 'Tomorrow, 1:30 AM UTC−5: Discovery Call with Grace Hopper'],
  ] as const)('%s says in the subject what an inbox must show', (kind, subject) => {
    expect(bookingMail(kind, { ...facts, minutesBefore: 1440 }).subject).toBe(subject);
  });

  it.each(kinds)('%s tells the two hours of a night apart in which the clock shows one twice', (kind) => {
    const at = (start_time: string, end_time: string) =>
      bookingMail(kind, { ...facts, booking: { ...booking, start_time, end_time } });
    const first = at('2026-11-01T05:30:00Z', '2026-11-01T06:00:00Z');
    const second = at('2026-11-01T06:30:00Z', '2026-11-01T07:00:00Z');
    expect(first.subject).not.toBe(second.subject);
    expect([first, second].map(({ when }) => when?.lines[1])).toEqual([
      '1:30 AM UTC−4 – 1:00 AM UTC−5 · New York time',
      '1:30 – 2:00 AM UTC−5 · New York time',
    ]);
    const over = at('2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z');
    for (const form of bothForms(over)) expect(form).toContain('1:30 AM UTC−4 – 1:30 AM UTC−5');
  });

  it.each(kinds)('%s has the colours of the look, and no others', (kind) => {
    const known = new Set([...Object.values(colorsOf('light')), ...Object.values(colorsOf('dark'))]);
    const used = renderHtml(bookingMail(kind, facts)).match(/#[0-9a-f]{3,8}\b/gi) ?? [];
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((color) => !known.has(color))).toEqual([]);
  });

  it('names ten of a large party, and says how many more there are', () => {
    const attendees = Array.from({ length: 40 }, (_, i) => ({
      id: `att_${i}`,
      name: `Person ${i}`,
      email: `p${i}@example.com`,
      timezone: 'UTC',
      is_primary: i === 0,
    }));
    const party = { ...booking, attendees, attendee_count: 40 };
    for (const form of bothForms(bookingMail('booking_confirmed', { ...facts, booking: party }))) {
      expect(form.match(/Person \d+/g)).toHaveLength(10);
      expect(form).toContain('and 30 more');
    }
  });
});

describe('texts of people', () => {
  const hostile = [
    '<script>x</script>',
    '"><img src=x onerror=x>',
    "' onmouseover='x",
    '<b>&amp;</b>',
    '</td></table>',
  ];

  const everywhere = (text: string): BookingMailFacts => ({
    ...facts,
    organizationName: text,
    readerName: text,
    booking: {
      ...booking,
      event_type: { ...booking.event_type, title: text },
      invitee_name: text,
      attendees: booking.attendees.map((each) => ({ ...each, name: text })),
      assigned_host: { member_id: 'mbr_1', name: text, email: 'grace@example.com' },
      notes: text,
      location: text,
      cancel_reason: text,
      reschedule_reason: text,
    },
  });
  const tags = (html: string) => html.match(/<\/?[a-z][a-z0-9]*/gi);

  it('never become markup, wherever they stand', () => {
    const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ minLength: 1, maxLength: 30 }));
    fc.assert(
      fc.property(text, fc.constantFrom(...kinds), (words, kind) => {
        const html = renderHtml(bookingMail(kind, everywhere(words.replaceAll('\n', ' '))));
        expect(tags(html)).toEqual(tags(renderHtml(bookingMail(kind, everywhere('x')))));
        expect(html).not.toMatch(/<[^>]*\son\w+=/i);
      }),
    );
  });

  it('become a link only as a web address', () => {
    const at = (location: string) =>
      renderHtml(
        bookingMail('booking_confirmed', { ...facts, links: null, booking: { ...booking, location } }),
      );
    expect(at('https://meet.example.com/a?b=1&c="x"')).toContain(
      'href="https://meet.example.com/a?b=1&amp;c=%22x%22"',
    );
    for (const text of ['javascript:alert(1)', 'https://a b', 'Room 4', 'data:text/html,x'])
      expect(at(text)).not.toContain('href');
  });
});

describe('the other mails', () => {
  const waiting = {
    organizationName: 'Northwind Studio',
    eventTypeTitle: 'Yoga class',
    readerName: 'Alex',
    reader: createReader(zoneOf('Europe/Berlin')),
    start: Date.UTC(2026, 5, 16, 14),
    position: 3,
    expiresAt: Date.UTC(2026, 5, 16, 14),
    link: page,
  };
  it('tells who waits the place in line, and who no longer waits how it ended', () => {
    expect(renderText(waitlistMail('waitlist_joined', waiting))).toContain(
      'you’re number 3 in line for Yoga class.',
    );
    expect(waitlistMail('waitlist_promoted', waiting).subject).toBe(
      'You have a place: Yoga class, Tue, Jun 16, 4:00 PM',
    );
    expect(renderText(waitlistMail('waitlist_expired', waiting))).toContain('You weren’t booked.');
    expect(renderText(waitlistMail('waitlist_joined', { ...waiting, start: null }))).toContain('Any time');
  });
  it('tells the owner which webhook is off, why, and how to go on', () => {
    const text = renderText(
      webhookDisabledMail({
        organizationName: 'Northwind Studio',
        readerName: 'Grace',
        endpointId: 'whk_1',
        url: 'https://hooks.example.com/a?key=secret',
        reason: 'failing',
      }),
    );
    expect(text).toContain('Every attempt of the last 5 days has failed.');
    expect(text).toContain('POST /v1/webhooks/whk_1/replay');
  });
});

/** What two readers make of a calendar: one VEVENT, the same in both. */
function readInvite(text: string) {
  const [event, ...more] = Object.values(sync.parseICS(text)).filter(
    (each): each is VEvent => each?.type === 'VEVENT',
  );
  expect(more).toEqual([]);
  const calendar = new ICAL.Component(ICAL.parse(text));
  const components = calendar.getAllSubcomponents('vevent');
  expect(components).toHaveLength(1);
  const read = components[0] as ICAL.Component;
  const people = read.getAllProperties('attendee').map((each) => ({
    address: String(each.getFirstValue()),
    name: each.getFirstParameter('cn'),
    partstat: each.getFirstParameter('partstat'),
  }));
  expect(event?.uid).toBe(read.getFirstPropertyValue('uid'));
  expect(Number(event?.sequence)).toBe(read.getFirstPropertyValue('sequence'));
  return {
    event,
    people,
    method: calendar.getFirstPropertyValue('method'),
    organizer: read.getFirstPropertyValue('organizer'),
    description: String(read.getFirstPropertyValue('description')),
    url: read.getFirstPropertyValue('url'),
  };
}

describe('an invite', () => {
  const shown = 'https://book.example.com/bookings/bkg_01jz5x8k3mqv7e2n4r6t8w9y0a?view=org_1.abc';
  const invite: InviteFacts = {
    booking,
    isTentative: false,
    organizer: { name: 'Northwind Studio', address: 'bookings@northwind.example' },
    reader: 'alex@example.com',
    zone: zoneOf('America/New_York'),
    stampedAt: Date.UTC(2026, 5, 4),
    url: shown,
  };

  it('is to the meeting under one UID, with the revision as SEQUENCE', () => {
    const { event, method } = readInvite(calendarInvite('REQUEST', invite));
    expect(event?.uid).toBe(booking.id);
    expect(Number(event?.sequence)).toBe(2);
    expect(event?.start.toISOString()).toBe('2026-11-01T06:30:00.000Z');
    expect(method).toBe('REQUEST');
    const cancelled = calendarInvite('CANCEL', invite);
    expect(readInvite(cancelled).method).toBe('CANCEL');
    expect(cancelled).toContain('STATUS:CANCELLED');
  });

  it('comes from the sender, to the host as to everybody else', () => {
    const { organizer, people } = readInvite(calendarInvite('REQUEST', invite));
    expect(organizer).toBe('mailto:bookings@northwind.example');
    expect(people).toEqual([
      { address: 'mailto:grace@example.com', name: 'Grace Hopper', partstat: 'ACCEPTED' },
      { address: 'mailto:alex@example.com', name: 'Alex Johnson', partstat: 'ACCEPTED' },
      { address: 'mailto:sam@example.com', name: 'Sam Lee', partstat: 'ACCEPTED' },
    ]);
  });

  it('leads to the page that shows, in URL and text', () => {
    const { url, description } = readInvite(calendarInvite('REQUEST', invite));
    expect(url).toBe(shown);
    expect(description).toBe(`Please bring the plan.\n\n${shown}`);
  });

  it('names its reader and nine more of a large party, beside the host', () => {
    const attendees = Array.from({ length: 40 }, (_, i) => ({
      id: `att_${i}`,
      name: `Person ${i}`,
      email: `p${i}@example.com`,
      timezone: 'UTC',
      is_primary: i === 0,
    }));
    const party = { ...booking, attendees, attendee_count: 40 };
    const read = readInvite(
      calendarInvite('REQUEST', { ...invite, booking: party, reader: 'P30@example.com' }),
    );
    expect(read.people).toHaveLength(11);
    expect(read.people.map(({ name }) => name)).toContain('Person 30');
    expect(read.description).toContain('And 30 more people.');
  });
});
