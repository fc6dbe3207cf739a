import { describe, expect, test } from 'vitest';
import { linkOf, useMailScene } from '../../../test/harness/mail-scene.ts';

const party = [
  { name: 'Alex Johnson', email: 'alex@example.com', timezone: 'America/New_York' },
  { name: 'Priya Rao', email: 'priya@example.com', timezone: 'Asia/Kolkata' },
];

describe.each(['postgres', 'embedded'] as const)('from the booking to the mailbox (%s)', (kind) => {
  const scene = useMailScene(kind);

  test('each reader gets the mail in their own zone, with an invite that follows the booking', async () => {
    const { org, api, arriving } = scene;
    const eventType = await org.eventType({
      title: 'Discovery Call',
      max_attendees: 4,
      location: 'https://meet.example.com/abc',
      reminder_intervals: [],
    });
    const { body: booking } = await api.call('POST', '/v1/bookings', {
      body: {
        event_type_id: eventType.id,
        start_time: '2026-06-15T14:00:00Z',
        attendees: party,
        notes: 'Please bring the plan.',
      },
    });

    const confirmed = await arriving();
    expect(confirmed.map(({ recipients }) => recipients)).toEqual([
      ['alex@example.com'],
      [booking.assigned_host.email],
      ['priya@example.com'],
    ]);
    const [toAlex, toHost, toPriya] = confirmed;
    expect(toAlex?.text).toContain('Monday, June 15, 2026\n10:00 – 10:30 AM · New York time');
    expect(toPriya?.text).toContain('Monday, June 15, 2026\n7:30 – 8:00 PM · Kolkata time');
    expect(toHost?.text).toContain('Monday, June 15, 2026\n2:00 – 2:30 PM');
    for (const mail of confirmed) {
      expect(mail.from).toMatchObject({ address: 'bookings@northwind.example' });
      expect(mail.text).toContain('> Please bring the plan.');
      expect(mail.method).toBe('REQUEST');
      expect(mail.invite?.uid).toBe(booking.id);
      expect(mail.invite?.start.toISOString()).toBe('2026-06-15T14:00:00.000Z');
      expect(mail.invite?.end?.toISOString()).toBe('2026-06-15T14:30:00.000Z');
      expect(Number(mail.invite?.sequence)).toBe(0);
      // From the sender to all: to the host too, whose calendar would not take an invite from itself.
      expect(addressOf(mail.invite?.organizer)).toBe('mailto:bookings@northwind.example');
      expect([mail.invite?.attendee].flat().map(addressOf)).toEqual(
        [booking.assigned_host.email, 'alex@example.com', 'priya@example.com'].map(
          (each) => `mailto:${each}`,
        ),
      );
    }
    expect(toAlex?.replyTo?.[0]?.address).toBe(booking.assigned_host.email);
    expect(toHost?.replyTo?.[0]?.address).toBe('alex@example.com');

    // The links carry the token that moves and cancels the booking; only the invitee has them.
    expect([toHost, toPriya].map((mail) => mail && linkOf(mail))).toEqual([null, null]);
    const link = toAlex && linkOf(toAlex);
    expect(link?.pathname).toBe(`/bookings/${booking.id}`);
    const token = link?.searchParams.get('token') ?? '';
    expect(token).toBe(booking.cancel_token);
    expect(toAlex?.text).toContain(`${link}&action=reschedule`);
    expect(toAlex?.text).toContain(`${link}&action=cancel`);

    api.clock.moveBy(60_000);
    const path = `/v1/bookings/${booking.id}`;
    await api.call('POST', `${path}/reschedule?token=${token}`, {
      body: { new_start_time: '2026-06-16T15:00:00Z', reason: 'A flight was moved' },
    });
    expect(await arriving()).toEqual([]);
    api.clock.moveBy(30_000); // another move may follow
    const moved = await arriving();
    expect(moved).toHaveLength(3);
    expect(moved[0]?.text).toContain('Tuesday, June 16, 2026\n11:00 – 11:30 AM');
    expect(moved[0]?.text).toContain('(was Monday, June 15, 2026, 10:00 – 10:30 AM)');
    expect(moved[0]?.text).toContain('> A flight was moved');

    api.clock.moveBy(60_000);
    await api.call('POST', `${path}/cancel?token=${token}`, { body: { reason: 'I am ill' } });
    const cancelled = await arriving();
    expect(cancelled).toHaveLength(3);
    for (const mail of cancelled) expect(mail.text).toContain('> I am ill');

    const life = [confirmed, moved, cancelled].map((mails) =>
      mails.map(({ method, invite }) => [method, invite?.uid, Number(invite?.sequence), invite?.status]),
    );
    expect(life).toEqual([
      Array(3).fill(['REQUEST', booking.id, 0, 'CONFIRMED']),
      Array(3).fill(['REQUEST', booking.id, 1, 'CONFIRMED']),
      Array(3).fill(['CANCEL', booking.id, 2, 'CANCELLED']),
    ]);
    const stamps = [confirmed, moved, cancelled].map((mails) => mails[0]?.invite?.dtstamp.getTime() ?? 0);
    expect(stamps).toEqual([...stamps].sort());
    expect(new Set(stamps).size).toBe(3);

    const all = [...confirmed, ...moved, ...cancelled];
    expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(9);
    expect(new Set(all.map(({ references }) => references))).toEqual(
      new Set([`<${booking.id}@northwind.example>`]),
    );
    for (const { raw } of all.filter(({ recipients }) => !recipients.includes('alex@example.com')))
      expect(unfolded(raw)).not.toContain(token);
    // Calendars are seen by many: what stands in them shows the booking and cannot change it.
    for (const { calendar } of all) {
      expect(unfolded(calendar)).not.toContain(token);
      expect(unfolded(calendar)).toContain(`/bookings/${booking.id}?view=${booking.organization_id}.`);
    }
  });
});

const addressOf = (person: unknown): string => (person as { val: string }).val;

/** The source of a mail with its soft line breaks taken out: a token may lie across one. */
const unfolded = (raw: string) => raw.replaceAll('=\r\n', '').replace(/\r?\n /g, '');
