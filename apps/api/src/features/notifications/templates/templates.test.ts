import { BookingMessage } from '@astrocal/contract';
import { findZone, type Zone, zoneNames } from '@astrocal/scheduling';
import fc from 'fast-check';
import { sync, type VEvent } from 'node-ical';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { type BookingMailFacts, type BookingMailKind, bookingMail } from './booking-mails.ts';
import { calendarInvite } from './calendar-invite.ts';
import type { MailContent } from './mail-content.ts';
import { dayText, lengthText, spanText, timeText, zoneText } from './reader-time.ts';
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
  reader: 'invitee',
  readerName: 'Alex Johnson',
  zone: zoneOf('America/New_York'),
  links,
};
const kinds: BookingMailKind[] = [
  'booking_confirmed',
  'booking_rescheduled',
  'booking_cancelled',
  'booking_reminder',
];
const bothForms = (content: MailContent) => [renderHtml(content), renderText(content)];

describe('a mail about a booking', () => {
  it.each(kinds)('%s tells the reader when it is, by the reader’s own clock', (kind) => {
    for (const form of bothForms(bookingMail(kind, facts))) {
      // The second 1:30 of the night in which the clocks go back.
      expect(form).toContain('Sunday, 1 November 2026, 1:30 am – 2:00 am');
      expect(form).toContain('New York time, UTC−5');
    }
    const inIndia = bookingMail(kind, { ...facts, zone: zoneOf('Asia/Kolkata') });
    expect(renderText(inIndia)).toContain('Sunday, 1 November 2026, 12:00 pm – 12:30 pm');
    expect(inIndia.subject).toContain('Sun 1 Nov 2026, 12:00 pm (Kolkata)');
  });

  it('shows the former time of a move struck through', () => {
    const moved = { ...booking, previous_start_time: '2026-10-30T14:00:00Z' };
    const content = bookingMail('booking_rescheduled', { ...facts, booking: moved });
    expect(renderHtml(content)).toMatch(/<s [^>]*>Friday, 30 October 2026, 10:00 am – 10:30 am<\/s>/);
    expect(renderText(content)).toContain('(was Friday, 30 October 2026, 10:00 am – 10:30 am)');
    expect(renderText(bookingMail('booking_confirmed', { ...facts, booking: moved }))).not.toContain(
      '30 October',
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
    const other = { ...facts, reader: 'attendee', readerName: 'Sam Lee', links: null } as const;
    for (const kind of kinds)
      for (const form of bothForms(bookingMail(kind, other))) expect(form).not.toContain(token);
    expect(renderText(bookingMail('booking_confirmed', facts))).toContain(token);
  });

  it('names the other side to each reader', () => {
    expect(bookingMail('booking_confirmed', facts).subject).toBe(
      'Confirmed: Discovery Call with Grace Hopper, Sun 1 Nov 2026, 1:30 am (New York)',
    );
    const host = { ...facts, reader: 'host', readerName: 'Grace Hopper' } as const;
    expect(bookingMail('booking_confirmed', host).subject).toContain('with Alex Johnson and 1 more');
  });

  it('says in a reminder how long there is', () => {
    expect(bookingMail('booking_reminder', { ...facts, minutesBefore: 1440 }).heading).toBe(
      'Starts in 1 day',
    );
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
    zone: zoneOf('Europe/Berlin'),
    start: Date.UTC(2026, 5, 16, 14),
    position: 3,
    expiresAt: Date.UTC(2026, 5, 16, 14),
    link: page,
  };
  it('tells who waits the place in line, and who no longer waits how it ended', () => {
    expect(renderText(waitlistMail('waitlist_joined', waiting))).toContain(
      'You are number 3 in line for Yoga class.',
    );
    expect(waitlistMail('waitlist_promoted', waiting).subject).toBe(
      'You have a spot: Yoga class, Tue 16 Jun 2026, 4:00 pm (Berlin)',
    );
    expect(renderText(waitlistMail('waitlist_expired', waiting))).toContain('You were not booked.');
    expect(renderText(waitlistMail('waitlist_joined', { ...waiting, start: null }))).toContain('Any time');
  });
  it('tells the owner which webhook is off, why, and how to go on', () => {
    const text = renderText(
      webhookDisabledMail({
        organizationName: 'Northwind Studio',
        readerName: 'Grace',
        endpointId: 'whk_1',
        url: 'https://hooks.example.com/a?key=secret',
        reason: 'Every delivery of the last 5 days has failed.',
      }),
    );
    expect(text).toContain('Every delivery of the last 5 days has failed.');
    expect(text).toContain('POST /v1/webhooks/whk_1/replay');
  });
});

describe('the clock of a reader', () => {
  it('reads in every zone what our own rules say, and names a change of day', () => {
    const instant = Date.UTC(2026, 6, 1, 12);
    for (const name of zoneNames()) expect(timeText(zoneOf(name), instant)).toMatch(/^\d{1,2}:\d\d (am|pm)$/);
    // Vancouver has kept its summer time since 2026, which older data does not know.
    expect(timeText(zoneOf('America/Vancouver'), Date.UTC(2026, 11, 1, 12))).toBe('5:00 am');
    expect(spanText(zoneOf('UTC'), Date.UTC(2026, 6, 1, 23, 30), Date.UTC(2026, 6, 2, 0, 30))).toBe(
      '11:30 pm – Thu, 2 Jul 2026, 12:30 am',
    );
    expect(dayText(zoneOf('Pacific/Kiritimati'), instant)).toBe('Thursday, 2 July 2026');
    expect(zoneText(zoneOf('Asia/Kathmandu'), instant)).toBe('Kathmandu time, UTC+5:45');
    expect(zoneText(zoneOf('UTC'), instant)).toBe('UTC');
  });
  it('says lengths as people do', () => {
    expect([5, 60, 90, 1440, 1500, 2881].map(lengthText)).toEqual([
      '5 minutes',
      '1 hour',
      '1 hour 30 minutes',
      '1 day',
      '1 day 1 hour',
      '2 days 1 minute',
    ]);
  });
});

it('invites to the meeting under one UID, with the revision as SEQUENCE', () => {
  const invite = {
    booking,
    zone: zoneOf('America/New_York'),
    stampedAt: Date.UTC(2026, 5, 4),
    url: links.view,
  };
  const [event] = Object.values(sync.parseICS(calendarInvite('REQUEST', invite))).filter(
    (each): each is VEvent => each?.type === 'VEVENT',
  );
  expect(event?.uid).toBe(booking.id);
  expect(Number(event?.sequence)).toBe(2);
  expect(event?.start.toISOString()).toBe('2026-11-01T06:30:00.000Z');
  expect(calendarInvite('CANCEL', { ...invite, url: null })).not.toContain(token);
  expect(calendarInvite('CANCEL', invite)).toContain('STATUS:CANCELLED');
});
