/** A row of the list of guides. */
interface ListedGuide {
  readonly link: string;
  readonly answers: string;
}

export interface ListedGroup {
  readonly title: string;
  readonly rows: readonly ListedGuide[];
}

/** The rows `| [Title](file.md) | what it answers |` of the list of guides, by the heading above their table. */
export function readList(markdown: string): ListedGroup[] {
  const groups: { title: string; rows: ListedGuide[] }[] = [];
  let title = '';
  for (const line of markdown.split('\n')) {
    title = /^## (.+)$/.exec(line)?.[1] ?? title;
    const [, link, answers] = /^\| \[[^\]]+\]\(([^)]+)\) \| (.+) \|$/.exec(line) ?? [];
    if (link === undefined || answers === undefined) continue;
    if (groups.at(-1)?.title !== title) groups.push({ title, rows: [] });
    groups.at(-1)?.rows.push({ link, answers });
  }
  return groups;
}
