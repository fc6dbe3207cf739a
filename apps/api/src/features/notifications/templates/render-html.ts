import { colorsOf, mailFont } from '@astrocal/look';
import { escapeHtml as escapeMarkup } from '../../../lib/html.ts';
import type { MailContent, MailWhen } from './mail-content.ts';

/** The text with nothing that HTML would read, line breaks kept. */
export const escapeHtml = (text: string): string => escapeMarkup(text).replaceAll('\n', '<br>');

const font = `font-family:${mailFont}`;

const { page, surface, sunken, line, ink, muted, accent, onAccent, accentText } = colorsOf('light');
const dark = colorsOf('dark');

/** Mail clients read styles in place; those that know dark mode take the classes. */
const darkStyles = `
  @media (prefers-color-scheme: dark) {
    .page { background: ${dark.page} !important; }
    .card { background: ${dark.surface} !important; border-color: ${dark.line} !important; }
    .ink { color: ${dark.ink} !important; }
    .soft { color: ${dark.muted} !important; }
    .rule { border-color: ${dark.line} !important; }
    .quote { background: ${dark.sunken} !important; }
    .leaf { border-color: ${dark.line} !important; }
    .filled { background: ${dark.accent} !important; color: ${dark.onAccent} !important; }
    .plain { color: ${dark.accentText} !important; }
  }
  @media (max-width: 520px) {
    .outer { padding: 0 0 24px !important; }
    .card { padding: 24px 20px !important; border-radius: 0 !important; border-width: 0 0 1px !important; }
  }`;

/**
 * The content as an HTML document of its own: no script, and no image but the logo at `logoUrl`, which is the same for every
 * reader and tells nobody who has read.
 */
export function renderHtml(content: MailContent, logoUrl: string | null = null): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(content.subject)}</title>
<style>${darkStyles}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:${page}">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(content.preview)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:${page}">
<tr><td class="outer" align="center" style="padding:32px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td class="card" style="background:${surface};border:1px solid ${line};border-radius:12px;padding:32px">
${header(content, logoUrl)}
${content.intro.map((text) => `<p class="ink" style="${font};font-size:16px;line-height:24px;color:${ink};margin:0 0 12px">${escapeHtml(text)}</p>`).join('\n')}
${facts(content)}
${content.quotes.map(quote).join('\n')}
${actions(content)}
</td></tr>
<tr><td class="soft" style="${font};font-size:13px;line-height:20px;color:${muted};padding:16px 8px;text-align:center">${content.footer.map(escapeHtml).join('<br>')}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

/** Who writes, then the day as a leaf beside the heading and the time. */
function header({ sender, heading, when }: MailContent, logoUrl: string | null): string {
  const logo =
    logoUrl === null
      ? ''
      : `<img src="${escapeHtml(logoUrl)}" alt="" height="32" style="display:block;height:32px;max-width:160px;margin:0 0 8px">`;
  const from = `${logo}<p class="ink" style="${font};font-size:14px;line-height:20px;font-weight:600;color:${ink};margin:0 0 20px">${escapeHtml(sender)}</p>`;
  const title = `<h1 class="ink" style="${font};font-size:22px;line-height:28px;font-weight:650;letter-spacing:-0.01em;color:${ink};margin:0 0 4px">${escapeHtml(heading)}</h1>`;
  if (!when) return `${from}\n<div style="margin:0 0 20px">${title}</div>`;
  return `${from}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 22px"><tr>
${when.leaf ? `<td width="60" valign="top" style="padding-right:16px">${leaf(when.leaf, when)}</td>` : ''}
<td valign="top">${title}${whenLines(when)}</td>
</tr></table>`;
}

function leaf({ month, day, weekday }: NonNullable<MailWhen['leaf']>, { isGone }: MailWhen): string {
  const band = isGone ? `color:${muted};background:${sunken}` : `color:${onAccent};background:${accent}`;
  const number = isGone ? `color:${muted};text-decoration:line-through` : `color:${ink}`;
  return `<table role="presentation" class="leaf" width="60" cellpadding="0" cellspacing="0" style="width:60px;border:1px solid ${line};border-radius:10px;border-collapse:separate;text-align:center">
<tr><td class="${isGone ? 'soft quote' : 'filled'}" style="${font};font-size:11px;line-height:20px;font-weight:700;letter-spacing:0.08em;text-transform:uppercase;${band};border-radius:9px 9px 0 0">${escapeHtml(month)}</td></tr>
<tr><td class="${isGone ? 'soft' : 'ink'}" style="${font};font-size:24px;line-height:28px;font-weight:650;${number};padding-top:4px">${escapeHtml(day)}</td></tr>
<tr><td class="soft" style="${font};font-size:11px;line-height:16px;color:${muted};padding-bottom:5px">${escapeHtml(weekday)}</td></tr>
</table>`;
}

function whenLines({ lines, before, isGone }: MailWhen): string {
  const text = `${font};font-size:15px;line-height:22px;margin:0`;
  const now = isGone ? `color:${muted};text-decoration:line-through` : `color:${ink}`;
  const was =
    before === undefined
      ? ''
      : `<p class="soft" style="${text};color:${muted}"><s class="soft" style="color:${muted}">${escapeHtml(before)}</s></p>`;
  return `<p class="${isGone ? 'soft' : 'ink'}" style="${text};${now}">${lines.map(escapeHtml).join('<br>')}</p>${was}`;
}

function facts({ facts: all }: MailContent): string {
  if (all.length === 0) return '';
  const rows = all.map(
    ({ label, value }) => `<tr>
<td class="soft rule" valign="top" style="${font};font-size:14px;line-height:22px;color:${muted};padding:9px 20px 9px 0;border-top:1px solid ${line};white-space:nowrap">${escapeHtml(label)}</td>
<td class="ink rule" width="100%" style="${font};font-size:15px;line-height:22px;color:${ink};padding:9px 0;border-top:1px solid ${line};word-break:break-word">${linked(value)}</td>
</tr>`,
  );
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:12px 0 20px">
${rows.join('\n')}
</table>`;
}

/** A web address becomes a link; anything else stays text. */
function linked(value: string): string {
  if (!/^https?:\/\/\S+$/.test(value) || !URL.canParse(value)) return escapeHtml(value);
  return `<a class="plain" href="${escapeHtml(new URL(value).href)}" style="color:${accentText}">${escapeHtml(value)}</a>`;
}

const quote = ({ label, text }: MailContent['quotes'][number]): string =>
  `<p class="soft" style="${font};font-size:14px;line-height:22px;color:${muted};margin:0 0 4px">${escapeHtml(label)}</p>
<p class="ink quote" style="${font};font-size:15px;line-height:22px;color:${ink};background:${sunken};border-radius:8px;padding:12px 14px;margin:0 0 16px;word-break:break-word">${escapeHtml(text)}</p>`;

/** The first action is what most readers want; the others stand beside it as links. */
function actions({ actions: all }: MailContent): string {
  const [first, ...others] = all;
  if (!first) return '';
  const button = `<a class="filled" href="${escapeHtml(first.url)}" style="${font};display:inline-block;font-size:15px;line-height:20px;font-weight:600;color:${onAccent};background:${accent};text-decoration:none;border-radius:8px;padding:11px 18px;margin:4px 16px 4px 0">${escapeHtml(first.label)}</a>`;
  const links = others.map(
    ({ label, url }) =>
      `<a class="plain" href="${escapeHtml(url)}" style="${font};display:inline-block;font-size:15px;line-height:20px;color:${accentText};padding:11px 0;margin:4px 16px 4px 0">${escapeHtml(label)}</a>`,
  );
  return `<div style="margin:4px 0 0">${[button, ...links].join('\n')}</div>`;
}
