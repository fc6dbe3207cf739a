import { describe, expect, test } from 'vitest';
import { useAgent } from './agent.ts';
import { alex, kim, monday } from './cast.ts';

const scene = useAgent();
const { eventType } = scene;

describe('create_booking', () => {
  test('books, and tells it in the zone of the invitee', async () => {
    const { id } = await eventType({ location: 'Room 1' });
    const { data, text } = await scene.agent.call('create_booking', {
      event_type_id: id,
      start_time: `${monday}T10:00:00-04:00`,
      ...alex,
      notes: 'Ring twice.',
    });
    expect(data.booking).toMatchObject({
      start_time: `${monday}T14:00:00Z`,
      end_time: `${monday}T14:30:00Z`,
      start_local: `${monday}T10:00:00-04:00`,
      status: 'confirmed',
      invitee_name: 'Alex Johnson',
      location: 'Room 1',
      notes: 'Ring twice.',
    });
    expect(data.message).toContain('Monday, June 15, 2026, 10:00 – 10:30 America/New_York (UTC-04:00)');
    expect(text).toContain(data.message);
    expect(JSON.stringify([data, text])).not.toContain('token');
  });

  test('books a party, the invitee first and once', async () => {
    const { id } = await eventType({ max_attendees: 3 });
    const { data } = await scene.agent.call('create_booking', {
      event_type_id: id,
      start_time: `${monday}T14:00:00Z`,
      ...alex,
      attendees: [
        { name: 'Kim Lee', email: 'kim@example.com' },
        { name: 'Alex', email: 'ALEX@example.com' },
      ],
    });
    const { body } = await scene.org.call('GET', `/v1/bookings/${data.booking.id}`);
    expect(body.attendees.map(({ email }: { email: string }) => email)).toEqual([
      'alex@example.com',
      'kim@example.com',
    ]);
  });

  test('books with the host who is asked for, or says who there is', async () => {
    const { id } = await eventType();
    const args = { event_type_id: id, start_time: `${monday}T14:00:00Z`, ...alex };
    const nobody = await scene.agent.call('create_booking', { ...args, host_id: 'mbr_nobody' });
    expect(nobody.error.code).toBe('host_unavailable');
    expect(nobody.text).toContain('Call list_members');
    const { data } = await scene.agent.call('list_members', {});
    const host_id = data.members[0].id;
    const booked = await scene.agent.call('create_booking', { ...args, host_id });
    expect(booked.data.booking.host_name).toBe(data.members[0].name);
  });

  test('of a taken time lists the nearest free ones in the asked zone', async () => {
    const { id } = await eventType({ waitlist_enabled: true });
    await scene.org.booked(id, `${monday}T14:00:00Z`, kim);
    const answer = await scene.agent.call('create_booking', {
      event_type_id: id,
      start_time: `${monday}T14:00:00Z`,
      ...alex,
    });
    expect(answer.isError).toBe(true);
    expect(answer.text).toContain(
      `- start_time ${monday}T13:30:00Z is Monday, June 15, 2026, 09:30 America/New_York (UTC-04:00)`,
    );
    expect(answer.text).toContain('call create_booking again with that start_time');
    expect(answer.text).toContain('join_waitlist');
    expect(answer.error).toMatchObject({ code: 'slot_unavailable', reason: 'booked' });
    expect(answer.error.alternatives).toHaveLength(3);
  });

  test('of a time that the same person has already says so, and offers nothing else', async () => {
    const { id } = await eventType();
    const booked = await scene.org.booked(id, `${monday}T14:00:00Z`);
    const answer = await scene.agent.call('create_booking', {
      event_type_id: id,
      start_time: `${monday}T14:00:00Z`,
      ...alex,
      notes: 'Other words than before',
    });
    expect(answer.text).toContain(`This person has that time already: ${booked.id}`);
    expect(answer.text).not.toContain('13:30');
  });

  test('of a priced one says that it is not confirmed before it is paid', async () => {
    const { id } = await eventType({ price_amount: 5000 });
    const { data } = await scene.agent.call('create_booking', {
      event_type_id: id,
      start_time: `${monday}T14:00:00Z`,
      ...alex,
    });
    expect(data.booking.status).toBe('pending_payment');
    expect(data.message).toContain(
      'It is not confirmed before $50.00 is paid, until Monday, June 1, 2026, 04:30 America/New_York',
    );
  });

  test.each([
    [{ start_time: `${monday}T10:00` }, `In America/New_York it is "${monday}T10:00:00-04:00"`],
    [{ start_time: '2026-03-08T02:30' }, 'does not exist in America/New_York, where clocks skip it'],
    [{ start_time: 'Monday at ten' }, 'must be a date and time with a UTC offset'],
    [{ invitee_email: '' }, 'invitee_email: is required. Ask the person; never make one up.'],
    [{ invitee_email: 'alex' }, 'invitee_email must be an e-mail address.'],
    [{ invitee_timezone: 'EST5' }, 'invitee_timezone: "EST5" is not an IANA time zone'],
    [{ start_time: `${monday}T14:07:00Z` }, 'The nearest times that can be booked'],
  ])('of %j is refused with what to do', async (wrong, sentence) => {
    const { id } = await eventType();
    const answer = await scene.agent.call('create_booking', {
      event_type_id: id,
      start_time: `${monday}T14:00:00Z`,
      ...alex,
      ...wrong,
    });
    expect(answer.isError).toBe(true);
    expect(answer.text).toContain(sentence);
  });

  test('needs no event type where there is one only, and asks where there are several', async () => {
    const { data } = await scene.agent.call('create_booking', { start_time: `${monday}T14:00:00Z`, ...alex });
    expect(data.booking.event_type.title).toBe('Test Event');
    const { id } = await eventType();
    const answer = await scene.agent.call('create_booking', { start_time: `${monday}T15:00:00Z`, ...alex });
    expect(answer.text).toContain('event_type_id: is required, since there are several event types.');
    expect(answer.text).toContain(`- ${id}: "Discovery Call", 30 minutes`);
  });
});

describe('reschedule_booking and cancel_booking', () => {
  test('move and cancel, and say it in the zone of the invitee', async () => {
    const { id } = await eventType();
    const { id: booking_id } = await scene.org.booked(id, `${monday}T14:00:00Z`, alex);
    const naive = await scene.agent.call('reschedule_booking', {
      booking_id,
      new_start_time: `${monday}T11:00`,
    });
    expect(naive.text).toContain(`In America/New_York it is "${monday}T11:00:00-04:00"`);
    const moved = await scene.agent.call('reschedule_booking', {
      booking_id,
      new_start_time: `${monday}T11:00:00-04:00`,
      reason: 'Late train',
    });
    expect(moved.data.booking).toMatchObject({
      id: booking_id,
      start_time: `${monday}T15:00:00Z`,
      status: 'rescheduled',
    });
    expect(moved.text).toContain('11:00 – 11:30 America/New_York');
    const again = await scene.agent.call('reschedule_booking', {
      booking_id,
      new_start_time: `${monday}T15:00:00Z`,
    });
    expect(again.text).toContain('It is at this time already');
    const cancelled = await scene.agent.call('cancel_booking', { booking_id, reason: 'Ill' });
    expect(cancelled.data.booking.status).toBe('cancelled');
    expect((await scene.org.call('GET', `/v1/bookings/${booking_id}`)).body).toMatchObject({
      cancel_reason: 'Ill',
      reschedule_reason: 'Late train',
    });
    expect((await scene.agent.call('cancel_booking', { booking_id })).isError).toBe(false);
    const late = await scene.agent.call('reschedule_booking', {
      booking_id,
      new_start_time: `${monday}T16:00:00Z`,
    });
    expect(late.text).toContain('make a new booking with create_booking');
  });

  test('leave a booking where it is when the time is taken', async () => {
    const { id } = await eventType();
    const { id: booking_id } = await scene.org.booked(id, `${monday}T14:00:00Z`);
    await scene.org.booked(id, `${monday}T15:00:00Z`, kim);
    const answer = await scene.agent.call('reschedule_booking', {
      booking_id,
      new_start_time: `${monday}T15:00:00Z`,
    });
    expect(answer.text).toContain('The booking is where it was.');
    expect(answer.error.alternatives).toHaveLength(3);
  });

  test.each(['reschedule_booking', 'cancel_booking'])(
    '%s of an unknown booking leads to list_bookings',
    async (tool) => {
      const time = tool === 'reschedule_booking' && { new_start_time: `${monday}T15:00:00Z` };
      const answer = await scene.agent.call(tool, { booking_id: 'bkg_unknown', ...time });
      expect(answer).toMatchObject({ isError: true, error: { code: 'not_found' } });
      expect(answer.text).toContain('Call list_bookings for the ids of bookings.');
    },
  );
});
