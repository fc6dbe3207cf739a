import { Type } from 'typebox';
import { component } from '../component.ts';
import { Instant, nullable, oneOf } from '../fields.ts';

/** The plans that set an organization's limits, on the wire as `tier`. */
export const planNames = ['free', 'launch', 'grow', 'scale', 'unlimited'] as const;
export type PlanName = (typeof planNames)[number];

export const usagePeriods = ['7d', '30d'] as const;
export type UsagePeriod = (typeof usagePeriods)[number];

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const Usage = component(
  'Usage',
  Type.Object({
    tier: oneOf(planNames, { description: 'The plan of the organization.' }),
    limits: Type.Object({
      api_calls_per_minute: nullable(count('Per key. Null: no limit.')),
      api_calls_per_day: nullable(count('Per key. Null: no limit.')),
      bookings_per_month: nullable(count('Always null: bookings are not limited.')),
    }),
    usage: Type.Object({
      api_calls_today: count('Calls of this key that count to its limits, since midnight UTC.'),
      api_calls_remaining_daily: nullable(count('What is left of them today. Null: no limit.')),
      bookings_this_month: count(
        'Bookings received since the first of the month, in UTC: of the organization, in the mode of the key.',
      ),
      bookings_remaining_monthly: nullable(count('Always null: bookings are not limited.')),
    }),
    reset_at: Type.Object({
      daily: Instant('The next midnight in UTC.'),
      monthly: Instant('The first of the next month in UTC.'),
    }),
  }),
);

export const UsageSummary = component(
  'UsageSummary',
  Type.Object({
    period: oneOf(usagePeriods, { description: 'Whole days in UTC, today among them.' }),
    period_start: Instant('Midnight of its first day.'),
    period_end: Instant('Now.'),
    api_calls: Type.Object({ total: count('Counted calls of all keys of this mode.') }),
    bookings: Type.Object(
      {
        total: count('All of them.'),
        confirmed: count('Rescheduled ones included.'),
        cancelled: count('Cancelled since.'),
        pending_payment: count('Not yet paid.'),
      },
      { description: 'Bookings received in the period, by what they are now.' },
    ),
    event_types: Type.Object({
      total: count('Event types that exist now.'),
      active: count('Those that can be booked.'),
    }),
    calendar_connections: Type.Object({
      total: count('Zero, until calendars can be connected.'),
      active: count('Zero, until calendars can be connected.'),
    }),
    webhooks: Type.Object({
      total_deliveries: count('Made in the period, samples and replays included.'),
      successful: count('Those that the endpoint took.'),
      failed: count('Those that are not tried again.'),
    }),
  }),
);

export const usageExample = {
  tier: 'free',
  limits: { api_calls_per_minute: 30, api_calls_per_day: 500, bookings_per_month: null },
  usage: {
    api_calls_today: 42,
    api_calls_remaining_daily: 458,
    bookings_this_month: 7,
    bookings_remaining_monthly: null,
  },
  reset_at: { daily: '2026-06-05T00:00:00Z', monthly: '2026-07-01T00:00:00Z' },
};

export const usageSummaryExample = {
  period: '7d',
  period_start: '2026-05-29T00:00:00Z',
  period_end: '2026-06-04T09:12:00Z',
  api_calls: { total: 310 },
  bookings: { total: 12, confirmed: 9, cancelled: 2, pending_payment: 1 },
  event_types: { total: 3, active: 2 },
  calendar_connections: { total: 0, active: 0 },
  webhooks: { total_deliveries: 24, successful: 23, failed: 1 },
};
