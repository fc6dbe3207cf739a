import { afterEach, expect } from 'vitest';
import type { TestAnswer } from './api.ts';
import type { TestOrganization } from './organization.ts';
import { useOrganization } from './organization.ts';
import { createReceiver, type Receiver } from './receiver.ts';
import { runDueJobs } from './run-due-jobs.ts';

/** An endpoint with the receiver that it leads to, unless its URL was given. */
export interface TestEndpoint {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly receiver: Receiver;
  /** A request about it: `ask('POST', '/test')`. */
  ask(method: string, rest?: string, body?: object): Promise<TestAnswer>;
  /** As the API shows it now. */
  // biome-ignore lint/suspicious/noExplicitAny: as the API answers it
  now(): Promise<any>;
  /** Its deliveries, newest first. */
  // biome-ignore lint/suspicious/noExplicitAny: as the API answers it
  deliveries(query?: string): Promise<any[]>;
}

export const allEvents = [
  'booking.created',
  'booking.confirmed',
  'booking.rescheduled',
  'booking.cancelled',
] as const;

/** Gives a test file an API with receivers of webhooks, and each of its tests an organization with short ways to set a scene. */
export function useWebhooks(kind?: Parameters<typeof useOrganization>[0]) {
  const scene = useOrganization(kind);
  const receivers: Receiver[] = [];
  afterEach(async () => {
    for (const receiver of receivers.splice(0)) await receiver.close();
  });

  /** Makes an endpoint: in test mode, for every event of bookings, and at a new receiver, unless told. */
  async function endpoint({
    url,
    events = allEvents,
    key = scene.org.testKey,
    ...more
  }: {
    url?: string;
    events?: readonly string[];
    key?: string;
    active?: boolean;
  } = {}): Promise<TestEndpoint> {
    const receiver = await createReceiver();
    receivers.push(receiver);
    const body = { url: url ?? receiver.url, events, ...more };
    const created = await scene.api.call('POST', '/v1/webhooks', { key, body });
    expect(created).toMatchObject({ status: 201 });
    const path = `/v1/webhooks/${created.body.id}`;
    const ask = (method: string, rest = '', sent?: object) =>
      scene.api.call(method, `${path}${rest}`, { key, ...(sent && { body: sent }) });
    return {
      id: created.body.id,
      url: body.url,
      secret: created.body.secret,
      receiver,
      ask,
      now: async () => (await ask('GET')).body,
      deliveries: async (query = '') => (await ask('GET', `/deliveries${query}`)).body.data,
    };
  }

  let times = 0;
  /** Books a free time in test mode, which is told as created and as confirmed. */
  async function book(org: TestOrganization = scene.org) {
    const eventType = await org.eventType();
    const day = String(2 + (times++ % 27)).padStart(2, '0');
    return org.booked(eventType.id, `2026-06-${day}T09:00:00Z`);
  }

  return {
    get api() {
      return scene.api;
    },
    get org() {
      return scene.org;
    },
    endpoint,
    book,
    runDueJobs: () => runDueJobs(scene.api),
  };
}
