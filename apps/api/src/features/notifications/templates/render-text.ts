import type { MailContent } from './mail-content.ts';

/** The content as plain text, for readers who want no HTML. */
export function renderText({ heading, when, intro, facts, quotes, actions, footer }: MailContent): string {
  const widest = Math.max(0, ...facts.map(({ label }) => label.length));
  const indent = ' '.repeat(widest + 2);
  const factLines = facts.map(
    ({ label, value }) => `${`${label}:`.padEnd(widest + 2)}${value.split('\n').join(`\n${indent}`)}`,
  );
  const times = when && [...when.lines, ...(when.before === undefined ? [] : [`(was ${when.before})`])];
  const blocks = [
    heading,
    ...(times ? [times.join('\n')] : []),
    ...intro,
    factLines.join('\n'),
    ...quotes.map(({ label, text }) => `${label}:\n${text.replace(/^/gm, '> ')}`),
    actions.map(({ label, url }) => `${label}:\n${url}`).join('\n\n'),
    `-- \n${footer.join('\n')}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
