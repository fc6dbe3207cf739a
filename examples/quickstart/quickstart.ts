import { startServer } from '../start-server.ts';
import { asCurl, make } from './call.ts';
import { firstDifference } from './compare.ts';
import { type Step, tellStory } from './story.ts';

// `npm run quickstart`: the whole flow on a real server, each call as a curl to paste, each answer compared with what
// the documentation shows. Leaves nothing behind. Ends with 1 and a sentence when an answer is another one.

const dayMs = 24 * 60 * 60 * 1000;

/** The first Monday that is at least a week away. */
function mondayToCome(now: Date): string {
  const days = ((8 - now.getUTCDay()) % 7) + 7;
  return new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
}

// Whoever reads may stop reading (`| head`), and whoever waits may stop waiting.
process.stdout.on('error', () => process.exit());
process.on('SIGINT', () => process.exit(130));

console.log('Starting a server on a temporary directory …');
const server = await startServer();
let count = 0;
const step: Step = async (title, call, shows) => {
  console.log(`\n${++count}. ${title}\n\n${asCurl(server.url, call)}\n`);
  const { status, body } = await make(server.url, call);
  console.log(`HTTP ${status}\n${JSON.stringify(body, null, 2)}`);
  const difference =
    status === shows.status
      ? firstDifference(shows.body, body)
      : `the status should be ${shows.status}, and is ${status}.`;
  if (difference) throw new Error(`Step ${count}, "${title}": ${difference}`);
  return body;
};

try {
  await tellStory(step, { key: server.testKey, day: mondayToCome(new Date()) });
  console.log(`\n✔ All ${count} answers are as the documentation shows. Now start your own: npm start`);
} catch (error) {
  console.error(`\n✘ ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await server.stop();
}
