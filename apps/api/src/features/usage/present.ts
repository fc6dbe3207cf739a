import type { PlanName, UsagePeriod } from '@astrocal/contract';
import { isoSeconds } from '../../lib/clock.ts';
import type { Plan } from './plans.ts';
import { monthStart, nextDay } from './rules.ts';

const iso = (instant: number) => isoSeconds(new Date(instant));

export const presentUsage = (
  { tier, plan }: { tier: PlanName; plan: Plan | null },
  used: { now: number; callsToday: number; bookingsThisMonth: number },
) => ({
  tier,
  limits: {
    api_calls_per_minute: plan?.perMinute ?? null,
    api_calls_per_day: plan?.perDay ?? null,
    bookings_per_month: null,
  },
  usage: {
    api_calls_today: used.callsToday,
    api_calls_remaining_daily: plan && Math.max(0, plan.perDay - used.callsToday),
    bookings_this_month: used.bookingsThisMonth,
    bookings_remaining_monthly: null,
  },
  reset_at: { daily: iso(nextDay(used.now)), monthly: iso(monthStart(used.now, 1)) },
});

interface Summary {
  readonly period: UsagePeriod;
  readonly start: number;
  readonly now: number;
  readonly calls: number;
  readonly bookings: { total: number; confirmed: number; cancelled: number; pending_payment: number };
  readonly eventTypes: { total: number; active: number };
  readonly webhooks: { total_deliveries: number; successful: number; failed: number };
}

export const presentUsageSummary = (summary: Summary) => ({
  period: summary.period,
  period_start: iso(summary.start),
  period_end: iso(summary.now),
  api_calls: { total: summary.calls },
  bookings: summary.bookings,
  event_types: summary.eventTypes,
  // They do not exist yet; clients read the fields all the same.
  calendar_connections: { total: 0, active: 0 },
  webhooks: summary.webhooks,
});
