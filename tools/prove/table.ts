import type { Part } from './parts.ts';

/** What stands in a row besides the promise itself. */
export interface Seen {
  readonly figure: string;
  /** When, with which seed and on which machine; empty when it was not run. */
  readonly seen: string;
}

type Row = Pick<Part, 'id' | 'promise' | 'awaits'>;

const begin = '<!-- figures: written by `npm run prove -- --write` -->';
const end = '<!-- end of figures -->';
const head = '| | promise | figure | seen | command |\n|---|---|---|---|---|';

/** The page with its table made anew: new figures where there are some, all others as they stood. */
export function updatePage(page: string, parts: readonly Row[], fresh: ReadonlyMap<string, Seen>): string {
  const [before, table, after] = splitPage(page);
  const stood = readTable(table);
  const rows = parts.map((part) => {
    const { figure, seen } = fresh.get(part.id) ?? stood.get(part.id) ?? notYetRun(part);
    return `| ${[part.id, part.promise, figure, seen, `\`npm run prove -- ${part.id}\``].map(escapeCell).join(' | ')} |`;
  });
  return `${before}${begin}\n\n${head}\n${rows.join('\n')}\n\n${end}${after}`;
}

/** The figures of a page's table by the id of their promise; rows that were not run are left out. */
export function readSeen(page: string): ReadonlyMap<string, Seen> {
  return readTable(splitPage(page)[1]);
}

/** The ids of the page's rows, as they stand. */
export function readIds(page: string): readonly string[] {
  return rowsOf(splitPage(page)[1]).map(([id]) => id as string);
}

/** What stands for a part without figures. */
export function notYetRun({ awaits }: Pick<Part, 'awaits'>): Seen {
  return { figure: awaits ? `not yet run: ${awaits}` : 'not yet run', seen: '' };
}

function splitPage(page: string): [before: string, table: string, after: string] {
  const [first, last] = [page.indexOf(begin), page.indexOf(end)];
  if (first === -1 || last < first) throw new Error(`The page has no table between ${begin} and ${end}`);
  return [page.slice(0, first), page.slice(first + begin.length, last), page.slice(last + end.length)];
}

function readTable(table: string): Map<string, Seen> {
  const seen = new Map<string, Seen>();
  for (const [id = '', , figure = '', when = ''] of rowsOf(table))
    if (when !== '') seen.set(id, { figure, seen: when });
  return seen;
}

/** The cells of each row that begins with the id of a promise. */
function rowsOf(table: string): string[][] {
  return table
    .split('\n')
    .filter((line) => /^\| P\d+ \|/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', '<br>');
}
