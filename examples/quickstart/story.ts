import type { Answer, Call } from './call.ts';
import { anId, anInstant, type Shown } from './compare.ts';

/** Makes a call, with what the documentation shows of its answer. Returns the answer's body. */
export type Step = (
  title: string,
  call: Call,
  shows: { readonly status: number; readonly body: Shown },
) => Promise<Answer['body']>;

const invitee = {
  invitee_name: 'Alex Johnson',
  invitee_email: 'alex@example.com',
  invitee_timezone: 'America/New_York',
};
const workDays = [1, 2, 3, 4, 5];

/**
 * The flow of the documentation in test mode, from an event type to a cancelled booking. `day` is a Monday to come.
 */
export async function tellStory(step: Step, { key, day }: { key: string; day: string }): Promise<void> {
  const { id: eventTypeId } = await step(
    'Make an event type',
    {
      method: 'POST',
      path: '/v1/event-types',
      key,
      body: { title: 'Discovery Call', slug: 'discovery-call', duration_minutes: 30 },
    },
    {
      status: 201,
      body: {
        id: anId('evt'),
        title: 'Discovery Call',
        slug: 'discovery-call',
        duration_minutes: 30,
        description: null,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        color: '#3b82f6',
        max_attendees: 1,
        duration_options: null,
        price_amount: null,
        price_currency: 'usd',
        reminder_intervals: [1440, 60],
        booking_cap: null,
        booking_cap_period: null,
        bookings_remaining: null,
        active: true,
      },
    },
  );

  await step(
    'Give it hours: Monday to Friday, 09:00 to 17:00 UTC',
    {
      method: 'PUT',
      path: `/v1/event-types/${eventTypeId}/availability`,
      key,
      body: {
        timezone: 'UTC',
        rules: workDays.map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' })),
      },
    },
    {
      status: 200,
      body: { timezone: 'UTC', rules: [{ day_of_week: 1, start_time: '09:00:00', end_time: '17:00:00' }] },
    },
  );

  await step(
    'Ask for the free times of a day (public: no key)',
    {
      method: 'GET',
      path: `/v1/availability?event_type_id=${eventTypeId}&start=${day}&end=${day}&timezone=America/New_York`,
    },
    {
      status: 200,
      body: {
        event_type_id: eventTypeId,
        timezone: 'America/New_York',
        slots: [{ start_time: `${day}T09:00:00Z`, end_time: `${day}T09:30:00Z` }],
      },
    },
  );

  const atTwo = { start_time: `${day}T14:00:00Z`, end_time: `${day}T14:30:00Z` };
  const { id } = await step(
    'Book one of them',
    {
      method: 'POST',
      path: '/v1/bookings',
      key,
      body: { event_type_id: eventTypeId, start_time: atTwo.start_time, ...invitee },
    },
    {
      status: 201,
      body: {
        id: anId('bkg'),
        status: 'confirmed',
        ...atTwo,
        invitee_name: invitee.invitee_name,
        invitee_email: invitee.invitee_email,
        created_at: anInstant,
      },
    },
  );

  await step(
    'Read the booking',
    { method: 'GET', path: `/v1/bookings/${id}`, key },
    {
      status: 200,
      body: {
        id,
        status: 'confirmed',
        ...atTwo,
        ...invitee,
        event_type: { id: eventTypeId, title: 'Discovery Call', duration: 30 },
        created_at: anInstant,
      },
    },
  );

  await step(
    'List bookings',
    { method: 'GET', path: '/v1/bookings?limit=10', key },
    {
      status: 200,
      body: { data: [{ id, status: 'confirmed', start_time: atTwo.start_time }], has_more: false },
    },
  );

  await step(
    'Move it',
    {
      method: 'POST',
      path: `/v1/bookings/${id}/reschedule`,
      key,
      body: { new_start_time: `${day}T10:00:00Z` },
    },
    {
      status: 200,
      body: {
        id,
        status: 'rescheduled',
        start_time: `${day}T10:00:00Z`,
        end_time: `${day}T10:30:00Z`,
        rescheduled_at: anInstant,
      },
    },
  );

  await step(
    'Cancel it',
    {
      method: 'POST',
      path: `/v1/bookings/${id}/cancel`,
      key,
      body: { reason: 'Customer requested cancellation' },
    },
    { status: 200, body: { id, status: 'cancelled', cancelled_at: anInstant } },
  );
}
