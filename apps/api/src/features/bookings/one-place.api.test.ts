import { describe, expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';
const people = (...emails: string[]) => emails.map((email) => ({ name: email, email }));
const publicly = (event_type_id: string, start_time: string, ...emails: string[]) =>
  scene.api.call('POST', '/v1/bookings', {
    body: { event_type_id, start_time, attendees: people(...emails) },
  });

describe('an address has one place in a slot of a group', () => {
  test('whoever books without a key, as invitee or in a party, whatever the case of the letters', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 9, duration_options: [30, 60] });
    expect((await publicly(id, nine, 'alex@example.com', 'kim@example.com')).status).toBe(201);
    for (const emails of [['ALEX@example.com'], ['jo@example.com', 'Kim@Example.com']]) {
      const refused = await publicly(id, nine, ...emails);
      expect(refusalOf(refused)).toEqual([409, 'conflict']);
      expect(refused.body.error).not.toHaveProperty('details');
    }
    expect((await publicly(id, nine, 'jo@example.com')).status).toBe(201);
    expect((await publicly(id, ten, 'alex@example.com')).status).toBe(201);
  });

  test.each([
    ['jo@exämple.com', 'Jo@xn--exmple-cua.com'],
    ['jo@xn--exmple-cua.com', 'jo@EXÄMPLE.com'],
    ['jo@example.com', 'jo@ｅxample.com'],
    ['JOSÉ@example.com', 'josé@example.com'],
  ])('however it is written: %s and %s', async (first, second) => {
    const { id } = await scene.org.eventType({ max_attendees: 9 });
    expect((await publicly(id, nine, first, 'kim@xn--exmple-cua.com')).status).toBe(201);
    expect(refusalOf(await publicly(id, nine, 'lee@example.com', second))).toEqual([409, 'conflict']);
    expect((await publicly(id, nine, 'lee@example.com', 'lee@exämple.com')).status).toBe(201);
  });

  test('until its booking is cancelled, or was never paid', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 2, price_amount: 100 });
    const { body } = await publicly(id, nine, 'alex@example.com');
    expect(refusalOf(await publicly(id, nine, 'alex@example.com'))).toEqual([409, 'conflict']);
    await scene.org.call('POST', `/v1/bookings/${body.id}/cancel`);
    expect((await publicly(id, nine, 'alex@example.com')).status).toBe(201);
    scene.api.clock.moveBy(30 * 60_000);
    expect((await publicly(id, nine, 'alex@example.com')).status).toBe(201);
  });

  test('a key books it twice, and anyone where the event type allows it', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 4 });
    const attendees = people('alex@example.com');
    await scene.org.booked(id, nine, { attendees });
    await scene.org.booked(id, nine, { attendees });
    expect(refusalOf(await publicly(id, nine, 'alex@example.com'))).toEqual([409, 'conflict']);
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { allow_duplicate_attendees: true });
    expect((await publicly(id, nine, 'alex@example.com')).status).toBe(201);
  });

  test('also when it moves by its token: what is listed can be moved to, and nothing else', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 3 });
    await publicly(id, nine, 'alex@example.com');
    const { body: booking } = await publicly(id, ten, 'alex@example.com');
    const token = booking.cancel_token;
    const query = `event_type_id=${id}&start=2026-06-02&end=2026-06-02&booking_id=${booking.id}`;
    const starts = async (more: string) =>
      (await scene.api.call('GET', `/v1/availability?${query}${more}`)).body.slots.map(
        ({ start_time }: { start_time: string }) => start_time,
      );
    expect((await starts(`&token=${token}`)).includes(nine)).toBe(false);
    const path = `/v1/bookings/${booking.id}/reschedule`;
    const body = { new_start_time: nine };
    expect(refusalOf(await scene.api.call('POST', `${path}?token=${token}`, { body }))).toEqual([
      409,
      'conflict',
    ]);
    const offGrid = { new_start_time: '2026-06-02T09:01:00Z' };
    const { error } = (await scene.api.call('POST', `${path}?token=${token}`, { body: offGrid })).body;
    const alternatives = error.details.alternatives.map(
      ({ start_time }: { start_time: string }) => start_time,
    );
    expect(alternatives).toEqual(['09:30', '10:30', '11:00'].map((time) => `2026-06-02T${time}:00Z`));
    expect((await scene.org.call('POST', path, body)).status).toBe(200);
  });
});

describe('a party without a key', () => {
  const party = (count: number) => Array.from({ length: count }, (_, i) => `p${i}@example.com`);

  test('is of ten at most, unless the event type says otherwise', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 100 });
    const tooMany = [400, 'validation_error', 'body.attendees'];
    expect(refusalOf(await publicly(id, nine, ...party(11)))).toEqual(tooMany);
    expect((await publicly(id, nine, ...party(10))).status).toBe(201);
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { max_party_without_key: 12 });
    expect(refusalOf(await publicly(id, ten, ...party(13)))).toEqual(tooMany);
    expect((await publicly(id, ten, ...party(12))).status).toBe(201);
  });

  test('of any size by key', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 100 });
    const attendees = people(...party(100));
    expect((await scene.org.booked(id, nine, { attendees })).attendee_count).toBe(100);
  });
});
