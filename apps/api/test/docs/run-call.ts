import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export interface CallResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Keeps status, headers and body apart, whether or not the page asks to see the headers. */
const curl = `
curl() {
  local args=()
  for arg in "$@"; do [ "$arg" = "-i" ] || args+=("$arg"); done
  command curl --silent --show-error --max-time 20 --dump-header "$ANSWER/head" --output "$ANSWER/body" "\${args[@]}"
}
`;

/** Runs the shell text of a page as a reader would, with the given variables set. */
export async function runCall(
  command: string,
  variables: Readonly<Record<string, string>>,
): Promise<CallResult> {
  const answer = await mkdtemp(path.join(tmpdir(), 'astrocal-docs-'));
  try {
    const env = { PATH: process.env.PATH, ...variables, ANSWER: answer };
    // `-u`: a variable that the page never sets is a mistake of the page.
    await promisify(execFile)('bash', ['-euc', `${curl}\n${command}`], { env });
    const [statusLine = '', ...lines] = (await readFile(path.join(answer, 'head'), 'utf8')).split('\r\n');
    const body = await readFile(path.join(answer, 'body'), 'utf8').catch(() => '');
    return {
      status: Number(statusLine.split(' ')[1]),
      headers: Object.fromEntries(
        lines
          .filter((line) => line.includes(':'))
          .map((line) => [
            line.slice(0, line.indexOf(':')).toLowerCase(),
            line.slice(line.indexOf(':') + 1).trim(),
          ]),
      ),
      body: body === '' ? undefined : JSON.parse(body),
    };
  } finally {
    await rm(answer, { recursive: true });
  }
}
