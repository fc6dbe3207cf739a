import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import type { MailSender, OutgoingMail } from '../mail.ts';
import { createSmtpSender } from './smtp-sender.ts';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A real SMTP server on loopback, with what it received, and a sender that speaks to it. */
async function useServer(
  options: SMTPServerOptions = {},
  timeoutMs = 5_000,
): Promise<{ received: Received[]; sender: MailSender }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        callback();
      });
    },
    ...options,
  });
  server.on('error', () => undefined); // a client that hangs up is what some tests are about
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const sender = createSmtpSender({ url: `smtp://127.0.0.1:${port}`, timeoutMs });
  closing.push(
    () => new Promise((resolve) => server.close(() => resolve())),
    () => sender.close(),
  );
  return { received, sender };
}

const mail: OutgoingMail = {
  messageId: '<mml_1@book.example.com>',
  date: new Date('2026-06-04T09:12:00Z'),
  from: { name: 'Northwind Studio', address: 'bookings@example.com' },
  to: { name: 'Alex Johnson', address: 'alex@example.com' },
  replyTo: { name: 'Grace Hopper', address: 'grace@example.com' },
  subject: 'Confirmed: Discovery Call — Zoë',
  html: '<p>Grüße</p>',
  text: 'Grüße\n.\nafter a dot',
  invite: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n' },
  thread: '<bkg_1@book.example.com>',
};

const answering = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

describe('a mail', () => {
  it('arrives as it was meant, at the one address that it is for', async () => {
    const { received, sender } = await useServer();
    expect(await sender.send(mail)).toMatchObject({ ok: true });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ from: 'bookings@example.com', to: ['alex@example.com'] });
    const read: Email = await PostalMime.parse(received[0]?.raw ?? '');
    expect(read.messageId).toBe(mail.messageId);
    expect(read.subject).toBe(mail.subject);
    expect(read.from).toMatchObject({ name: 'Northwind Studio', address: 'bookings@example.com' });
    expect(read.replyTo).toMatchObject([{ name: 'Grace Hopper', address: 'grace@example.com' }]);
    expect(read.references).toBe(mail.thread);
    expect(read.text?.trim()).toBe(mail.text);
    expect(read.html?.trim()).toBe(mail.html);
    expect(received[0]?.raw).toMatch(/content-type: text\/calendar; charset=utf-8; method=REQUEST/i);
    expect(received[0]?.raw).toMatch(/auto-submitted: auto-generated/i);
  });

  it('has the same Message-ID at every attempt', async () => {
    const { received, sender } = await useServer();
    await sender.send(mail);
    await sender.send(mail);
    const ids = await Promise.all(received.map(async ({ raw }) => (await PostalMime.parse(raw)).messageId));
    expect(ids).toEqual([mail.messageId, mail.messageId]);
  });

  it('never reaches another address or gains a header, whatever a name or subject holds', async () => {
    const { received, sender } = await useServer();
    const hostile = fc.oneof(
      fc.constantFrom(
        'x\r\nBcc: victim@example.com',
        'a, victim@example.com',
        '"<victim@example.com>',
        'x\n\n<script>',
        '=?utf-8?q?victim?=',
        '\u0000',
      ),
      fc.string({ maxLength: 80 }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (toName, fromName, subject) => {
        received.length = 0;
        const named = { ...mail, subject: `Re: ${subject}` };
        const result = await sender.send({
          ...named,
          to: { ...mail.to, name: toName },
          from: { ...mail.from, name: fromName },
        });
        expect(result.ok).toBe(true);
        expect(received[0]?.to).toEqual(['alex@example.com']);
        expect(received[0]?.from).toBe('bookings@example.com');
        const read = await PostalMime.parse(received[0]?.raw ?? '');
        expect(read.to).toMatchObject([{ address: 'alex@example.com' }]);
        expect(read.to).toHaveLength(1);
        expect(read.bcc).toBeUndefined();
        expect(read.headers.map(({ key }) => key).sort()).toEqual([
          'auto-submitted',
          'content-type',
          'date',
          'from',
          'in-reply-to',
          'message-id',
          'mime-version',
          'references',
          'reply-to',
          'subject',
          'to',
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    'a@example.com\r\nRCPT TO:<victim@example.com>',
    'a@example.com, victim@example.com',
    'nobody',
    '',
  ])('is refused for good for the address %j, and nobody else gets it', async (address) => {
    const { received, sender } = await useServer();
    const result = await sender.send({ ...mail, to: { name: 'A', address } });
    expect(received.flatMap(({ to }) => to)).not.toContain('victim@example.com');
    if (!result.ok) expect(result).toMatchObject({ permanent: true });
    else expect(received[0]?.to).toHaveLength(1);
  });
});

describe('a server that does not take it', () => {
  it.each([
    [450, false],
    [421, false],
    [550, true],
    [554, true],
  ])('with %d to the recipient: permanent is %s', async (code, permanent) => {
    const { sender } = await useServer({
      onRcptTo: (_address, _session, callback) => callback(answering(code, 'No such mailbox here')),
    });
    const result = await sender.send(mail);
    expect(result).toMatchObject({ ok: false, permanent });
    if (!result.ok) expect(result.reason).toContain('No such mailbox here');
  });

  it('with 452 after the data: it may be tried again', async () => {
    const { sender } = await useServer({
      onData(stream, _session, callback) {
        stream.resume();
        stream.on('end', () => callback(answering(452, 'Out of storage')));
      },
    });
    expect(await sender.send(mail)).toMatchObject({ ok: false, permanent: false });
  });

  it('by silence after the data: it may be tried again, under the same Message-ID', async () => {
    let took = '';
    const { sender } = await useServer(
      {
        onData(stream) {
          stream.on('data', (chunk: Buffer) => {
            took += chunk.toString();
          });
        },
      },
      300,
    );
    expect(await sender.send(mail)).toMatchObject({ ok: false, permanent: false });
    expect(took).toContain(mail.messageId);
  });

  it('by not being there: it may be tried again', async () => {
    const sender = createSmtpSender({ url: 'smtp://127.0.0.1:1', timeoutMs: 2_000 });
    closing.push(() => sender.close());
    expect(await sender.send(mail)).toMatchObject({ ok: false, permanent: false });
  });

  it('because our password is wrong: the mail is not at fault, it may be tried again', async () => {
    const { received } = await useServer();
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      logger: false,
      onAuth: (_auth, _session, callback) => callback(answering(535, 'Wrong password')),
    });
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    const sender = createSmtpSender({ url: `smtp://user:wrong@127.0.0.1:${port}`, timeoutMs: 2_000 });
    closing.push(
      () => new Promise((resolve) => server.close(() => resolve())),
      () => sender.close(),
    );
    const result = await sender.send(mail);
    expect(result).toMatchObject({ ok: false, permanent: false });
    expect(JSON.stringify(result)).not.toContain('user:wrong');
    expect(received).toEqual([]);
  });
});
