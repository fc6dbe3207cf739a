import type { UsagePeriod } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Insider } from '../../lib/principal.ts';
import type { CallCounter } from './call-counter.ts';
import { dayOf, monthStart, periodStart } from './rules.ts';
import { countBookings, countDeliveries, countEventTypes, sumCalls } from './store.ts';

/** What a key has used of today, and its organization of the month. */
export async function readUsage(deps: Deps, calls: CallCounter, principal: Insider) {
  await calls.flush(); // the caller's own last request shall show
  const { db } = deps.database;
  const now = deps.clock.now();
  return {
    now,
    callsToday: await sumCalls(db, principal, { since: dayOf(now), keyId: principal.id }),
    bookingsThisMonth: (await countBookings(db, principal, monthStart(now))).total,
  };
}

/** What happened in an organization and mode in the last days. */
export async function readUsageSummary(
  deps: Deps,
  calls: CallCounter,
  { principal, period }: { principal: Insider; period: UsagePeriod },
) {
  await calls.flush();
  const { db } = deps.database;
  const now = deps.clock.now();
  const start = periodStart(period, now);
  return {
    period,
    start,
    now,
    calls: await sumCalls(db, principal, { since: dayOf(start) }),
    bookings: await countBookings(db, principal, start),
    eventTypes: await countEventTypes(db, principal),
    webhooks: await countDeliveries(db, principal, start),
  };
}
