import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../examples/start-server.ts';
import { cursorAt, followLog } from './follow-log.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** A receiver on this machine that verifies as a customer's would. */
async function startReceiver() {
  const received: { event: string; id: string }[] = [];
  let status = 204;
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = request.headers as Record<string, string>;
    received.push(new Webhook(secret).verify(Buffer.concat(chunks).toString(), headers) as never);
    response.writeHead(status).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answerWith: (code: number) => {
      status = code;
    },
    close: () => server.close(),
  };
}

let server: RunningServer;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  server = await startServer();
  receiver = await startReceiver();
}, 60_000);
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  receiver.close();
  await server.stop();
});

/** Runs a command of this folder; `said()` is what it has printed so far. */
function run(script: string, args: readonly string[]) {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args]);
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      text += chunk;
    });
  return { said: () => text, exit: once(child, 'exit'), child };
}

let day = 3;
async function book(): Promise<string> {
  const start_time = `2030-06-${String(++day).padStart(2, '0')}T10:00:00Z`;
  const answer = await fetch(`${server.url}/v1/bookings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.testKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      event_type_id: server.testEventTypeId,
      start_time,
      invitee_name: 'Alex Johnson',
      invitee_email: 'alex@example.com',
    }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

describe('npm run listen', () => {
  const options = () => ['--api-url', server.url, '--key', server.testKey, '--secret', secret];

  it('sends what happens from now on to a receiver, signed as webhooks are', async () => {
    await book(); // before anybody listens: it is not sent
    const { said, child, exit } = run('listen.ts', [...options(), '--forward-to', receiver.url]);
    await expect.poll(said).toContain('Ctrl+C ends it.');
    await new Promise((resolve) => setTimeout(resolve, 1100)); // the server tells its time in whole seconds
    receiver.received.length = 0;
    const id = await book();
    await expect.poll(() => receiver.received.length).toBe(2);
    expect(receiver.received).toMatchObject([
      { event: 'booking.created', data: { id } },
      { event: 'booking.confirmed', data: { id } },
    ]);
    expect(said()).toContain('→ 204');
    receiver.answerWith(500);
    await book();
    await expect.poll(said).toContain('→ 500');
    receiver.answerWith(204);
    child.kill('SIGINT');
    expect((await exit)[0]).toBe(0);
  }, 60_000);

  it('prints them where there is nobody to forward to, and only those that are asked for', async () => {
    const { said } = run('listen.ts', [...options(), '--events', 'booking.confirmed']);
    await expect.poll(said).toContain('Ctrl+C ends it.');
    const id = await book();
    await expect.poll(said).toContain(`"id": "${id}"`);
    expect(said()).toContain('booking.confirmed');
    expect(said()).not.toContain('booking.created');
  }, 30_000);

  it.each([
    ['booking.canceled', 'There is no event "booking.canceled". Did you mean booking.cancelled?'],
    ['booking.confirmed, booking.create', 'no event "booking.create". Did you mean booking.created?'],
    ['meeting.eaten', 'There is no event "meeting.eaten". Known are: booking.created, '],
    ['', 'There is no event "". Known are: '],
  ])(
    'ends at once with those that there are for --events %j',
    async (events, words) => {
      const { said, exit } = run('listen.ts', [...options(), '--events', events]);
      expect((await exit)[0]).toBe(1);
      expect(said()).toContain(words);
      expect(said()).not.toContain('Listening');
    },
    30_000,
  );

  it('ends with a sentence when the key is refused', async () => {
    const { said, exit } = run('listen.ts', ['--api-url', server.url, '--key', 'ac_test_unknown']);
    expect((await exit)[0]).toBe(1);
    expect(said()).toMatch(/key/);
  });
});

describe('npm run trigger', () => {
  it('sends a sample of the event under a new id each time', async () => {
    receiver.received.length = 0;
    for (let n = 0; n < 2; n++) {
      const { exit } = run('trigger.ts', ['booking.cancelled', '--to', receiver.url, '--secret', secret]);
      expect((await exit)[0]).toBe(0);
    }
    expect(receiver.received.map(({ event }) => event)).toEqual(['booking.cancelled', 'booking.cancelled']);
    expect(receiver.received[0]?.id).not.toBe(receiver.received[1]?.id);
  }, 30_000);

  it.each([
    [[], 'booking.created |'],
    [['booking.eaten', '--to', 'http://127.0.0.1:1'], 'There is no event "booking.eaten". Known are:'],
    [['booking.created'], 'Say where'],
    [['booking.created', '--to', 'http://127.0.0.1:1/hook', '--secret', secret], 'no answer'],
  ])(
    'ends with 1 and says why for %j',
    async (args, words) => {
      const { said, exit } = run('trigger.ts', args);
      expect((await exit)[0]).toBe(1);
      expect(said()).toContain(words);
    },
    30_000,
  );
});

it('asks again where a server takes a question and never answers', async () => {
  const asked: string[] = [];
  const message = { id: 'msg_1', event: 'booking.created', created_at: '', is_test: true, data: {} };
  const silent = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    if (asked.length > 2) response.end(JSON.stringify({ data: [message], has_more: false }));
  });
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const { port } = silent.address() as AddressInfo;
  const stop = new AbortController();
  const outages: string[] = [];
  const messages = followLog({
    apiUrl: `http://127.0.0.1:${port}`,
    key: 'ac_test_key',
    after: 'msg_0',
    pauseMs: 1,
    timeoutMs: 100,
    signal: stop.signal,
    onOutage: (reason) => outages.push(reason),
  });
  expect((await messages.next()).value).toEqual(message);
  expect(asked.slice(0, 2)).toEqual([asked[0], asked[0]]);
  expect(outages).toHaveLength(1);
  stop.abort();
  silent.closeAllConnections();
  silent.close();
});

it('makes a cursor between what was logged before an instant and after it', () => {
  const [before, at, after] = [-1, 0, 1].map((ms) => cursorAt(Date.UTC(2026, 5, 4) + ms)) as [
    string,
    string,
    string,
  ];
  expect(before < at && at < after).toBe(true);
  expect(at).toMatch(/^msg_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
});
