import { realpath } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { Kysely, PGliteDialect } from 'kysely';
import { columnParsers } from './column-types.ts';
import type { Database, DatabaseLogger, RawConnection } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { damagedFiles, fullDisk, isDiskFull, isUnmade, makeWhole } from './embedded-directory.ts';
import { executeAllOn } from './execute-all.ts';
import { pgliteForKysely, pgliteForQueue } from './pglite-protocol.ts';
import { preparedStatements } from './pglite-statements.ts';
import { guardedRoot } from './root.ts';
import type { Schema } from './schema.ts';
import { DatabaseClosedError } from './sqlstate.ts';
import { refuseInsideTransaction, runTransaction } from './transactions.ts';

// V8 frees WebAssembly code that it has replaced by a better one while other threads still look at it, and now and then
// the process dies of that (SIGSEGV; nodejs/node issue 64500). Kept, the code of PGlite takes some megabytes more.
setFlagsFromString('--no-wasm-code-gc');

export interface EmbeddedOptions {
  /** Where the database lives, and nothing else; made when missing or empty. */
  readonly dataDir: string;
  readonly logger: DatabaseLogger;
}

/**
 * Opens PostgreSQL inside this process (PGlite), holding `dataDir` for it alone.
 * Throws when another process holds the directory, when another major version of PostgreSQL wrote it, and rather than
 * make a database where something else lies.
 *
 * Survives the death of this process, not the loss of power: PGlite never calls fsync.
 */
export async function openEmbeddedDatabase({ dataDir, logger }: EmbeddedOptions): Promise<Database> {
  const lock = await lockDirectory(dataDir);
  try {
    if (await isUnmade(dataDir)) await makeWhole(dataDir, makeDatabase);
    const pglite = await openFiles(dataDir);
    const vacuum = vacuumRegularly(pglite, logger);
    return embeddedDatabase(pglite, logger, async () => {
      clearInterval(vacuum);
      await lock.release();
    });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** PGlite says "Aborted()" of whatever it cannot read, and of a disk that is full. */
async function openFiles(dataDir: string): Promise<PGlite> {
  try {
    // It reads nothing through a link in the directory's own place.
    return await PGlite.create({ ...pgliteOptions, dataDir: await realpath(dataDir) });
  } catch (cause) {
    throw new Error((await isDiskFull(dataDir)) ? fullDisk(dataDir) : damagedFiles(dataDir), { cause });
  }
}

async function makeDatabase(dataDir: string): Promise<void> {
  const pglite = await PGlite.create({ ...pgliteOptions, dataDir });
  await pglite.close();
}

const vacuumEveryMs = 60 * 60 * 1000;

/** PostgreSQL's autovacuum is a process of its own, and there is none inside this one. */
function vacuumRegularly(pglite: PGlite, logger: DatabaseLogger): NodeJS.Timeout {
  const vacuum = () =>
    pglite.exec('vacuum (analyze)').catch((error) => {
      if (!pglite.closed) logger.warn({ err: error }, 'The hourly VACUUM failed; the next one may do.');
    });
  return setInterval(vacuum, vacuumEveryMs).unref();
}

/** How every PGlite of ours is made. */
export const pgliteOptions = {
  extensions: { btree_gist },
  relaxedDurability: false, // true would answer a commit before it is in the file
  startParams: [
    ...PGlite.defaultStartParams,
    ...['-c', 'shared_buffers=16MB'], // its own 128 MB take 100 MB of memory more, and nothing gets faster
    ...['-c', 'plan_cache_mode=force_generic_plan'], // as on PostgreSQL: see there
  ],
  parsers: { ...columnParsers },
};

/** Wraps an open PGlite; `onClosed` runs after it is closed. */
export function embeddedDatabase(
  pglite: PGlite,
  logger: DatabaseLogger,
  onClosed: () => Promise<void>,
): Database {
  const runPrepared = preparedStatements(pglite);
  const dialect = new PGliteDialect({ pglite: pgliteForKysely(pglite, runPrepared) });
  const base = new Kysely<Schema>({ dialect });
  // PGlite itself refuses what does not fit a parameter, and the database would commit the rest.
  const driver = { base, dialect, logger, waitsForAnswers: true };
  const onPglite = pgliteForQueue(pglite, runPrepared);
  const executeSql: RawConnection['executeSql'] = async (text, values) => {
    refuseInsideTransaction('The queue connection');
    return onPglite.executeSql(text, values);
  };
  let closing: Promise<void> | undefined;

  return {
    kind: 'embedded',
    isSpread: false,
    db: guardedRoot(base, dialect, () => closing !== undefined),
    async inTransaction(work) {
      // Kysely's driver waits for ever for a BEGIN that fails, and on a closed PGlite it fails.
      if (closing) throw new DatabaseClosedError();
      try {
        return await runTransaction(driver, work);
      } finally {
        // PGlite answers in microtasks: a loop of transactions without this kept every timer from firing.
        await nextTurn();
      }
    },
    queueConnection: { executeSql, executeAll: executeAllOn(driver, { executeSql, isSpread: false }) },
    broadcast: null,
    migrationConnection: base,
    connections: 1,
    pools: () => [],
    close() {
      closing ??= pglite.close().then(onClosed);
      return closing;
    },
  };
}
