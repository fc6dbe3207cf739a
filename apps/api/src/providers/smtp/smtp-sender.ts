import { createTransport } from 'nodemailer';
import type { MailSender, OutgoingMail, SendResult } from '../mail.ts';

export interface SmtpOptions {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string;
  /** How long each step of the conversation may take; 30 seconds unless told. */
  readonly timeoutMs?: number;
}

const connections = 4;

/** Sends mail through an SMTP server (RFC 5321), over a few connections that stay open. */
export function createSmtpSender({ url, timeoutMs = 30_000 }: SmtpOptions): MailSender {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // A mail is what it is given: it reads no file and fetches no address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      if (!isOneAddress(mail.to.address))
        return { ok: false, permanent: true, reason: 'The address of the recipient is not one address.' };
      try {
        const { response } = await transport.sendMail(toMessage(mail));
        return { ok: true, response };
      } catch (error) {
        return refusal(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

/** Whatever could be read as two addresses, or end its line, is not sent. */
const isOneAddress = (text: string): boolean =>
  /^[^\s\p{Cc},;:<>()[\]"\\]+@[^\s\p{Cc},;:<>()"\\@]+$/u.test(text);

function toMessage({
  messageId,
  date,
  from,
  to,
  replyTo,
  subject,
  html,
  text,
  invite,
  thread,
}: OutgoingMail) {
  return {
    messageId,
    date,
    from,
    to,
    subject,
    html,
    text,
    headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: no holiday answers, please
    ...(replyTo && { replyTo }),
    ...(thread !== undefined && { references: thread, inReplyTo: thread }),
    ...(invite && {
      icalEvent: { method: invite.method, content: invite.content, filename: 'invite.ics' },
    }),
  };
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** Addresses that no server would take are refused before there is a conversation. */
const unsendable = new Set(['EENVELOPE', 'EMESSAGE']);

function refusal({ code, responseCode, response, message }: SmtpError): SendResult {
  const permanent =
    responseCode === undefined ? unsendable.has(code ?? '') : responseCode >= 500 && code !== 'EAUTH';
  return { ok: false, permanent, reason: (response ?? message).slice(0, 500) };
}
