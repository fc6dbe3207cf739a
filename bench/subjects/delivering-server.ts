import { setTimeout as pause } from 'node:timers/promises';
import type { Checkout } from '../checkout.ts';
import { type Cpu, difference, perOne, usedCpu } from '../cpu.ts';
import type { Received } from '../load/webhook-job.ts';
import { type BenchPostgres, startBenchPostgres } from '../postgres.ts';
import type { ServerProcess } from '../processes.ts';
import { whenQuiet } from '../quiet.ts';
import type { PartContext } from '../settings.ts';
import { startApi } from './api-server.ts';
import { createEndpoint, type Endpoint, replay } from './webhooks.ts';

/** Each of its own organization: the server sends at most six messages to one endpoint at the same time. */
const endpointCount = 8;

/** A server whose endpoints are all one receiver. */
export interface DeliveringServer {
  readonly name: string;
  readonly server: ServerProcess;
  readonly databaseUrl: string;
  /** Its own, so that whatever it uses is this server's doing. */
  readonly postgres: BenchPostgres;
  readonly endpoints: readonly Endpoint[];
  readonly receiver: ServerProcess;
}

export async function startDelivering(
  { settings: { now }, keep }: PartContext,
  receiver: ServerProcess,
  checkout: Checkout,
): Promise<DeliveringServer> {
  const postgres = await keep(startBenchPostgres());
  const plan = { organizations: endpointCount, now };
  const database = await keep(checkout.databases.seededDatabase('postgres', postgres, plan));
  const server = await keep(startApi(database, { ASTROCAL_OUTBOUND_ALLOW: '127.0.0.1/32' }, checkout));
  const endpoints = await Promise.all(
    database.organizations.map((each) => createEndpoint(server.url, receiver.url, each)),
  );
  return { name: checkout.name, server, databaseUrl: database.url ?? '', postgres, endpoints, receiver };
}

/** What sending came to. */
export interface Sent {
  readonly perSecond: number;
  /** For one message. */
  readonly cpu: Cpu;
}

/** Has everything in the log sent again, and waits until all of it is. */
export async function drain(delivering: DeliveringServer): Promise<Sent> {
  const { server, endpoints, receiver } = delivering;
  await forget(receiver);
  const before = await usedCpu(delivering);
  const startedAt = Date.now();
  const queued = await replay(server.url, endpoints);
  const { lastAt } = await allReceived(receiver, queued);
  const cpu = perOne(difference(await whenQuiet(delivering), before), queued);
  return { perSecond: (queued * 1000) / (lastAt - startedAt), cpu };
}

export const forget = (receiver: ServerProcess) => fetch(receiver.url, { method: 'DELETE' });

const longestSilenceMs = 60_000;

/** Waits for so many different messages. Throws when none comes for a minute, or more than there should be. */
export async function allReceived(receiver: ServerProcess, messages: number): Promise<Received> {
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
