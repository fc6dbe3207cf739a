import { messageExampleOf } from '@astrocal/contract';
import { onServer } from '../../apps/api/test/harness/test-server.ts';
import { thisCheckout } from '../checkout.ts';
import { medianCpu, total } from '../cpu.ts';
import { type Figure, type Measured, median, medianRatio } from '../figure.ts';
import type { Arrival, SendingJob, SendingResult } from '../load/webhook-job.ts';
import { runScript, type ServerProcess, startServer } from '../processes.ts';
import { takeTurns } from '../rounds.ts';
import { nextYear } from '../scenario.ts';
import type { PartContext, Settings } from '../settings.ts';
import {
  allReceived,
  type DeliveringServer,
  drain,
  forget,
  type Sent,
  startDelivering,
} from '../subjects/delivering-server.ts';
import { type BookingPace, bookSteadily } from '../subjects/webhooks.ts';

const inFlight = 16;
const bookingsPerSecond = 50;
/** `booking.created` and `booking.confirmed`. */
const messagesOfBooking = 2;

/** Messages on their way to a receiver: how long after a booking's answer they arrive, and how fast a backlog goes. */
export async function webhooks(context: PartContext): Promise<Figure[]> {
  const { settings, beside, keep } = context;
  const receiver = await keep(
    startServer({ script: 'bench/load/webhook-receiver.ts', environment: {}, readyPath: '/' }),
  );
  const now = await startDelivering(context, receiver, thisCheckout);
  const before = beside && (await startDelivering(context, receiver, beside));
  const latencies = await measureLatency(now, settings);
  if (before) await measureLatency(before, settings); // so that it has as much to send again

  const subject: Sender = { name: 'replayed to 8 endpoints', sent: [], send: () => drain(now) };
  const floor: Sender = {
    name: `\`http.request\`, ${inFlight} in flight`,
    sent: [],
    send: () => sendBare(receiver, settings),
  };
  const earlier = before && { name: before.name, sent: [], send: () => drain(before) };
  await sendInTurns(earlier ? [subject, floor, earlier] : [subject, floor], settings.httpRounds);

  const at = (share: number) => latencies[Math.ceil(latencies.length * share) - 1] as number;
  const latency = { p50: at(0.5), p99: at(0.99) };
  return [
    {
      ...rateRow(subject, floor),
      target: { atLeast: 0.1 },
      note: `${latencies.length} messages in each round`,
    },
    ...(earlier ? [rateRow(subject, earlier)] : []),
    bookkeepingRow(subject, floor, earlier),
    {
      unit: 'ms',
      // Less than the clock's step is nothing that it can tell.
      subject: { name: `${bookingsPerSecond} bookings a second`, value: Math.max(latency.p50, 1), latency },
      note: 'from the `201` of the booking to the request at the receiver; the figure is the median',
    },
  ];
}

interface Sender {
  readonly name: string;
  readonly sent: Sent[];
  send(): Promise<Sent>;
}

function rateRow(subject: Sender, floor: Sender): Figure {
  const rates = ({ sent }: Sender) => sent.map(({ perSecond }) => perSecond);
  const measured = (sender: Sender): Measured => {
    const cpu = medianCpu(sender.sent.map((each) => each.cpu));
    return { name: sender.name, value: median(rates(sender)), ...(cpu && { cpu }) };
  };
  return {
    unit: '/s',
    subject: measured(subject),
    floor: measured(floor),
    ratio: medianRatio(rates(subject), rates(floor)),
  };
}

/** What a delivery costs beside being sent: the processor time of both sides, less that of the bare sender. */
function bookkeepingRow(subject: Sender, floor: Sender, earlier: Sender | undefined): Figure {
  const beyondSending = ({ sent }: Sender) =>
    sent.map(({ cpu }, round) => total(cpu) - total((floor.sent[round] as Sent).cpu));
  const times = beyondSending(subject);
  const name = 'bookkeeping of a delivery, CPU of both sides';
  return {
    unit: 'ms',
    subject: { name, value: median(times) },
    ...(earlier && {
      floor: { name: earlier.name, value: median(beyondSending(earlier)) },
      ratio: medianRatio(times, beyondSending(earlier)),
    }),
    target: { valueAtMost: 0.2 },
    note: 'less what the bare sender takes for a message',
  };
}

/** Milliseconds from the answer of a booking to each of its messages, ascending. */
async function measureLatency(
  { server, databaseUrl, endpoints, receiver }: DeliveringServer,
  { now, warmUpSeconds, roundSeconds, httpRounds }: Settings,
): Promise<number[]> {
  const firstStart = Date.UTC(nextYear(now), 0, 1);
  const everyMs = 1000 / bookingsPerSecond;
  await forget(receiver);
  const book = async (pace: Pick<BookingPace, 'from' | 'count'>) => {
    const answeredAt = await bookSteadily(server.url, endpoints, { firstStart, everyMs, ...pace });
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

/** Messages a second: all that the logs hold sent again, and the bare sender; after once that is not counted. */
async function sendInTurns(senders: readonly Sender[], rounds: number): Promise<void> {
  for (const { send } of senders) await send();
  await takeTurns(senders, rounds, async ({ sent, send }) => {
    sent.push(await send());
  });
}

async function sendBare(receiver: ServerProcess, { roundSeconds, warmUpSeconds }: Settings): Promise<Sent> {
  const message = messageExampleOf('booking.created');
  const sending: SendingJob = {
    url: receiver.url,
    seconds: roundSeconds,
    warmUpSeconds,
    inFlight,
    headers: { 'content-type': 'application/json', 'webhook-id': message.id },
    body: JSON.stringify(message),
  };
  const { sent, seconds, cpuMs }: SendingResult = JSON.parse(
    await runScript('bench/floors/webhook-sender.ts', JSON.stringify(sending)),
  );
  return { perSecond: sent / seconds, cpu: { server: cpuMs / sent } };
}
