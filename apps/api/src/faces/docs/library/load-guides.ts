import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ListedGroup, readList } from './read-list.ts';

/** A guide of the repository, as the server hands it out. */
export interface Guide {
  /** Its address among the guides: `bookings`, `operations/deploy`, `decisions/0018-a-mail-is-a-row`. */
  readonly name: string;
  readonly title: string;
  /** What it answers, in the words of the list of guides; null where it is not in the list. */
  readonly answers: string | null;
  /** Its Markdown. Links lead to the twins of other guides; what leads elsewhere in the repository is plain text. */
  readonly text: string;
}

/** Guides that belong together, under the heading that the list gives them. */
export interface GuideGroup {
  readonly title: string;
  readonly guides: readonly Guide[];
}

/** Everything that is written about Astrocal beside the reference. */
export interface Library {
  /** The list of guides, which is one itself. */
  readonly list: Guide;
  readonly groups: readonly GuideGroup[];
  /** Why it is built as it is, oldest first. */
  readonly decisions: readonly Guide[];
  find(name: string): Guide | undefined;
}

const root = fileURLToPath(new URL('../../../../../../', import.meta.url));
const listFile = 'docs/README.md';
const patterns = ['docs/*.md', 'docs/operations/*.md', 'docs/decisions/*.md', 'RELIABILITY.md'];

/** `docs/operations/deploy.md` is `operations/deploy`. */
const nameOf = (file: string): string =>
  file === 'RELIABILITY.md' ? 'reliability' : file.replace(/^docs\//, '').replace(/\.md$/, '');

/** Reads the guides. Throws where the list of them is missing: they belong to the server. */
export function loadLibrary(): Library {
  const files = globSync(patterns, { cwd: root }).map((file) => file.split(path.sep).join('/'));
  const texts = new Map(files.sort().map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
  const listText = texts.get(listFile);
  if (listText === undefined)
    throw new Error(`There are no guides in ${root}docs: they belong to the server.`);
  const listed = readList(listText);
  const answers = new Map(listed.flatMap(({ rows }) => rows.map((row) => [fileOf(row.link), row.answers])));
  const guides = new Map(
    [...texts].map(([file, text]) => [file, makeGuide(file, text, { files, answers: answers.get(file) })]),
  );
  const byName = new Map([...guides.values()].map((guide) => [guide.name, guide]));
  return {
    list: guides.get(listFile) as Guide,
    groups: listed.map((group) => groupOf(group, guides)),
    decisions: [...byName.values()].filter(({ name }) => name.startsWith('decisions/')),
    find: (name) => byName.get(name),
  };
}

const groupOf = ({ title, rows }: ListedGroup, guides: ReadonlyMap<string, Guide>): GuideGroup => ({
  title,
  guides: rows.map(({ link }) => guides.get(fileOf(link))).filter((guide) => guide !== undefined),
});

/** The file of the repository to which a link of the list leads. */
const fileOf = (link: string): string => path.posix.join('docs', link);

function makeGuide(
  file: string,
  text: string,
  { files, answers }: { files: readonly string[]; answers: string | undefined },
): Guide {
  const name = nameOf(file);
  return {
    name,
    title: /^# (.+)$/m.exec(text)?.[1] ?? name,
    answers: answers ?? null,
    text: withLinksAmongGuides(text, file, files),
  };
}

const [fences, link, elsewhere] = [/(^```[\s\S]*?^```$)/gm, /\[([^\]]+)\]\(([^()\s]+)\)/g, /^(#|[a-z]+:)/];

/** Links to a guide lead to its twin, whatever folder its file is in; those to other files lose their address. */
function withLinksAmongGuides(markdown: string, file: string, files: readonly string[]): string {
  const here = path.posix.dirname(nameOf(file));
  const follow = (whole: string, words: string, target: string): string => {
    if (elsewhere.test(target)) return whole;
    const [beside = '', anchor] = target.split('#');
    const other = path.posix.join(path.posix.dirname(file), beside);
    if (!files.includes(other)) return words;
    const twin = `${path.posix.relative(here, nameOf(other))}.md`;
    return `[${words}](${twin}${anchor === undefined ? '' : `#${anchor}`})`;
  };
  return markdown
    .split(fences)
    .map((part) => (part.startsWith('```') ? part : part.replace(link, follow)))
    .join('');
}
