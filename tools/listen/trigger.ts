import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { messageEvents, messageExampleOf } from '@astrocal/contract';
import { cursorAt } from './follow-log.ts';
import { forward } from './forward.ts';
import { readEvent } from './read-events.ts';
import { readSettings } from './settings.ts';

// `npm run trigger -- booking.created --to http://localhost:4000/hook`: sends a receiver a sample message, signed like
// a webhook. Nothing happens on the server.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { to: { type: 'string' }, secret: { type: 'string' }, key: { type: 'string' } },
});

try {
  const [name] = positionals;
  if (name === undefined)
    throw new Error(`Say which event: npm run trigger -- <${messageEvents.join(' | ')}> --to <url>`);
  const event = readEvent(name);
  if (values.to === undefined) throw new Error('Say where to send it: --to http://localhost:4000/hook');
  const { secret } = readSettings({ ...values, key: values.key ?? 'unused' });
  const now = Date.now();
  const message = {
    ...messageExampleOf(event),
    // A new id each time: a receiver that remembers ids would take the second sample for a repetition.
    id: `${cursorAt(now).slice(0, -8)}${randomBytes(4).toString('hex')}`,
    created_at: `${new Date(now).toISOString().slice(0, -5)}Z`,
    is_test: true,
  };
  const { ok, outcome } = await forward(message, { to: values.to, secret });
  console.log(`${event}  ${message.id}  → ${outcome}`);
  if (!ok) process.exitCode = 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
