import { openPostgres } from '../../src/db/postgres.ts';
import { copyTemplate, type TestDatabase } from '../harness/template.ts';
import { onServer } from '../harness/test-server.ts';
import { isOfApplication } from './application.ts';
import { type Pair, pairedPool, type Side } from './paired-pool.ts';
import { placeStatements } from './statement-place.ts';

/** One database to the application, two in truth: every other organization is in the second. */
export interface PairedDatabase extends TestDatabase, Pick<Pair, 'faults' | 'askedEverywhere' | 'sideOf'> {
  /** How many rows of organizations a side has, by table. */
  countOn(side: Side): Promise<Record<string, number>>;
}

const tablesOf = (url: string): Promise<string[]> =>
  onServer(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'organization_id' and table_name <> 'organization_directory'`,
    );
    return ['organizations', ...rows.map(({ name }) => name)];
  });

/** As a distributed database is set up: what older processes need would write the directory of the wrong side. */
const dropTriggers = (url: string): Promise<void> =>
  onServer(url, async (client) => {
    for (const table of ['organizations', 'api_keys', 'event_types'])
      await client.query(`drop trigger directory_of_older_processes on ${table}`);
  });

/**
 * Makes two databases for the calling test file, which must `close` them. `isOfTests`: for files whose own statements
 * name no organization; those are asked of both, and only what the application asks is judged.
 */
export async function createPairedDatabase({ isOfTests = false } = {}): Promise<PairedDatabase> {
  const [first, second] = [await copyTemplate(), await copyTemplate()];
  const urls = [first.url, second.url];
  for (const url of urls) await dropTriggers(url);
  const tables = await tablesOf(first.url);
  const sides = new Map<string, Side>();
  const pair: Pair = {
    secondUrl: second.url,
    placeOf: placeStatements(tables),
    sideOf(organizationId) {
      const side = sides.get(organizationId) ?? (sides.size % 2 === 0 ? 0 : 1);
      sides.set(organizationId, side);
      return side;
    },
    isJudged: () => !isOfTests || isOfApplication(),
    faults: [],
    askedEverywhere: new Set(),
  };
  const database = openPostgres({
    url: first.url,
    poolSize: 10,
    isSpread: true,
    logger: console,
    Pool: pairedPool(pair),
  });
  return {
    ...pair,
    database,
    url: isOfTests ? first.url : undefined,
    countOn: (side) =>
      onServer(urls[side] ?? '', async (client) => {
        const counts: Record<string, number> = {};
        for (const table of tables)
          counts[table] = Number((await client.query(`select count(*) from ${table}`)).rows[0].count);
        return counts;
      }),
    async close() {
      await first.drop(database);
      await second.drop(database);
    },
  };
}
