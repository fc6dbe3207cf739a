import { onServer } from '../../apps/api/test/harness/test-server.ts';
import type { Checkout } from '../checkout.ts';
import type { SeededDatabase } from '../databases.ts';
import type { SmtpSink } from '../load/job.ts';
import type { Received } from '../load/webhook-job.ts';
import { type BenchPostgres, startBenchPostgres } from '../postgres.ts';
import { type ServerProcess, startServer } from '../processes.ts';
import type { PartContext } from '../settings.ts';
import { startApi } from './api-server.ts';
import { createEndpoint } from './webhooks.ts';

/** Whether anybody is told of bookings, by one webhook and by mail, and which database has them. */
export type Following = 'untold' | 'told' | 'embedded';

/** A server with both roles. */
export interface LivingServer {
  readonly server: ServerProcess;
  readonly database: SeededDatabase;
  /** Its own, so that whatever it uses is this server's doing; none with the embedded database. */
  readonly postgres?: BenchPostgres;
  /** Throws when not everything has followed from so many bookings. */
  refuseLoss(bookings: number): Promise<void>;
}

/** Mails to invitee and host; `booking.created` and `booking.confirmed`. */
const mailsOfBooking = 2;
const messagesOfBooking = 2;

/** Starts a server, the database that it works on, and whom it tells. */
export async function startLiving(
  { settings: { organizations, now }, postgres: any, keep }: PartContext,
  following: Following,
  checkout: Checkout,
): Promise<LivingServer> {
  const plan = { organizations, now };
  const seed = checkout.databases.seededDatabase;
  if (following === 'embedded') {
    const database = await keep(seed('embedded', any, plan));
    // Nobody else can look into it.
    return {
      server: await keep(startApi(database, {}, checkout)),
      database,
      refuseLoss: async () => undefined,
    };
  }
  const postgres = await keep(startBenchPostgres());
  const database = await keep(seed('postgres', postgres, plan));
  if (following === 'untold') {
    const server = await keep(startApi(database, {}, checkout));
    return { server, database, postgres, refuseLoss: (bookings) => refuseMailsLost(database, bookings) };
  }
  const sinkAt = (script: string) => keep(startServer({ script, environment: {}, readyPath: '/' }));
  const receiver = await sinkAt('bench/load/webhook-receiver.ts');
  const mailSink = await sinkAt('bench/load/smtp-sink.ts');
  const server = await keep(startApi(database, await tellingTo(mailSink), checkout));
  for (const each of database.organizations) await createEndpoint(server.url, receiver.url, each);
  const refuseLoss = async (bookings: number) => {
    await refuseMailsLost(database, bookings);
    refuseOther(
      'messages were received',
      (await ask<Received>(receiver)).messages,
      bookings * messagesOfBooking,
    );
    refuseOther('mails were taken', (await ask<SmtpSink>(mailSink)).mails, bookings * mailsOfBooking);
  };
  return { server, database, postgres, refuseLoss };
}

const ask = async <T>({ url }: ServerProcess): Promise<T> => (await (await fetch(url)).json()) as T;

const tellingTo = async (mailSink: ServerProcess) => ({
  ASTROCAL_OUTBOUND_ALLOW: '127.0.0.1/32',
  ASTROCAL_SMTP_URL: (await ask<SmtpSink>(mailSink)).url,
  ASTROCAL_MAIL_FROM: 'bookings@example.com',
  ASTROCAL_MAILS_PER_HOUR: 'off',
});

async function refuseMailsLost({ url = '' }: SeededDatabase, bookings: number): Promise<void> {
  const { rows } = await onServer(url, (client) =>
    client.query<{ mails: number }>(`select count(*)::int as mails from mails where status <> 'pending'`),
  );
  refuseOther('mails are dealt with', rows[0]?.mails, bookings * mailsOfBooking);
}

function refuseOther(what: string, count: number | undefined, expected: number): void {
  if (count !== expected) throw new Error(`${count} ${what}, but there must be ${expected}.`);
}
