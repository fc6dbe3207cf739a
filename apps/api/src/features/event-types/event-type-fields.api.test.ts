import { describe, expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const smallest = { title: 'Discovery Call', slug: 'discovery-call', duration_minutes: 30 };
const create = (fields: object) => scene.org.call('POST', '/v1/event-types', { ...smallest, ...fields });

const text = (length: number) => 'x'.repeat(length);
const minutes = (count: number) => Array.from({ length: count }, (_, i) => 5 + i);

test('an event type needs three fields and has the documented defaults for the rest', async () => {
  const answer = await scene.org.call('POST', '/v1/event-types', smallest);
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.stringMatching(/^evt_[0-9a-z]{26}$/),
    organization_id: scene.org.organizationId,
    ...smallest,
    description: null,
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    color: '#3b82f6',
    max_attendees: 1,
    duration_options: null,
    price_amount: null,
    price_currency: 'usd',
    reminder_intervals: [1440, 60],
    notifications: {
      invitee: { confirmation: true, change: true, cancellation: true, reminder: true },
      host: { confirmation: true, change: true, cancellation: true },
    },
    booking_cap: null,
    booking_cap_period: null,
    bookings_remaining: null,
    minimum_notice_minutes: 0,
    booking_window_days: null,
    slot_interval_minutes: null,
    cancel_cutoff_minutes: null,
    reschedule_cutoff_minutes: null,
    waitlist_enabled: false,
    location: null,
    assignment_strategy: 'round_robin',
    external_id: null,
    allow_host_choice: false,
    allow_duplicate_attendees: false,
    max_party_without_key: 10,
    timezone: 'UTC',
    active: true,
    is_test: true,
    created_at: '2026-06-01T08:00:00Z',
    updated_at: '2026-06-01T08:00:00Z',
  });
  const read = await scene.org.call('GET', `/v1/event-types/${answer.body.id}`);
  expect(read).toMatchObject({ status: 200, body: answer.body });
});

test.each(['title', 'slug', 'duration_minutes'])('%s is required', async (field) => {
  expect(refusalOf(await create({ [field]: undefined }))).toEqual([400, 'validation_error', `body.${field}`]);
});

interface Borders {
  readonly inside: readonly unknown[];
  readonly outside: readonly unknown[];
  /** What must stand beside the field for it to be valid. */
  readonly beside?: object;
}

/** Both borders of every field of the table in docs/event-types.md: the last values inside, and the first outside. */
const fields: Record<string, Borders> = {
  title: { inside: [text(1), text(255), '😀'], outside: ['', text(256), ' \n', 5, null] },
  slug: {
    inside: ['a', '9', '30-min-meeting', text(255)],
    outside: ['', 'Upper', 'two--hyphens', '-first', 'last-', 'under_score', 'spa ce', 'ü', text(256), null],
  },
  duration_minutes: { inside: [5, 480], outside: [4, 481, 30.5, '30', null] },
  description: { inside: [null, text(1000)], outside: [text(1001), 7] },
  buffer_before_minutes: { inside: [0, 120], outside: [-1, 121, 0.5, '0', null] },
  buffer_after_minutes: { inside: [0, 120], outside: [-1, 121, 0.5, '0', null] },
  color: { inside: ['#000000', '#abcdef'], outside: ['red', '#fff', '#12345g', '#1234567', null] },
  max_attendees: { inside: [1, 100], outside: [0, 101, 1.5, '1', null] },
  duration_options: {
    inside: [null, [30], [5, 30, 480], [60, 30]],
    outside: [[], [15, 60], [4, 30], [30, 481], [30, 30], [30, '60'], 30],
  },
  price_amount: { inside: [null, 100, 5000], outside: [99, 0, -100, 100.5, '100'] },
  price_currency: {
    inside: ['eur', 'usd', 'huf', 'isk'],
    outside: ['us', 'euro', '', 'e1r', 'zzz', 'dem', null],
  },
  reminder_intervals: {
    inside: [[], [5], [43_200], minutes(10)],
    outside: [[4], [43_201], minutes(11), [30.5], ['60'], null],
  },
  booking_cap: {
    inside: [1, 10_000],
    outside: [0, 10_001, 1.5, '1'],
    beside: { booking_cap_period: 'weekly' },
  },
  booking_cap_period: {
    inside: ['daily', 'weekly', 'monthly', 'total'],
    outside: ['yearly', '', 'Daily', 7],
    beside: { booking_cap: 5 },
  },
  minimum_notice_minutes: { inside: [0, 43_200], outside: [-1, 43_201, 0.5, null] },
  booking_window_days: { inside: [null, 1, 730], outside: [0, 731, 1.5] },
  slot_interval_minutes: { inside: [null, 5, 480], outside: [4, 481, 5.5] },
  cancel_cutoff_minutes: { inside: [null, 0, 43_200], outside: [-1, 43_201, 0.5, '60'] },
  reschedule_cutoff_minutes: { inside: [null, 0, 43_200], outside: [-1, 43_201, 0.5, '60'] },
  waitlist_enabled: { inside: [true, false], outside: ['true', 1, null] },
  location: { inside: [null, 'Room 5', 'https://meet.example.com/a?b=c'], outside: [5, {}] },
  assignment_strategy: { inside: ['round_robin', 'collective'], outside: ['random', null] },
  allow_host_choice: { inside: [true, false], outside: ['true', 1, null] },
  allow_duplicate_attendees: { inside: [true, false], outside: ['true', 1, null] },
  max_party_without_key: { inside: [1, 10, 100], outside: [0, 101, 1.5, '1', null] },
};

describe.each(Object.entries(fields))('%s', (field, { inside, outside, beside = {} }) => {
  const valid = field === 'slug' ? {} : { ...beside, [field]: inside[0] };

  test('is kept on creation where it is within its limits', async () => {
    for (const [index, value] of inside.entries()) {
      const created = await create({ slug: `event-type-${index}`, ...beside, [field]: value });
      expect(created, JSON.stringify(value)).toMatchObject({ status: 201, body: { [field]: value } });
    }
  });

  test('is kept on change where it is within its limits', async () => {
    const path = `/v1/event-types/${(await create(valid)).body.id}`;
    for (const value of inside) {
      const changed = await scene.org.call('PATCH', path, { [field]: value });
      expect(changed, JSON.stringify(value)).toMatchObject({ status: 200, body: { [field]: value } });
      expect((await scene.org.call('GET', path)).body[field]).toEqual(value);
    }
  });

  test('is refused beyond them, on creation and on change, and nothing is changed', async () => {
    const { body } = await create(valid);
    const path = `/v1/event-types/${body.id}`;
    const refused = [400, 'validation_error', expect.stringContaining(`body.${field}`)];
    for (const value of outside) {
      const why = JSON.stringify(value);
      const created = await create({ slug: 'another', ...beside, [field]: value });
      expect(refusalOf(created).slice(0, 3), why).toEqual(refused);
      const changed = await scene.org.call('PATCH', path, { [field]: value });
      expect(refusalOf(changed).slice(0, 3), why).toEqual(refused);
    }
    expect((await scene.org.call('GET', path)).body).toEqual(body);
  });
});

test('a misspelt field is refused rather than ignored', async () => {
  expect(refusalOf(await create({ buffer_minutes: 5 }))).toEqual([
    400,
    'validation_error',
    'body.buffer_minutes',
  ]);
  expect(refusalOf(await create({ active: false }))).toEqual([400, 'validation_error', 'body.active']);
});

test('texts are kept without control characters, colour and currency in lower case', async () => {
  const messy = {
    title: ' Call\u0007\u202e with\tus ',
    description: 'one\r\ntwo\u0001',
    color: '#AbCdEf',
    price_currency: 'EUR',
  };
  expect((await create(messy)).body).toMatchObject({
    title: 'Call with us',
    description: 'one\ntwo',
    color: '#abcdef',
    price_currency: 'eur',
  });
});

test('an empty text is null, whatever field it stands in', async () => {
  const empty = { description: '', location: ' \u200b' };
  const { body } = await create(empty);
  expect(body).toMatchObject({ description: null, location: null });
  const path = `/v1/event-types/${body.id}`;
  await scene.org.call('PATCH', path, { description: 'About', location: 'Room 5' });
  const emptied = await scene.org.call('PATCH', path, empty);
  expect(emptied.body).toMatchObject({ description: null, location: null });
  const key = await scene.org.call('POST', '/v1/api-keys', { name: 'Website', description: '\u200e' });
  expect(key.body.description).toBeNull();
});

test.each([
  ['isk', 150, 'a multiple of 100'],
  ['ugx', 50_050, 'a multiple of 100'],
  ['kwd', 1234, 'a multiple of 10'],
])('a price in %s is charged in whole steps: %i is refused', async (price_currency, price_amount, rule) => {
  const refused = await create({ price_currency, price_amount });
  expect(refusalOf(refused)).toEqual([400, 'validation_error', 'body.price_amount']);
  expect(JSON.stringify(refused.body)).toContain(rule);
  const { id } = (await create({ price_amount: price_amount * 10 })).body;
  expect((await scene.org.call('PATCH', `/v1/event-types/${id}`, { price_currency })).status).toBe(200);
  const lowered = await scene.org.call('PATCH', `/v1/event-types/${id}`, { price_amount });
  expect(refusalOf(lowered)).toEqual([400, 'validation_error', 'body.price_amount']);
});

test.each([
  { booking_cap: 5 },
  { booking_cap_period: 'daily' },
  { booking_cap: 5, booking_cap_period: null },
  { booking_cap: null, booking_cap_period: 'daily' },
])('a cap and its period go together: %o is refused', async (half) => {
  expect(refusalOf(await create(half))).toEqual([400, 'validation_error', 'body.booking_cap']);
});

test('of the notices only those that are named change, on creation and on change', async () => {
  const all = {
    invitee: { confirmation: true, change: true, cancellation: true, reminder: true },
    host: { confirmation: true, change: true, cancellation: true },
  };
  const created = await create({ notifications: { host: { change: false } } });
  const first = { ...all, host: { ...all.host, change: false } };
  expect(created).toMatchObject({ status: 201, body: { notifications: first } });
  const path = `/v1/event-types/${created.body.id}`;
  const change = (notifications: unknown) => scene.org.call('PATCH', path, { notifications });
  const changed = await change({ invitee: { reminder: false } });
  expect(changed.body.notifications).toEqual({ ...first, invitee: { ...all.invitee, reminder: false } });
  for (const wrong of [
    null,
    { guest: {} },
    { invitee: { reminders: true } },
    { host: { reminder: true } },
    { host: { change: 1 } },
  ])
    expect(refusalOf(await change(wrong)).slice(0, 2)).toEqual([400, 'validation_error']);
  expect((await scene.org.call('GET', path)).body.notifications).toEqual(changed.body.notifications);
});
