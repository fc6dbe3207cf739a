import { setTimeout as pause } from 'node:timers/promises';
import { messageExampleOf } from '@astrocal/contract';
import { onServer } from '../../apps/api/test/harness/test-server.ts';
import { seededDatabase } from '../databases.ts';
import { type Figure, median, medianRatio } from '../figure.ts';
import type { Arrival, Received, SendingJob, SendingResult } from '../load/webhook-job.ts';
import { runScript, type ServerProcess, startServer } from '../processes.ts';
import { cpuTimeMs } from '../rounds.ts';
import { nextYear } from '../scenario.ts';
import type { PartContext, Settings } from '../settings.ts';
import { startApi } from '../subjects/api-server.ts';
import {
  type BookingPace,
  bookSteadily,
  createEndpoint,
  type Endpoint,
  replay,
} from '../subjects/webhooks.ts';

/** Each of its own organization: the server sends at most six messages to one endpoint at the same time. */
const endpointCount = 8;
const inFlight = 16;
const bookingsPerSecond = 50;
/** `booking.created` and `booking.confirmed`. */
const messagesOfBooking = 2;

/** Messages on their way to a receiver: how long after a booking's answer they arrive, and how fast a backlog goes. */
export async function webhooks({ settings, postgres, keep }: PartContext): Promise<Figure[]> {
  const plan = { organizations: endpointCount, now: settings.now };
  const database = await keep(seededDatabase('postgres', postgres, plan));
  const receiver = await keep(
    startServer({ script: 'bench/load/webhook-receiver.ts', environment: {}, readyPath: '/' }),
  );
  const api = await keep(startApi(database, { ASTROCAL_OUTBOUND_ALLOW: '127.0.0.1/32' }));
  const endpoints = await Promise.all(
    database.organizations.map((each) => createEndpoint(api.url, receiver.url, each)),
  );

  const latencies = await measureLatency(api, receiver, endpoints, {
    settings,
    databaseUrl: database.url ?? '',
  });
  const { rates, floorRates, cpuMs } = await measureRates(api, receiver, endpoints, settings);
  const at = (share: number) => latencies[Math.ceil(latencies.length * share) - 1] as number;
  const latency = { p50: at(0.5), p99: at(0.99) };
  return [
    {
      unit: '/s',
      subject: { name: 'replayed to 8 endpoints', value: median(rates), ...(cpuMs > 0 && { cpuMs }) },
      floor: { name: '`http.request`, 16 in flight', value: median(floorRates) },
      ratio: medianRatio(rates, floorRates),
      target: { atLeast: 0.1 },
      note: `${latencies.length} messages in each round`,
    },
    {
      unit: 'ms',
      // Less than the clock's step is nothing that it can tell.
      subject: { name: `${bookingsPerSecond} bookings a second`, value: Math.max(latency.p50, 1), latency },
      note: 'from the `201` of the booking to the request at the receiver; the figure is the median',
    },
  ];
}

interface LatencyRun {
  readonly settings: Settings;
  readonly databaseUrl: string;
}

/** Milliseconds from the answer of a booking to each of its messages, ascending. */
async function measureLatency(
  api: ServerProcess,
  receiver: ServerProcess,
  endpoints: readonly Endpoint[],
  { settings: { now, warmUpSeconds, roundSeconds, httpRounds }, databaseUrl }: LatencyRun,
): Promise<number[]> {
  const firstStart = Date.UTC(nextYear(now), 0, 1);
  const everyMs = 1000 / bookingsPerSecond;
  const book = async (pace: Pick<BookingPace, 'from' | 'count'>) => {
    const answeredAt = await bookSteadily(api.url, endpoints, { firstStart, everyMs, ...pace });
    await allReceived(receiver, answeredAt.size * messagesOfBooking);
    return answeredAt;
  };
  const warmUp = Math.ceil(bookingsPerSecond * warmUpSeconds);
  await book({ from: 0, count: warmUp });
  await forget(receiver);
  // What autovacuum does within a minute on a server that is no longer new.
  await onServer(databaseUrl, (client) => client.query('analyze'));
  const count = bookingsPerSecond * roundSeconds * httpRounds;
  const answeredAt = await book({ from: warmUp, count });
  const arrivals = (await (await fetch(`${receiver.url}/arrivals`)).json()) as Arrival[];
  return arrivals.map(({ at, booking }) => at - (answeredAt.get(booking) as number)).sort((a, b) => a - b);
}

/** Messages a second: all that the log holds sent again, and the bare sender, in turn. */
async function measureRates(
  api: ServerProcess,
  receiver: ServerProcess,
  endpoints: readonly Endpoint[],
  { httpRounds, roundSeconds, warmUpSeconds }: Settings,
) {
  const drain = async () => {
    await forget(receiver);
    const cpuBefore = await cpuTimeMs(api.pid);
    const startedAt = Date.now();
    const queued = await replay(api.url, endpoints);
    const { lastAt } = await allReceived(receiver, queued);
    const cpuMs = ((await cpuTimeMs(api.pid)) - cpuBefore) / queued;
    return { perSecond: (queued * 1000) / (lastAt - startedAt), cpuMs };
  };
  const message = messageExampleOf('booking.created');
  const sending: SendingJob = {
    url: receiver.url,
    seconds: roundSeconds,
    warmUpSeconds,
    inFlight,
    headers: { 'content-type': 'application/json', 'webhook-id': message.id },
    body: JSON.stringify(message),
  };
  const sendBare = async () => {
    const { sent, seconds }: SendingResult = JSON.parse(
      await runScript('bench/floors/webhook-sender.ts', JSON.stringify(sending)),
    );
    return sent / seconds;
  };
  const drained: Awaited<ReturnType<typeof drain>>[] = [];
  const floorRates: number[] = [];
  await drain(); // not counted
  for (let round = 0; round < httpRounds; round++) {
    const inTurn = [async () => drained.push(await drain()), async () => floorRates.push(await sendBare())];
    for (const measure of round % 2 === 0 ? inTurn : inTurn.reverse()) await measure();
  }
  return {
    rates: drained.map(({ perSecond }) => perSecond),
    floorRates,
    cpuMs: median(drained.map(({ cpuMs }) => cpuMs)),
  };
}

const forget = (receiver: ServerProcess) => fetch(receiver.url, { method: 'DELETE' });

const longestSilenceMs = 60_000;

/** Waits for so many different messages. Throws when none comes for a minute, or more than there should be. */
async function allReceived(receiver: ServerProcess, messages: number): Promise<Received> {
  for (let before = -1, since = performance.now(); ; ) {
    const received = (await (await fetch(receiver.url)).json()) as Received;
    if (received.messages > messages)
      throw new Error(`${messages} messages were sent, but ${received.messages} arrived.`);
    if (received.messages === messages) return received;
    if (received.messages > before) since = performance.now();
    before = received.messages;
    if (performance.now() - since > longestSilenceMs)
      throw new Error(`${messages} messages were to arrive, but after ${before} no other came.`);
    await pause(20);
  }
}
