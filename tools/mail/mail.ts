import { parseArgs } from 'node:util';

// `npm run mail`: prints the newest mails of the running server, which alone can read its embedded database, and the
// first of them whole. `npm run mail -- 3` prints the third.

interface Mailbox {
  readonly name: string;
  readonly address: string;
}

interface Mail {
  readonly id: string;
  readonly status: string;
  readonly is_test: boolean;
  readonly created_at: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  /** Why it was not sent, or not yet; null otherwise. */
  readonly last_error: string | null;
  /** When it is sent or tried again; null when it is not. */
  readonly next_attempt_at: string | null;
}

/** Throws with a sentence when there is no server or it keeps its mail to itself. */
async function readMails(url: string): Promise<Mail[]> {
  const answer = await fetch(`${url}/dev/mail.json`).catch(() => null);
  if (!answer)
    throw new Error(`No server answers at ${url}. Start it with \`npm start\`, in another terminal.`);
  if (answer.status === 404)
    throw new Error(
      `The server at ${url} shows no mail: it runs with NODE_ENV=production, or only works on jobs.`,
    );
  if (!answer.ok) throw new Error(`The server at ${url} answered ${answer.status}.`);
  return ((await answer.json()) as { data: Mail[] }).data;
}

const line = ({ created_at, status, is_test, to, subject }: Mail, i: number) =>
  `${String(i + 1).padStart(3)}  ${created_at}  ${status}${is_test ? ' (test)' : ''}  ${to.address}  ${subject}`;

const box = ({ name, address }: Mailbox) => `${name} <${address}>`;

const standing = ({ status, last_error, next_attempt_at }: Mail) =>
  `${status}${next_attempt_at === null ? '' : ` until ${next_attempt_at}`}${last_error === null ? '' : `: ${last_error}`}`;

const whole = (mail: Mail, page: string) =>
  `From:    ${box(mail.from)}\nTo:      ${box(mail.to)}\nSubject: ${mail.subject}\nStatus:  ${standing(mail)}\nPage:    ${page}\n\n${mail.text}`;

function report(mails: readonly Mail[], url: string, chosen: number): string {
  if (mails.length === 0) return 'There is no mail yet. Book something: a mail is written within a second.';
  const mail = mails[chosen - 1];
  if (!mail)
    throw new Error(`There are ${mails.length} mails here: give a number from 1 to ${mails.length}.`);
  return `${mails.map(line).join('\n')}\n\n${whole(mail, `${url}/dev/mail/${mail.id}`)}`;
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'api-url': { type: 'string' } },
  });
  const { env } = process;
  const url = values['api-url'] ?? env.ASTROCAL_API_URL ?? `http://127.0.0.1:${env.PORT ?? 3000}`;
  const base = url.replace(/\/+$/, '');
  console.log(report(await readMails(base), base, Number(positionals[0] ?? 1)));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
