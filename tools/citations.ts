// `docs/guides/…` is an address on a server, under which it shows the pages of docs/.
import { existsSync, readFileSync } from 'node:fs';

/** What a source cites (`docs/<page>.md`, perhaps with a heading) and a reader of this repository cannot find, as sentences; `root` is its directory. */
export function findLostCitations(text: string, root: string): readonly string[] {
  const lost: string[] = [];
  for (const [citation] of text.matchAll(/\bcontract,?\s+(?:\*\s+)?section \d+/gi)) {
    lost.push(
      `"${citation}" names a page that is not here: name the rule, with its RFC or its page of docs/.`,
    );
  }
  for (const [, page, heading] of text.matchAll(
    /\bdocs\/(?!guides\/)([\w/-]+\.md)(?:, ([A-Z][A-Za-z ]+))?/g,
  )) {
    const file = `${root}/docs/${page}`;
    if (!existsSync(file)) lost.push(`docs/${page} does not exist.`);
    else if (heading && !hasHeading(readFileSync(file, 'utf8'), heading.trim())) {
      lost.push(`docs/${page} has no heading "${heading.trim()}".`);
    }
  }
  return lost;
}

const hasHeading = (page: string, heading: string): boolean =>
  page.split('\n').some((line) => /^#+ /.test(line) && line.replace(/^#+ /, '').startsWith(heading));
