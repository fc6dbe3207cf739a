import { messageEvents } from '@astrocal/contract';
import { Webhook } from 'standardwebhooks';
import { type Received, startMailServer } from '../harness/mail-server.ts';
import type { Environment } from '../harness/main-process.ts';
import { callServer, expectStatus } from '../harness/race-world.ts';
import { createReceiver, type Receiver } from '../harness/receiver.ts';
import type { SeededOrganization } from '../harness/seed.ts';

/** A message as a receiver of webhooks got it. */
export interface ArrivedMessage {
  readonly endpointId: string;
  readonly messageId: string;
  readonly body: string;
}

/** Whoever has not answered may have kept what arrived, or lost it. */
export type LetGo = (fate: 'kept' | 'lost') => void;

/** What is outside of the server: a receiver of webhooks and a mail server, which remember what they were given. */
export interface Outside {
  /** What a process needs to reach them. */
  readonly environment: Environment;
  readonly messages: ArrivedMessage[];
  /** Requests that a receiver would not have believed. */
  readonly unbelievable: string[];
  readonly mails: readonly Received[];
  /** Has every organization's messages sent to the receiver, all of them. */
  subscribe(organizations: readonly SeededOrganization[], url: string): Promise<void>;
  /** Has those of a kind that arrive from now on wait for their answers, until they are let go. */
  hold(what: 'webhooks' | 'mails'): LetGo;
  /** How many webhooks and mails have arrived. */
  readonly arrived: { readonly webhooks: number; readonly mails: number };
  close(): Promise<void>;
}

export async function createOutside(): Promise<Outside> {
  const receiver = await createReceiver();
  const mailServer = await startMailServer();
  const messages: ArrivedMessage[] = [];
  const unbelievable: string[] = [];
  let beforeAnswer: Promise<void> | null = null;
  const secrets = new Map<string, { endpointId: string; secret: string }>();

  receiver.answer = async (response) => {
    const arrived = readArrived(receiver, secrets);
    if (typeof arrived === 'string') unbelievable.push(arrived);
    else messages.push(arrived);
    await beforeAnswer;
    response.writeHead(204).end();
  };
  return {
    environment: {
      // The links in mails: a process that is started again listens elsewhere, and people would be at the same address.
      ASTROCAL_PUBLIC_URL: 'http://astrocal.test',
      ASTROCAL_OUTBOUND_ALLOW: '127.0.0.1/32',
      ASTROCAL_SMTP_URL: mailServer.url,
      ASTROCAL_MAIL_FROM: 'bookings@northwind.example',
      ASTROCAL_MAILS_PER_HOUR: 'off',
    },
    messages,
    unbelievable,
    mails: mailServer.received,
    hold(what) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const set = (waited: Promise<void> | null) => {
        if (what === 'mails') mailServer.hold = waited;
        else beforeAnswer = waited;
      };
      const arrivals = what === 'mails' ? mailServer.received : messages;
      const before = arrivals.length;
      set(promise);
      return (fate) => {
        if (fate === 'lost') arrivals.splice(before);
        set(null);
        resolve();
      };
    },
    get arrived() {
      return { webhooks: messages.length, mails: mailServer.received.length };
    },
    async subscribe(organizations, url) {
      for (const [index, { key }] of organizations.entries()) {
        const body = { url: `${receiver.url}/${index}`, events: messageEvents };
        const created = await callServer(`${url}/v1/webhooks`, 'POST', key, { body });
        const { id: endpointId, secret } = expectStatus(201, created).body;
        secrets.set(`/hook/${index}`, { endpointId, secret });
      }
    },
    async close() {
      await receiver.close();
      await mailServer.close();
    },
  };
}

/** The newest request, as a receiver reads it who checks signatures; else why it does not believe it. */
function readArrived(
  { requests }: Receiver,
  secrets: ReadonlyMap<string, { endpointId: string; secret: string }>,
): ArrivedMessage | string {
  const { url = '', headers, body } = requests.at(-1) as Receiver['requests'][number];
  const known = secrets.get(url);
  if (!known) return `Nobody has asked for anything at ${url}.`;
  try {
    new Webhook(known.secret).verify(body, headers as Record<string, string>);
  } catch (error) {
    return `${url}: ${error}`;
  }
  return { endpointId: known.endpointId, messageId: String(headers['webhook-id']), body };
}
