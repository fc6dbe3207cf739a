import MarkdownIt, { type Env, type StateCore, type Token } from 'markdown-it';
import { escapeHtml, type Html } from '../../../lib/html.ts';
import { anchorsOfPage } from './anchors.ts';
import { callsOf, joinSamples, sampleMarkup } from './samples.ts';

/** A part of a page, from its heading to the next one of any level. */
export interface Section {
  /** Its anchor; empty for what stands under the title of the page. */
  readonly id: string;
  readonly title: string;
  /** 1 is the page itself. */
  readonly level: number;
  /** Its words, and the calls that it shows. */
  readonly text: string;
}

export interface RenderedMarkdown {
  readonly body: Html;
  readonly sections: readonly Section[];
}

/** What the rules know of the page that they work on. */
interface Rendering {
  readonly sections: { id: string; title: string; level: number; text: string }[];
  /** What a link of the page becomes. */
  follow(href: string): string;
}

const renderingOf = (env: Env | undefined): Rendering => env?.rendering as Rendering;

const markdown = new MarkdownIt({ html: true });

/** The words of a line, without its marks. */
const wordsOf = ({ children, content }: Token): string =>
  children?.map((each) => (each.type === 'softbreak' ? ' ' : each.content)).join('') ?? content;

/** Gives headings their anchors, and gathers what stands under each. */
function nameSections({ tokens, env }: StateCore): void {
  const { sections } = renderingOf(env);
  const anchor = anchorsOfPage();
  for (const [i, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const [level, title] = [Number(token.tag.slice(1)), wordsOf(tokens[i + 1] ?? token)];
      const id = level === 1 ? '' : anchor(title);
      if (level === 1) anchor(title);
      else token.attrSet('id', id);
      sections.push({ id, title, level, text: '' });
      continue;
    }
    const section = sections.at(-1);
    if (!section) continue;
    if (token.type === 'inline' && tokens[i - 1]?.type !== 'heading_open')
      section.text += `${wordsOf(token)}\n`;
    if (token.type === 'sample') section.text += callsOf(token);
  }
}

/** A column without a heading has no heading cell either: nothing would be read out for it. */
function emptyHeads({ tokens }: StateCore): void {
  for (const [i, token] of tokens.entries())
    if (token.type === 'th_open' && tokens[i + 1]?.content === '') {
      token.tag = 'td';
      const close = tokens[i + 2];
      if (close) close.tag = 'td';
    }
}

markdown.core.ruler.push('samples', joinSamples);
markdown.core.ruler.push('sections', nameSections);
markdown.core.ruler.push('heads', emptyHeads);

const { rules } = markdown.renderer;
rules.sample = (tokens, i) => sampleMarkup(tokens[i])?.markup ?? '';
rules.table_open = () => '<div class="table" tabindex="0">\n<table>\n';
rules.table_close = () => '</table>\n</div>\n';
rules.link_open = (tokens, i, options, env, self) => {
  const token = tokens[i];
  token?.attrSet('href', renderingOf(env).follow(String(token.attrGet('href'))));
  return self.renderToken(tokens, i, options);
};
rules.heading_close = (tokens, i, options, _env, self) => {
  const id = String(tokens[i - 2]?.attrGet('id') ?? '');
  const title = wordsOf(tokens[i - 1] as Token);
  const link = id
    ? ` <a class="anchor" href="#${escapeHtml(id)}" aria-label="Link to “${escapeHtml(title)}”">#</a>`
    : '';
  return link + self.renderToken(tokens, i, options);
};

/** The page of a guide's Markdown, which is our own: what HTML stands in it stays. */
export function renderMarkdown(text: string, follow: (href: string) => string): RenderedMarkdown {
  const rendering: Rendering = { sections: [], follow };
  const markup = markdown.render(text, { rendering });
  return { body: { markup }, sections: rendering.sections };
}
