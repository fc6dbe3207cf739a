import { openEmbeddedDatabase } from '../../src/db/embedded.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { hangs } from './hanging-job.ts';

// A process of its own for the lease's tests: takes the waiting job, says so, and never finishes it.
const [kind, where = ''] = process.argv.slice(2);
const database =
  kind === 'embedded'
    ? await openEmbeddedDatabase({ dataDir: where, logger: console })
    : openPostgres({ url: where, poolSize: 2, logger: console });
const queue = await openQueue(database, { definitions: [hangs], logger: console });
await database.inTransaction((tx) => queue.enqueue(tx, hangs, { by: 'the dead' }));
await queue.startWorkers({
  run: () => {
    console.log('running');
    return new Promise(() => undefined);
  },
});
