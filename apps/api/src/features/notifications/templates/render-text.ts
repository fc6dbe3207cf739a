import type { MailContent } from './mail-content.ts';

/** The content as plain text, for readers who want no HTML. */
export function renderText({ heading, intro, facts, quotes, actions, footer }: MailContent): string {
  const widest = Math.max(0, ...facts.map(({ label }) => label.length));
  const indent = ' '.repeat(widest + 2);
  const factLines = facts.map(({ label, value, before }) => {
    const lines = value.split('\n').join(`\n${indent}`);
    return `${`${label}:`.padEnd(widest + 2)}${lines}${before === undefined ? '' : `\n${indent}(was ${before})`}`;
  });
  const blocks = [
    heading,
    ...intro,
    factLines.join('\n'),
    ...quotes.map(({ label, text }) => `${label}:\n${text.replace(/^/gm, '> ')}`),
    actions.map(({ label, url }) => `${label}:\n${url}`).join('\n\n'),
    `-- \n${footer.join('\n')}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
