import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ical, { type VEvent } from 'node-ical';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { MailSender, MailSettings } from '../../src/providers/mail.ts';
import { createSmtpSender } from '../../src/providers/smtp/smtp-sender.ts';

/** A mail as a mail server got it. */
export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

/** How the server treats a mail: takes it, refuses its recipient or its data, or takes the data and says nothing. */
export type Manner =
  | 'takes'
  | { readonly recipient: number }
  | { readonly data: number }
  | 'is silent after the data';

export interface MailServer {
  readonly settings: MailSettings & { readonly sender: MailSender };
  readonly url: string;
  /** What it was given, also what it did not take. */
  readonly received: Received[];
  /** How it treats what comes next. */
  manner: Manner;
  /** Waits for the promise before it answers to data. */
  hold: Promise<void> | null;
  close(): Promise<void>;
}

const answering = (responseCode: number) => Object.assign(new Error('Not this one'), { responseCode });
const codeOf = (manner: Manner, part: 'recipient' | 'data') =>
  typeof manner === 'object' && part in manner ? (manner as Record<string, number>)[part] : undefined;

/** A real SMTP server on loopback, and the sender that speaks to it. */
export async function startMailServer({ timeoutMs = 5_000 } = {}): Promise<MailServer> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo(_address, _session, callback) {
      const code = codeOf(mailServer.manner, 'recipient');
      callback(code === undefined ? null : answering(code));
    },
    async onData(stream, session, callback) {
      const { manner } = mailServer;
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of stream) chunks.push(chunk as Buffer);
      } catch {
        return; // whoever died in the middle of a mail has sent none
      }
      const { mailFrom, rcptTo } = session.envelope;
      mailServer.received.push({
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        raw: Buffer.concat(chunks).toString('utf8'),
      });
      await mailServer.hold; // read in the turn in which it arrived: what arrives while it is set waits
      if (manner === 'is silent after the data') return;
      const code = codeOf(manner, 'data');
      callback(code === undefined ? null : answering(code));
    },
  });
  server.on('error', () => undefined); // a client that hangs up is what some tests are about
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const url = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const sender = createSmtpSender({ url, timeoutMs });
  const mailServer: MailServer = {
    settings: { sender, from: { name: null, address: 'bookings@northwind.example' }, ceiling: 30 },
    url,
    received: [],
    manner: 'takes',
    hold: null,
    async close() {
      sender.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return mailServer;
}

/** A received mail as a mail program reads it. */
export interface ReadMail extends Email {
  /** The addresses that it was handed over for. */
  readonly recipients: readonly string[];
  readonly raw: string;
  readonly invite: VEvent | null;
  /** The invite as it was written. */
  readonly calendar: string;
  /** METHOD of the invite. */
  readonly method: string | undefined;
}

export async function readMail({ raw, to }: Received): Promise<ReadMail> {
  const email = await PostalMime.parse(raw);
  const part = email.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  const content = part ? textOf(part.content) : null;
  const components = content === null ? [] : Object.values(ical.sync.parseICS(content));
  const events = components.filter((each): each is VEvent => each?.type === 'VEVENT');
  if (events.length > 1) throw new Error('An invite holds one VEVENT.');
  return {
    ...email,
    recipients: to,
    raw,
    invite: events[0] ?? null,
    calendar: content ?? '',
    method: content === null ? undefined : /^METHOD:(\w+)\r?$/m.exec(content)?.[1],
  };
}

const textOf = (content: string | ArrayBuffer | Uint8Array) =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

/** The mails in the order of their recipients. */
export const readMails = async (received: readonly Received[]): Promise<ReadMail[]> =>
  (await Promise.all(received.map(readMail))).sort((a, b) =>
    String(a.recipients) < String(b.recipients) ? -1 : 1,
  );
