import { openPostgres } from '../../src/db/postgres.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { counted } from './counted-job.ts';

// A process of its own that works on counted jobs until it is killed.
const [url = ''] = process.argv.slice(2);
const logger = { info: () => undefined, warn: console.error, error: console.error };
const database = openPostgres({ url, poolSize: 4, logger });
const queue = await openQueue(database, { definitions: [counted], logger });
await queue.startWorkers({ database });
console.log('working');
