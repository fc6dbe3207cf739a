import { parseArgs } from 'node:util';
import { cursorAt, followLog } from './follow-log.ts';
import { forward } from './forward.ts';
import { readEvents } from './read-events.ts';
import { readSettings } from './settings.ts';

// `npm run listen -- --forward-to http://localhost:4000/hook`: what happens on the server, as it happens, printed and
// sent on to a receiver on this machine, signed like a webhook. It reads the log of events, so there is no tunnel, and
// nothing is missed while the receiver is edited.

const pauseMs = 500;
/** A server that has not answered by then is asked again. */
const timeoutMs = 10_000;

const { values } = parseArgs({
  options: {
    'forward-to': { type: 'string' },
    events: { type: 'string' },
    'api-url': { type: 'string' },
    key: { type: 'string' },
    secret: { type: 'string' },
  },
});
const stop = new AbortController();
process.on('SIGINT', () => stop.abort());
process.on('SIGTERM', () => stop.abort());
process.stdout.on('error', () => process.exit());

try {
  const wanted = values.events === undefined ? null : readEvents(values.events);
  const { apiUrl, key, secret } = readSettings(values);
  const to = values['forward-to'];
  // First, so that nothing is missed which happens after these words.
  const after = cursorAt(await serverTime(apiUrl));
  console.log(`Listening to ${apiUrl}${to === undefined ? '' : `, forwarding to ${to}`}`);
  if (to !== undefined) console.log(`Messages are signed with ${secret}`);
  console.log('Ctrl+C ends it.\n');
  const onOutage = (reason: string) =>
    console.error(`The server does not answer (${reason}); asking again …`);
  for await (const message of followLog({
    apiUrl,
    key,
    after,
    pauseMs,
    timeoutMs,
    signal: stop.signal,
    onOutage,
  })) {
    if (wanted && !wanted.some((event) => event === message.event)) continue;
    const sent = to === undefined ? null : await forward(message, { to, secret });
    console.log(`${message.created_at}  ${message.event}  ${message.id}${sent ? `  → ${sent.outcome}` : ''}`);
    if (to === undefined) console.log(JSON.stringify(message.data, null, 2));
  }
} catch (error) {
  if (!stop.signal.aborted) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

/** The log's ids are made by the server's clock, which need not be ours. */
async function serverTime(apiUrl: string): Promise<number> {
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(timeoutMs)]);
  const answer = await fetch(`${apiUrl}/health`, { signal }).catch(() => null);
  await answer?.body?.cancel();
  return Date.parse(answer?.headers.get('date') ?? new Date().toUTCString());
}
