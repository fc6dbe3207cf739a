import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A guide of the repository's docs folder, as the server hands it out. */
export interface Guide {
  /** Its path in the folder: `operations/deploy.md`. */
  readonly name: string;
  readonly title: string;
  /** What it answers, in the words of the list of guides; null where it is not in the list. */
  readonly answers: string | null;
  /** Its Markdown; links that lead out of the folder are plain text. */
  readonly text: string;
}

const folder = fileURLToPath(new URL('../../../../../docs/', import.meta.url));
const listName = 'README.md';

/** Reads the guides, those of the list first and in its order. Throws when there are none. */
export function loadGuides(): Guide[] {
  const names = globSync(['*.md', 'operations/*.md'], { cwd: folder }).map((name) =>
    name.split(path.sep).join('/'),
  );
  if (names.length === 0) throw new Error(`There are no guides in ${folder}: they belong to the server.`);
  const texts = new Map(names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
  const list = readList(texts.get(listName) ?? '');
  const place = (name: string) => {
    const at = [...list.keys()].indexOf(name);
    return at < 0 ? list.size : at;
  };
  return [...texts]
    .map(([name, text]) => ({
      name,
      title: /^# (.+)$/m.exec(text)?.[1] ?? name,
      answers: list.get(name) ?? null,
      text: withoutLinksOut(text, { name, names: texts }),
    }))
    .sort((a, b) => place(a.name) - place(b.name));
}

/** The rows `| [Title](file.md) | what it answers |` of the list of guides. */
const readList = (markdown: string): Map<string, string> =>
  new Map(
    [...markdown.matchAll(/^\| \[[^\]]+\]\(([^)]+)\) \| (.+) \|$/gm)].map(([, name = '', answers = '']) => [
      name,
      answers,
    ]),
  );

/** Links to what is not served, such as a source file, lose their address. Code stays as it is. */
function withoutLinksOut(
  markdown: string,
  { name, names }: { name: string; names: ReadonlyMap<string, string> },
): string {
  const leadsOut = (target: string) => {
    const [file = ''] = target.split('#');
    if (file === '' || /^[a-z]+:/.test(file)) return false;
    return !names.has(path.posix.join(path.posix.dirname(name), file));
  };
  const [fences, link] = [/(^```[\s\S]*?^```$)/m, /\[([^\]]+)\]\(([^()\s]+)\)/g];
  return markdown
    .split(new RegExp(fences, 'gm'))
    .map((part) =>
      part.startsWith('```')
        ? part
        : part.replace(link, (whole, text: string, target: string) => (leadsOut(target) ? text : whole)),
    )
    .join('');
}
