import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newSecret, sign, signedRequest } from '@astrocal/webhooks';
import { afterAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../../..');
const page = readFileSync(path.join(root, 'docs/webhooks.md'), 'utf8');
const snippets = new Map(
  [...page.matchAll(/^```\w+(?: tab\S*)? verify=(\w+)\n([\s\S]*?)^```$/gm)].map(
    ([, name = '', text = '']) => [name, text],
  ),
);

interface Request {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string;
}

/** How a snippet is run: what is put behind it, which reads requests as JSON and writes a list of verdicts. */
interface Language {
  readonly file: string;
  readonly command: readonly string[];
  readonly version: readonly string[];
  readonly driver: string;
}

const node: Language = {
  file: 'snippet.ts',
  command: [process.execPath],
  version: [process.execPath, '--version'],
  driver: `
import { readFileSync } from 'node:fs';
const asked = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(asked.map(({ body, headers, secret }) => isGenuine(body, headers, secret))));`,
};

const languages: Readonly<Record<string, Language>> = {
  astrocal: node,
  standardwebhooks: node,
  python: {
    file: 'snippet.py',
    command: ['python3'],
    version: ['python3', '--version'],
    driver: `
import json, sys
print(json.dumps([is_genuine(r["body"].encode(), r["headers"], r["secret"]) for r in json.load(sys.stdin)]))`,
  },
  ruby: {
    file: 'snippet.rb',
    command: ['ruby'],
    version: ['ruby', '--version'],
    driver: `
require "json"
puts JSON.generate(JSON.parse(STDIN.read).map { |r| genuine?(r["body"], r["headers"], r["secret"]) })`,
  },
  php: {
    file: 'snippet.php',
    command: ['php'],
    version: ['php', '--version'],
    driver: `
$asked = json_decode(stream_get_contents(STDIN), true);
echo json_encode(array_map(fn ($r) => isGenuine($r['body'], $r['headers'], $r['secret']), $asked));`,
  },
  go: {
    file: 'snippet.go',
    command: ['go', 'run'],
    version: ['go', 'version'],
    driver: `
type request struct {
	Body    string            \`json:"body"\`
	Headers map[string]string \`json:"headers"\`
	Secret  string            \`json:"secret"\`
}

func main() {
	var asked []request
	json.NewDecoder(os.Stdin).Decode(&asked)
	verdicts := []bool{}
	for _, r := range asked {
		verdicts = append(verdicts, isGenuine([]byte(r.Body), func(name string) string { return r.Headers[name] }, r.Secret))
	}
	json.NewEncoder(os.Stdout).Encode(verdicts)
}`,
  },
};

const isHere = ({ version: [command = '', ...args] }: Language) => spawnSync(command, args).status === 0;

const secretOf = (byte: number) => newSecret(new Uint8Array(32).fill(byte));
const secret = secretOf(1);
const now = Math.floor(Date.now() / 1000);

function request(timestamp = now): Request {
  const { body, headers } = signedRequest({
    secret,
    event: 'booking.created',
    data: { id: 'bkg_1', invitee_name: 'Zoë “Z” 😀' },
    id: 'msg_1',
    timestamp,
  });
  return { body, headers: { ...headers }, secret };
}

/** What is asked of every snippet, with what it must say. */
const cases: Readonly<Record<string, [Request, boolean]>> = {
  'what was signed': [request(), true],
  'another body': [{ ...request(), body: `${request().body} ` }, false],
  'another id': [{ ...request(), headers: { ...request().headers, 'webhook-id': 'msg_2' } }, false],
  'another secret': [{ ...request(), secret: secretOf(2) }, false],
  'a recorded request': [request(now - 400), false],
  'no headers': [{ ...request(), headers: {} }, false],
  'no signature': [without('webhook-signature'), false],
  'a timestamp that is none': [
    { ...request(), headers: { ...request().headers, 'webhook-timestamp': 'now' } },
    false,
  ],
  'the new secret during a rotation': [rotated(secret), true],
  'the old secret during a rotation': [rotated(secretOf(2)), true],
  'a secret that is neither': [rotated(secretOf(3)), false],
};

function without(name: string): Request {
  const { [name]: _, ...headers } = request().headers;
  return { ...request(), headers };
}

function rotated(verifiedWith: string): Request {
  const { body } = request();
  const headers = sign({ id: 'msg_1', timestamp: now, body, secrets: [secret, secretOf(2)] });
  return { body, headers: { ...headers }, secret: verifiedWith };
}

// Inside the repository, so that the packages that it imports are found.
const directory = mkdtempSync(path.join(root, 'apps/api/test/docs/.snippets-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('every snippet of docs/webhooks.md is known here', () => {
  expect([...snippets.keys()].sort()).toEqual(Object.keys(languages).sort());
});

describe.each(Object.entries(languages))('%s', (name, language) => {
  test.skipIf(!isHere(language))('tells what was signed from what was not', () => {
    const { file, command, driver } = language;
    const text = `${snippets.get(name)}${driver}\n`;
    const place = path.join(directory, `${name}-${file}`);
    // Go wants all imports above.
    writeFileSync(
      place,
      file.endsWith('.go') ? text.replace('import (', 'import (\n\t"encoding/json"\n\t"os"') : text,
    );
    const [program = '', ...args] = command;
    const asked = Object.values(cases).map(([each]) => each);
    const { stdout, stderr } = spawnSync(program, [...args, place], {
      input: JSON.stringify(asked),
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: tmpdir() },
    });
    expect(stderr.replaceAll(/^.*(Warning|--trace-warnings).*$/gm, '').trim()).toBe('');
    const verdicts = Object.fromEntries(Object.keys(cases).map((each, i) => [each, JSON.parse(stdout)[i]]));
    expect(verdicts).toEqual(Object.fromEntries(Object.entries(cases).map(([each, [, is]]) => [each, is])));
  });
});
