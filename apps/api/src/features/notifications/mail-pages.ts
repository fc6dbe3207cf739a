import { isoSeconds } from '../../lib/clock.ts';
import type { Mailbox } from '../../providers/mail.ts';
import type { ReadableMail } from './read-mails.ts';
import { escapeHtml } from './templates/render-html.ts';

const style = `
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

const page = (title: string, body: string, nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${style}</style>
</head>
<body>
${body}
</body>
</html>
`;

/** The page at /dev/mail: the newest mails, one line each. */
export function listPage(mails: readonly ReadableMail[], { nonce }: { nonce: string }): string {
  const rows = mails.map(
    ({ row, mail }) => `<tr>
<td>${isoSeconds(row.created_at).replace('T', ' ')}</td>
<td>${tags({ row })}</td>
<td><a href="mail/${escapeHtml(row.id)}">${escapeHtml(mail.subject)}</a><br><span class="note">to ${boxText(mail.to)}</span></td>
</tr>`,
  );
  const table = `<table class="mails">${rows.join('\n')}</table>`;
  const none = '<p>None yet. Book something: a mail is written within a second.</p>';
  const note =
    '<p class="note">The newest first. Captured: kept here and not sent, because of test mode or because there is no ASTROCAL_SMTP_URL.</p>';
  return page('Mail', `<h1>Mail</h1>\n${note}\n${rows.length > 0 ? table : none}`, nonce);
}

/** The page of one mail: what it looks like, what it says as text, and what stands around it. */
export function mailPage({ row, mail }: ReadableMail, { nonce }: { nonce: string }): string {
  const id = escapeHtml(row.id);
  const facts: [string, string][] = [
    ['Status', tags({ row })],
    ['From', boxText(mail.from)],
    ['To', boxText(mail.to)],
    ...(mail.replyTo ? [['Reply-To', boxText(mail.replyTo)] as [string, string]] : []),
    ['Date', isoSeconds(mail.date)],
    ['Message-ID', escapeHtml(mail.messageId)],
    ...(mail.thread === undefined ? [] : [['References', escapeHtml(mail.thread)] as [string, string]]),
    ...(row.attempts > 0 ? [['Attempts', String(row.attempts)] as [string, string]] : []),
    ...(row.response === null ? [] : [['Answer', escapeHtml(row.response)] as [string, string]]),
    ...(row.last_error === null ? [] : [['Last error', escapeHtml(row.last_error)] as [string, string]]),
    ...(mail.invite
      ? [['Invite', `<a href="${id}/invite.ics">invite.ics</a> (${mail.invite.method})`] as [string, string]]
      : []),
  ];
  const rows = facts.map(([name, value]) => `<tr><th>${name}</th><td>${value}</td></tr>`).join('\n');
  const body = `<p><a href="../mail">Mail</a></p>
<h1>${escapeHtml(mail.subject)}</h1>
<table>${rows}</table>
<h2>HTML</h2>
<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="${id}/html" title="The mail as HTML"></iframe>
<h2>Text</h2>
<pre>${escapeHtml(mail.text)}</pre>
${mail.invite ? `<h2>Invite</h2>\n<pre>${escapeHtml(mail.invite.content.replaceAll('\r\n', '\n'))}</pre>` : ''}`;
  return page(mail.subject, body, nonce);
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
});

const tags = ({ row }: Pick<ReadableMail, 'row'>): string =>
  [row.status, row.is_test ? 'test' : 'live'].map((tag) => `<span class="tag">${tag}</span>`).join(' ');

const boxText = ({ name, address }: Mailbox): string => escapeHtml(`${name} <${address}>`);
