import type { ReadableMail } from '../../features/notifications/index.ts';
import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import { type Html, type HtmlPart, html } from '../../lib/html.ts';
import type { Mailbox } from '../../providers/mail.ts';
import { htmlPage } from '../html-page.ts';

const style = html`
  :root { color-scheme: light dark; --line: #8884; --soft: #8881; }
  body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; font: 1rem/1.5 system-ui, sans-serif; }
  h1 { font-size: 1.4rem; line-height: 1.25; overflow-wrap: anywhere; }
  h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
  a { color: inherit; }
  table { width: 100%; border-collapse: collapse; }
  th, td { padding: .5rem 1rem .5rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
  th { font-weight: normal; opacity: .75; white-space: nowrap; }
  .mails td:last-child { width: 100%; }
  .mails td:not(:last-child) { white-space: nowrap; }
  @media (max-width: 40rem) {
    .mails tr { display: block; border-top: 1px solid var(--line); padding: .5rem 0; }
    .mails td { display: inline; border: 0; padding-right: .5rem; }
    .mails td:last-child { display: block; padding: .25rem 0 0; }
  }
  .note { opacity: .75; }
  .tag { border: 1px solid var(--line); border-radius: 99rem; padding: .1rem .6rem; font-size: .8rem; white-space: nowrap; }
  pre { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
  iframe { width: 100%; height: 52rem; border: 1px solid var(--line); border-radius: .5rem; background: #fff; }
`;

const page = (title: string, body: Html, nonce: string): string =>
  htmlPage({
    title,
    head: html`<link rel="icon" href="data:,">
<style nonce="${nonce}">${style}</style>`,
    body,
  });

/** The page at /dev/mail: the newest mails, one line each. */
export function listPage(mails: readonly ReadableMail[], { nonce }: { nonce: string }): string {
  const rows = mails.map(
    ({ row, mail }) => html`<tr>
<td>${isoSeconds(row.created_at).replace('T', ' ')}</td>
<td>${tags(row)}</td>
<td><a href="mail/${row.id}">${mail.subject}</a><br><span class="note">to ${boxText(mail.to)}${row.last_error && html`<br>${row.last_error}`}${row.next_attempt_at && html`<br>next attempt ${isoSeconds(row.next_attempt_at).replace('T', ' ')}`}</span></td>
</tr>\n`,
  );
  const table = html`<table class="mails">${rows}</table>`;
  const none = html`<p>None yet. Book something: a mail is written within a second.</p>`;
  const note = html`<p class="note">The newest first. Captured: kept here and not sent, because of test mode or because there is no ASTROCAL_SMTP_URL. Superseded: never sent, because it told what was no longer so.</p>`;
  return page('Mail', html`<h1>Mail</h1>\n${note}\n${rows.length > 0 ? table : none}`, nonce);
}

/** The page of one mail: what it looks like, what it says as text, and what stands around it. */
export function mailPage(readable: ReadableMail, { nonce }: { nonce: string }): string {
  const { row, mail } = readable;
  const body = html`<p><a href="../mail">Mail</a></p>
<h1>${mail.subject}</h1>
<table>${factsOf(readable).map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>\n`)}</table>
<h2>HTML</h2>
<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="${row.id}/html" title="The mail as HTML"></iframe>
<h2>Text</h2>
<pre>${lines(mail.text)}</pre>
${mail.invite && html`<h2>Invite</h2>\n<pre>${lines(mail.invite.content.replaceAll('\r\n', '\n'))}</pre>`}`;
  return page(mail.subject, body, nonce);
}

function factsOf({ row, mail }: ReadableMail): [name: string, value: HtmlPart][] {
  const { invite } = mail;
  const facts: [name: string, value: HtmlPart][] = [
    ['Status', tags(row)],
    ['From', boxText(mail.from)],
    ['To', boxText(mail.to)],
    ['Reply-To', mail.replyTo && boxText(mail.replyTo)],
    ['Date', isoSeconds(mail.date)],
    ['Message-ID', mail.messageId],
    ['References', mail.thread],
    ['Attempts', row.attempts > 0 && row.attempts],
    ['Answer', row.response && lines(row.response)],
    ['Last error', row.last_error && lines(row.last_error)],
    ['Next attempt', isoSecondsOrNull(row.next_attempt_at)],
    ['Invite', invite && html`<a href="${row.id}/invite.ics">invite.ics</a> (${invite.method})`],
  ];
  return facts.filter(([, value]) => value !== null && value !== undefined && value !== false);
}

/** The mail itself, whose links open a page of their own instead of one in the frame. */
export const framedHtml = ({ mail }: ReadableMail): string =>
  mail.html.replace('<head>', '<head>\n<base target="_blank">');

/** What `npm run mail` reads. */
export const toJson = ({ row, mail }: ReadableMail) => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  is_test: row.is_test,
  created_at: isoSeconds(row.created_at),
  from: mail.from,
  to: mail.to,
  subject: mail.subject,
  text: mail.text,
  last_error: row.last_error,
  next_attempt_at: isoSecondsOrNull(row.next_attempt_at),
});

const tags = ({ status, is_test }: ReadableMail['row']): Html[] =>
  [status, is_test ? 'test' : 'live'].map((tag) => html`<span class="tag">${tag}</span> `);

const boxText = ({ name, address }: Mailbox): string => `${name} <${address}>`;

const lines = (text: string): Html[] =>
  text.split('\n').map((line, i) => html`${i > 0 && html`<br>`}${line}`);
