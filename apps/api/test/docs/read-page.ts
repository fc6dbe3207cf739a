/** A call that a page shows, with the answer that it shows beneath. */
export interface DocumentedCall {
  readonly line: number;
  /** The shell text with its `curl`. */
  readonly command: string;
  readonly answer: DocumentedAnswer;
}

export interface DocumentedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where the page shows no body. */
  readonly body: unknown;
  /** Shell variables that later calls of the page use, each with its place in the answer: `BOOKING=id`. */
  readonly captures: Readonly<Record<string, string>>;
}

interface Fence {
  readonly line: number;
  readonly language: string;
  /** What stands after the language; a rendered page does not show it. */
  readonly info: readonly string[];
  readonly text: string;
}

/**
 * The calls of a Markdown page. A ```bash fence with `curl` in it is a call; the next fence is its answer:
 * ```json (status 200, or the one named after `json`) or ```http (status line, headers, empty line, body).
 * `NAME=path` after the language keeps a part of the answer as a variable for the calls below.
 * Throws when a call has no answer.
 */
export function readCalls(markdown: string): readonly DocumentedCall[] {
  const fences = readFences(markdown);
  return fences.flatMap((fence, i) => {
    if (fence.language !== 'bash' || !/\bcurl\b/.test(fence.text)) return [];
    const next = fences[i + 1];
    if (next?.language !== 'json' && next?.language !== 'http')
      throw new Error(`The call in line ${fence.line} shows no answer.`);
    return [{ line: fence.line, command: fence.text, answer: readAnswer(next) }];
  });
}

function readFences(markdown: string): Fence[] {
  const fences: Fence[] = [];
  let open: { line: number; head: string; text: string[] } | null = null;
  for (const [i, line] of markdown.split('\n').entries()) {
    if (open && line.trim() === '```') {
      const [language = '', ...info] = open.head.split(/\s+/);
      fences.push({ line: open.line, language, info, text: open.text.join('\n') });
      open = null;
    } else if (open) open.text.push(line);
    else if (line.startsWith('```')) open = { line: i + 1, head: line.slice(3).trim(), text: [] };
  }
  return fences;
}

function readAnswer({ language, info, text, line }: Fence): DocumentedAnswer {
  const captures = Object.fromEntries(
    info.filter((word) => word.includes('=')).map((word) => word.split('=', 2) as [string, string]),
  );
  if (language === 'json')
    return { status: Number(info[0]) || 200, headers: {}, body: parse(text, line), captures };
  const [head = '', ...rest] = text.split('\n\n');
  const [statusLine = '', ...headerLines] = head.split('\n');
  const body = rest.join('\n\n').trim();
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(headerLines.map((each) => each.split(/:\s*/, 2) as [string, string])),
    body: body === '' ? undefined : parse(body, line),
    captures,
  };
}

function parse(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The answer in line ${line} is not JSON.`, { cause: error });
  }
}
