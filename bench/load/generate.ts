import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import type { Goal, LoadJob, LoadResult, SlotsAsked, SlotsBooked } from './job.ts';

// Reads a job from standard input, runs it with autocannon, prints the result. A process of its own, so that the
// servers are not slowed by the one that asks.
const job: LoadJob = JSON.parse(readFileSync(0, 'utf8'));
const { url, connections, until, goals, ask } = job;
let used = ask.kind === 'bookings' ? ask.used : 0;

const requests =
  ask.kind === 'slots' ? goals.map((goal) => slotsOf(goal, ask)) : [{ setupRequest: book(ask) }];
const { duration, latency, errors, timeouts, ...rest } = await autocannon({
  url,
  connections,
  ...('seconds' in until ? { duration: until.seconds } : { amount: until.answers }),
  requests,
  timeout: 60, // on a busy machine the embedded database may take its time, and that is no error
});
const statuses = Object.fromEntries(
  Object.entries(rest.statusCodeStats ?? {}).map(([status, { count = 0 }]) => [status, count]),
);
const result: LoadResult = {
  seconds: duration,
  latency: { p50: latency.p50, p99: latency.p99 },
  statuses,
  errors: errors + timeouts,
  used,
};
console.log(JSON.stringify(result));

function slotsOf({ eventTypeId, key }: Goal, { start, end, timezone }: SlotsAsked): autocannon.Request {
  const query = new URLSearchParams({ event_type_id: eventTypeId, start, end, timezone });
  return { method: 'GET', path: `/v1/availability?${query}`, headers: { authorization: `Bearer ${key}` } };
}

function book({ firstStart, slotMs }: SlotsBooked): (request: autocannon.Request) => autocannon.Request {
  return (request) => {
    const { eventTypeId, key } = goals[used % goals.length] as Goal;
    const start = firstStart + Math.floor(used / goals.length) * slotMs;
    const email = `alex-${used}@example.com`; // nobody is written to without end
    used++;
    return {
      ...request,
      method: 'POST',
      path: '/v1/bookings',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        event_type_id: eventTypeId,
        start_time: new Date(start).toISOString(),
        invitee_name: 'Alex Johnson',
        invitee_email: email,
        invitee_timezone: 'America/New_York',
      }),
    };
  };
}
