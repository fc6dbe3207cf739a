import type { Story } from './story.ts';

const everyDay = [0, 1, 2, 3, 4, 5, 6];

const hours = (timezone: string, start_time: string, end_time: string) => ({
  timezone,
  rules: everyDay.map((day_of_week) => ({ day_of_week, start_time, end_time })),
});

const dateOverrides = [
  { date: '2026-12-24', windows: [] },
  { date: '2026-12-31', windows: [{ start_time: '10:00', end_time: '12:00' }] },
];

/** Each kind of event type, in both modes; the host is the same, so each has hours of its own. */
export async function makeEventTypes(story: Story): Promise<void> {
  const { live, test } = story.keys;
  await make(story, 'consultation', live, consultation, {
    ...hours('Europe/Berlin', '09:00', '12:00'),
    overrides: dateOverrides,
  });
  await make(story, 'workshop', live, workshop, hours('UTC', '13:00', '16:00'));
  await make(story, 'capped', live, capped, hours('America/New_York', '14:00', '16:00'));
  await make(story, 'priced', live, priced, hours('Asia/Kolkata', '10:30', '12:00'));
  await make(story, 'odd', live, odd, {
    timezone: 'Pacific/Auckland',
    rules: [
      { day_of_week: 1, start_time: '08:00', end_time: '08:45' },
      { day_of_week: 1, start_time: '08:45', end_time: '24:00' },
    ],
  });
  await make(story, 'closed', live, { title: 'No hours yet', slug: 'closed', duration_minutes: 15 }, null);
  await make(story, 'inactive', live, { title: 'Paused', slug: 'paused', duration_minutes: 60 }, null);
  await change(story, 'inactive', live, { active: false });
  const gone = { title: 'Gone', slug: 'gone', duration_minutes: 30 };
  await make(story, 'deleted', live, gone, hours('UTC', '22:00', '23:00'));
  await make(story, 'testWorkshop', test, { ...workshop, slug: 'trial' }, hours('UTC', '18:00', '22:00'));
}

const consultation = {
  title: 'Consultation',
  slug: 'consultation',
  description: 'Half an hour or a whole one.\nBring your plans – "all" of them.',
  duration_minutes: 30,
  duration_options: [30, 60],
  buffer_before_minutes: 5,
  buffer_after_minutes: 10,
  color: '#0f766e',
  location: 'https://meet.northwind.example/sam',
  reminder_intervals: [1440, 60],
  minimum_notice_minutes: 60,
  booking_window_days: 365,
};
const workshop = {
  title: 'Workshop',
  slug: 'workshop',
  duration_minutes: 60,
  max_attendees: 3,
  waitlist_enabled: true,
  reminder_intervals: [120],
};
const capped = {
  title: 'Office hour',
  slug: 'office-hour',
  duration_minutes: 30,
  booking_cap: 2,
  booking_cap_period: 'weekly',
  waitlist_enabled: true,
};
const priced = {
  title: 'Portrait',
  slug: 'portrait',
  duration_minutes: 45,
  price_amount: 5000,
  price_currency: 'eur',
};
const odd = {
  title: 'Übung <b>&amp;</b> 検査 🎓',
  slug: 'odd',
  duration_minutes: 25,
  slot_interval_minutes: 15,
  location: '',
  description: '',
};

async function make(story: Story, name: string, key: string, body: object, availability: object | null) {
  const { id } = await story.must(201, 'POST', '/v1/event-types', { key, body });
  story.eventTypes[name] = id;
  if (availability)
    await story.must(200, 'PUT', `/v1/event-types/${id}/availability`, { key, body: availability });
}

export const change = (story: Story, name: string, key: string, body: object) =>
  story.must(200, 'PATCH', `/v1/event-types/${story.eventTypes[name]}`, { key, body });
