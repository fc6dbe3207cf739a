import { type Html, html } from '../../../lib/html.ts';

/** What is told apart in code: a style sheet gives each its colour. */
const kinds = ['comment', 'string', 'word'] as const;

/** The source of a regular expression for each kind; null where a language has none. */
type Grammar = readonly [comment: string | null, string: string | null, word: string | null];

const words = (list: string): string => `\\b(?:${list.trim().split(/\s+/).join('|')})\\b`;
const quoted = `"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])*'`;
const hash = '(?<=^|\\s)#.*';
const slashes = '\\/\\/.*|\\/\\*[\\s\\S]*?\\*\\/';

const script: Grammar = [
  slashes,
  `${quoted}|\`(?:\\\\.|[^\`\\\\])*\``,
  words(`as async await break case catch class const continue default delete do else export extends false finally for
    from function if implements import in instanceof interface let new null of readonly return satisfies static switch
    this throw true try type typeof undefined var void while yield`),
];
const markup: Grammar = ['<!--[\\s\\S]*?-->', quoted, '(?<=<\\/?)[A-Za-z][\\w.-]*'];
const shell: Grammar = [
  hash,
  `"(?:\\\\.|[^"\\\\])*"|'[^']*'`, // over several lines, as bodies are
  `(?<=^\\s*|[|;&] *|\\$\\()${words('curl npm npx node export docker psql kubectl systemctl git cd sudo jq')}`,
];
const json: Grammar = [
  null,
  `(?:${quoted})(?!\\s*:)`,
  `"(?:\\\\.|[^"\\\\\\n])*"(?=\\s*:)|\\b(?:true|false|null)\\b`,
];

const grammars: Readonly<Record<string, Grammar>> = {
  bash: shell,
  sh: shell,
  json,
  http: [null, json[1], `^[\\w-]+(?=: )|${json[2]}`],
  ts: script,
  tsx: script,
  js: script,
  html: markup,
  css: ['\\/\\*[\\s\\S]*?\\*\\/', quoted, '[\\w-]+(?=\\s*:)'],
  yaml: [hash, quoted, '^\\s*(?:- )?[\\w.-]+(?=:)'],
  ini: ['^[#;].*', quoted, '^\\[.*\\]|^\\w+(?==)'],
  nginx: [hash, quoted, '^\\s*\\w+'],
  sql: [
    '--.*',
    quoted,
    words(
      'select insert update delete create alter drop grant on to from where and or not null table set with as by',
    ),
  ],
  python: [
    hash,
    `"""[\\s\\S]*?"""|\\b[bfr]?(?:${quoted})|${quoted}`,
    words(`and as async await break class continue def del elif else except False finally for from if import in is
      lambda None not or pass raise return True try while with yield`),
  ],
  ruby: [
    hash,
    quoted,
    words('class def do else elsif end false if module nil require return true unless while yield'),
  ],
  php: [
    slashes,
    quoted,
    words('array bool class echo else false foreach function if int new null return string true'),
  ],
  go: [
    slashes,
    `${quoted}|\`[^\`]*\``,
    words(
      'bool const else false for func if import map nil package range return string struct true type var',
    ),
  ],
};

const scanners = new Map(
  Object.entries(grammars).map(([language, grammar]) => [
    language,
    new RegExp(
      kinds.flatMap((kind, i) => (grammar[i] ? [`(?<${kind}>${grammar[i]})`] : [])).join('|'),
      language === 'sql' ? 'gim' : 'gm',
    ),
  ]),
);

/**
 * Code with its comments, strings and words in elements of these classes. A language that is not known stays plain; the
 * text is the same in every case.
 */
export function highlight(language: string, code: string): Html[] {
  const scanner = scanners.get(language);
  if (!scanner) return [html`${code}`];
  const parts: Html[] = [];
  let at = 0;
  for (const found of code.matchAll(scanner)) {
    const kind = kinds.find((one) => found.groups?.[one] !== undefined);
    parts.push(html`${code.slice(at, found.index)}<span class="${kind ?? 'word'}">${found[0]}</span>`);
    at = found.index + found[0].length;
  }
  return [...parts, html`${code.slice(at)}`];
}
