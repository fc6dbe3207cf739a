import type { UsagePeriod } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { KeyActor } from '../../lib/actor.ts';
import type { CallCounter } from './call-counter.ts';
import { dayOf, monthStart, periodStart } from './rules.ts';
import { countBookings, countDeliveries, countEventTypes, sumCalls } from './store.ts';

/** What a key has used of today, and its organization of the month. */
export async function readUsage(deps: Deps, calls: CallCounter, actor: KeyActor) {
  await calls.flush(); // the caller's own last request shall show
  const { db } = deps.database;
  const now = deps.clock.now();
  return {
    now,
    callsToday: await sumCalls(db, actor, { since: dayOf(now), keyId: actor.keyId }),
    bookingsThisMonth: (await countBookings(db, actor, monthStart(now))).total,
  };
}

/** What happened in an organization and mode in the last days. */
export async function readUsageSummary(
  deps: Deps,
  calls: CallCounter,
  { actor, period }: { actor: KeyActor; period: UsagePeriod },
) {
  await calls.flush();
  const { db } = deps.database;
  const now = deps.clock.now();
  const start = periodStart(period, now);
  return {
    period,
    start,
    now,
    calls: await sumCalls(db, actor, { since: dayOf(start) }),
    bookings: await countBookings(db, actor, start),
    eventTypes: await countEventTypes(db, actor),
    webhooks: await countDeliveries(db, actor, start),
  };
}
