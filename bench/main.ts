import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openCheckout } from './checkout.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { startBenchPostgres } from './postgres.ts';
import { runPart } from './run-part.ts';
import { fullRun, quickRun } from './settings.ts';
import { markdown, replaceFigures } from './table.ts';

// npm run bench [-- engine slots hosts bookings life webhooks memory] [--beside directory] [--quick] [--json] [--write]
const page = path.resolve(import.meta.dirname, '../docs/benchmarks.md');
const results = path.join(import.meta.dirname, 'results');

const { parts, beside: directory, quick, json, write } = readOptions(process.argv.slice(2));
const now = Date.now();
const settings = quick ? quickRun(now) : fullRun(now);
const beside = directory === undefined ? undefined : await openCheckout(directory);
const postgres = await startBenchPostgres();
try {
  const machine = await describeMachine(postgres, now);
  const ran: object[] = [];
  for (const part of parts) {
    if (!json) console.log(`\n${part}: measuring …\n`);
    const figures = await runPart(part, { settings, postgres, beside });
    ran.push({ part, figures });
    const text = markdown(figures, machine, quick);
    if (!json) console.log(text);
    if (write) writeFileSync(page, replaceFigures(readFileSync(page, 'utf8'), part, text));
  }
  const result = JSON.stringify({ machine, quick, settings, parts: ran }, null, 2);
  if (json) console.log(result);
  mkdirSync(results, { recursive: true });
  writeFileSync(
    path.join(results, `${new Date(now).toISOString().replaceAll(':', '-')}.json`),
    `${result}\n`,
  );
} finally {
  await postgres.stop();
}
