import { describe, expect, test } from 'vitest';
import { dailyHours, useOrganization } from '../../../test/harness/organization.ts';
import { factOf, readPage } from '../../../test/harness/read-html.ts';

const scene = useOrganization();
const start = '2026-06-15T14:00:00Z';
const inBerlin = {
  invitee_name: 'Alex Johnson',
  invitee_email: 'alex@example.com',
  invitee_timezone: 'Europe/Berlin',
};

interface Booked {
  readonly id: string;
  readonly cancel_token: string;
}
const pageOf = ({ id, cancel_token }: Booked, query = '') => `/bookings/${id}?token=${cancel_token}${query}`;
const read = (path: string) => readPage(scene.api, path);
const headingOf = ({ document }: { document: Document }) => document.querySelector('h1')?.textContent;
/** What can be pressed. */
const offered = ({ document }: { document: Document }) =>
  [...document.querySelectorAll('.button')].map(({ textContent }) => textContent?.trim());

async function booked(fields: object = {}, eventType: object = {}) {
  const { id } = await scene.org.eventType({ title: 'Discovery Call', ...eventType });
  return scene.org.booked(id, start, { ...inBerlin, ...fields });
}

const changes = ['Choose another time', 'Cancel the booking'];
const calendars = ['Add to calendar (.ics)', 'Google Calendar'];

describe('each state of a booking', () => {
  test('confirmed: who, when, where, and what can be done', async () => {
    const booking = await booked(
      { notes: 'Please bring\nthe plan.' },
      { location: 'https://meet.example.com/abc' },
    );
    const page = await read(pageOf(booking));
    expect([page.status, headingOf(page)]).toEqual([200, 'Your booking is confirmed']);
    for (const shown of [
      'Discovery Call with Sam Rivera',
      'Monday, June 15, 2026, 4:00 – 4:30 PM',
      'Berlin time',
      '30 minutes',
      'https://meet.example.com/abc',
      'Alex Johnson <alex@example.com>',
      'Please bring the plan.',
      'Test mode',
    ])
      expect(page.text).toContain(shown);
    expect(offered(page)).toEqual([...calendars, ...changes]);
  });

  test('a party: everybody by name', async () => {
    const attendees = [
      { name: 'Alex Johnson', email: 'alex@example.com' },
      { name: 'Priya Rao', email: 'priya@example.com' },
    ];
    const { id } = await scene.org.eventType({ max_attendees: 4 });
    const { document } = await read(pageOf(await scene.org.booked(id, start, { attendees })));
    expect(factOf(document, 'Attendees')).toBe(
      'Alex Johnson <alex@example.com>Priya Rao <priya@example.com>',
    );
  });

  test('moved: its new time and why', async () => {
    const booking = await booked();
    await scene.org.call('POST', `/v1/bookings/${booking.id}/reschedule`, {
      new_start_time: '2026-06-16T09:00:00Z',
      reason: 'A flight was moved',
    });
    const page = await read(pageOf(booking));
    expect(headingOf(page)).toBe('Your booking has a new time');
    expect(page.text).toContain('Tuesday, June 16, 2026, 11:00 – 11:30 AM');
    expect(page.text).toContain('A flight was moved');
    expect(page.text).not.toContain('15 June');
    expect(offered(page)).toEqual([...calendars, ...changes]);
  });

  test('cancelled: why, and a way to book again while there is one', async () => {
    const booking = await booked();
    await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`, { reason: 'I am ill' });
    const page = await read(pageOf(booking));
    expect(headingOf(page)).toBe('The booking is cancelled');
    expect(page.text).toContain('I am ill');
    expect(page.document.querySelector('dd.gone')?.textContent).toContain('June 15, 2026');
    expect(offered(page)).toEqual(['Book another time']);
    const again = page.document.querySelector('.button')?.getAttribute('href') ?? '';
    expect((await read(new URL(again, 'http://astrocal.test/bookings/x').pathname)).status).toBe(200);
    await scene.org.call('DELETE', `/v1/event-types/${booking.event_type_id}`);
    expect(offered(await read(pageOf(booking)))).toEqual([]);
  });

  test('unpaid: until when the time is held; lapsed: that it is not, before anybody writes it down', async () => {
    const booking = await booked({}, { price_amount: 2500, price_currency: 'eur' });
    const page = await read(pageOf(booking));
    expect(headingOf(page)).toBe('Your time is held');
    expect(page.text).toContain('Until 10:30 AM nobody else can book the time.');
    expect(page.text).toContain('€25.00');
    expect(offered(page)).toEqual(changes);
    scene.api.clock.moveBy(30 * 60_000);
    const lapsed = await read(pageOf(booking));
    expect(headingOf(lapsed)).toBe('The booking has lapsed');
    expect(offered(lapsed)).toEqual([]); // what has a price is not offered on pages
  });

  test('of an event type that is no longer offered: it can still be moved; of one that is gone, only cancelled', async () => {
    const booking = await booked();
    const eventType = `/v1/event-types/${booking.event_type_id}`;
    await scene.org.call('PATCH', eventType, { active: false });
    expect(offered(await read(pageOf(booking)))).toEqual([...calendars, ...changes]);
    const page = await read(pageOf(booking, '&action=reschedule&date=2026-06-16'));
    expect(page.document.querySelectorAll('input[name=new_start_time]').length).toBeGreaterThan(0);
    await scene.org.call('DELETE', eventType);
    for (const action of ['', '&action=reschedule'])
      expect(offered(await read(pageOf(booking, action)))).toEqual([...calendars, 'Cancel the booking']);
  });

  test('on and over: nothing can be changed any more', async () => {
    const booking = await booked();
    for (const [now, heading] of [
      [start, 'The meeting has begun'],
      ['2026-06-15T14:30:00Z', 'The meeting is over'],
    ] as const) {
      scene.api.clock.moveTo(now);
      for (const action of ['', '&action=cancel', '&action=reschedule']) {
        const page = await read(pageOf(booking, action));
        expect([headingOf(page), offered(page)]).toEqual([heading, ['Book another time']]);
      }
    }
  });
});

describe('the zone of a page', () => {
  test('is the invitee’s, or the one that is asked for; an unknown one is ignored', async () => {
    const booking = await booked();
    const shown = async (query: string) => {
      const { document } = await read(pageOf(booking, query));
      return ['When', 'Zone'].map((label) => factOf(document, label)?.replace(/\s/g, ' '));
    };
    const day = 'Monday, June 15, 2026';
    const inBerlinTime = [`${day}, 4:00 – 4:30 PM`, 'Berlin time'];
    expect(await shown('')).toEqual(inBerlinTime);
    expect(await shown('&timezone=Asia/Tokyo')).toEqual([`${day}, 11:00 – 11:30 PM`, 'Tokyo time']);
    expect(await shown('&timezone=Mars/Olympus')).toEqual(inBerlinTime);
    const { document } = await read(pageOf(booking, '&timezone=Asia/Tokyo'));
    expect(document.querySelector<HTMLElement>('[data-zone-hint]')?.dataset.zoneHint).toBe('Asia/Tokyo');
    expect(document.querySelector('[data-zone-hint]')?.textContent).toBe('Shown in Tokyo time. Switch to ');
  });
});

describe('the dates of a page', () => {
  test('are written as the visitor’s browser asks, and in the hour that comes twice with their offset', async () => {
    const read = async (booking: Booked, language: string) => {
      const headers = { 'accept-language': language };
      const { document } = await readPage(scene.api, pageOf(booking), { headers });
      return factOf(document, 'When')?.replace(/\s/g, ' ');
    };
    const booking = await booked();
    expect(await read(booking, 'de-DE,en;q=0.5')).toBe('Montag, 15. Juni 2026, 16:00 – 16:30');
    expect(await read(booking, 'en-GB')).toBe('Monday, 15 June 2026, 16:00 – 16:30');
    expect(await read(booking, 'x'.repeat(500))).toBe('Monday, June 15, 2026, 4:00 – 4:30 PM');
    const night = await scene.org.eventType({}, dailyHours('UTC', '00:00-24:00'));
    const at = (start_time: string) =>
      scene.org.booked(night.id, start_time, { ...inBerlin, invitee_timezone: 'America/New_York' });
    const [first, second] = [await at('2026-11-01T05:30:00Z'), await at('2026-11-01T06:30:00Z')];
    expect(await read(first, 'en-US')).toBe('Sunday, November 1, 2026, 1:30 AM UTC−4 – 1:00 AM UTC−5');
    expect(await read(second, 'en-US')).toBe('Sunday, November 1, 2026, 1:30 – 2:00 AM UTC−5');
  });
});

describe('who may see it', () => {
  test('an unknown id, no token, a wrong one and that of another booking are one and the same page', async () => {
    const [mine, other] = [await booked(), await booked({}, { max_attendees: 2 }).catch(() => null)];
    expect(other).toBeNull(); // the same host and time: it cannot be booked
    const elsewhere = await scene.org.booked((await scene.org.eventType()).id, '2026-06-17T09:00:00Z');
    const pages = await Promise.all(
      [
        `/bookings/${mine.id}`,
        `/bookings/${mine.id}?token=`,
        `/bookings/${mine.id}?token=wrong`,
        `/bookings/${mine.id}?token=${elsewhere.cancel_token}`,
        `/bookings/${mine.id}?token=${mine.cancel_token}&token=${mine.cancel_token}`,
        `/bookings/bkg_00000000000000000000000000?token=${mine.cancel_token}`,
        `/bookings/odd?token=x&action=cancel`,
      ].map(read),
    );
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([401]));
    expect(new Set(pages.map(({ body }) => body)).size).toBe(1);
    expect(headingOf(pages[0] as never)).toBe('This link does not work');
    for (const { body } of pages) expect(body).not.toContain('Discovery');
  });

  test('an API key opens no page', async () => {
    const { id } = await booked();
    const headers = { authorization: `Bearer ${scene.org.testKey}` };
    expect((await readPage(scene.api, `/bookings/${id}`, { headers })).status).toBe(401);
  });
});

describe('the calendar file', () => {
  const file = async (booking: Booked) => {
    const answer = await scene.api.server.inject(
      `/bookings/${booking.id}/calendar.ics?token=${booking.cancel_token}`,
    );
    return { ...answer, headers: answer.headers, lines: answer.body.replaceAll('\r\n ', '').split('\r\n') };
  };

  test('is the meeting of the mails under the same UID, to add and not to answer', async () => {
    const booking = await booked({}, { location: 'Room 4' });
    await scene.org.call('POST', `/v1/bookings/${booking.id}/reschedule`, {
      new_start_time: '2026-06-16T09:00:00Z',
    });
    const { headers, lines } = await file(booking);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8; method=PUBLISH');
    expect(headers['content-disposition']).toBe('attachment; filename="booking.ics"');
    expect(headers['cache-control']).toBe('no-store');
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        `UID:${booking.id}`,
        'SEQUENCE:1',
        'STATUS:CONFIRMED',
        'DTSTART;TZID=UTC:20260616T090000',
        'LOCATION:Room 4',
      ]),
    );
    // Whoever sees the calendar may look, and no more.
    const url = lines.find((line) => line.startsWith('URL:'));
    expect(url).toMatch(
      new RegExp(`^URL:http://astrocal.test/bookings/${booking.id}\\?view=org_\\w+\\.[\\w-]{43}$`),
    );
    expect(lines.join()).not.toContain(booking.cancel_token);
    expect(lines.some((line) => line.startsWith('ATTENDEE'))).toBe(false);
  });

  test('takes a cancelled booking out again, and is tentative before it is paid', async () => {
    const booking = await booked();
    await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`);
    expect((await file(booking)).lines).toEqual(
      expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:1']),
    );
    const unpaid = await booked({}, { price_amount: 2500 });
    expect((await file(unpaid)).lines).toContain('STATUS:TENTATIVE');
  });

  test('is for the bearer of the token', async () => {
    const { id } = await booked();
    const { status, headers } = await read(`/bookings/${id}/calendar.ics?token=wrong`);
    expect([status, headers['content-type']]).toEqual([401, 'text/html; charset=utf-8']);
  });

  test('is not told to Google with the token', async () => {
    const booking = await booked({}, { location: 'Room 4 & more' });
    const { document } = await read(pageOf(booking));
    const link = [...document.links].find(({ host }) => host === 'calendar.google.com');
    const query = new URL(link?.href ?? '').searchParams;
    expect(query.get('dates')).toBe('20260615T140000Z/20260615T143000Z');
    expect(query.get('location')).toBe('Room 4 & more');
    expect(link?.href).not.toContain(booking.cancel_token);
    expect(link?.rel).toContain('noreferrer');
  });
});
