import type { StateCore, Token } from 'markdown-it';
import { type Html, html } from '../../../lib/html.ts';
import { highlight } from './highlight.ts';

/** Code of one language. */
interface Code {
  readonly language: string;
  /** What stands after the language in the source; a page does not show it. */
  readonly info: readonly string[];
  readonly text: string;
}

/** What a page shows in one well: a call or a snippet, the same in other languages, and what is answered. */
interface Sample {
  readonly ways: Code[];
  answer: Code | null;
}

const codeOf = ({ info, content }: Token): Code => {
  const [language = '', ...rest] = info.trim().split(/\s+/);
  return { language, info: rest, text: content };
};

const isCall = ({ language, text }: Code): boolean => language === 'bash' && /\bcurl\b/.test(text);
const isAnswer = ({ language }: Code): boolean => language === 'json' || language === 'http';
/** ```` ```python tab ```` says the same as the code above it, in another language. */
const isTab = ({ info }: Code): boolean => info.some((word) => /^tab(=|$)/.test(word));

/** A rule of markdown-it: code blocks become samples; an answer and what is marked as a tab join the one above. */
export function joinSamples(state: StateCore): void {
  const tokens: Token[] = [];
  for (const token of state.tokens) {
    if (token.type !== 'fence') {
      tokens.push(token);
      continue;
    }
    const code = codeOf(token);
    const last = tokens.at(-1);
    const before = sampleIn(last);
    if (before && isTab(code)) before.ways.push(code);
    else if (before && !before.answer && before.ways.every(isCall) && isAnswer(code)) before.answer = code;
    else tokens.push(sampleToken(state, token, { ways: [code], answer: null }));
  }
  state.tokens = tokens;
}

const sampleIn = (token: Token | undefined) => token?.meta?.sample as Sample | undefined;

/** The calls of a sample, for whoever looks for a path or a field. */
export const callsOf = (token: Token): string =>
  (sampleIn(token)?.ways ?? [])
    .filter(isCall)
    .map(({ text }) => text)
    .join('');

function sampleToken(state: StateCore, fence: Token, sample: Sample): Token {
  const token = new state.Token('sample', '', 0);
  token.block = true;
  token.level = fence.level;
  token.meta = { sample };
  return token;
}

const names: Readonly<Record<string, string>> = {
  '': 'Text',
  text: 'Text',
  sh: 'Shell',
  ts: 'TypeScript',
  tsx: 'React',
  js: 'JavaScript',
  json: 'JSON',
  http: 'HTTP',
  html: 'HTML',
  css: 'CSS',
  yaml: 'YAML',
  sql: 'SQL',
  php: 'PHP',
  ini: 'systemd',
  nginx: 'nginx',
  python: 'Python',
  ruby: 'Ruby',
  go: 'Go',
};

function labelOf(code: Code): string {
  const told = code.info.find((word) => word.startsWith('tab='))?.slice('tab='.length);
  return told ?? (isCall(code) ? 'curl' : (names[code.language] ?? 'Shell'));
}

/** The status that the answer tells; 200 where it only shows a body. */
const statusOf = ({ language, info, text }: Code): string =>
  (language === 'http' ? /^HTTP\/\S+ (\d+)/.exec(text)?.[1] : info.find((word) => /^\d{3}$/.test(word))) ??
  '200';

const well = (code: Code): Html =>
  html`<pre tabindex="0"><code>${highlight(code.language, code.text.replace(/\n$/, ''))}</code></pre>`;

/** The markup of a sample. Without script its ways stand under each other, each with its name. */
export function sampleMarkup(token: Token | undefined): Html | null {
  const sample = sampleIn(token);
  if (!sample) return null;
  const ways = sample.ways.map(
    (code) =>
      html`<div class="way" data-way="${labelOf(code)}"><p class="bar"><b>${labelOf(code)}</b></p>${well(code)}</div>`,
  );
  const { answer } = sample;
  return html`<div class="sample">${ways}${
    answer &&
    html`<div class="answer"><p class="bar"><b>Answer ${statusOf(answer)}</b></p>${well(answer)}</div>`
  }</div>\n`;
}
