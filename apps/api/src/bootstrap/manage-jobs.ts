import { countAttempts, dropAttempt, listGivenUp, retryAttempts } from '../attempts/manage.ts';
import type { Database } from '../db/database.ts';
import { features } from '../features/index.ts';
import { joinFeatures } from '../features/join-features.ts';
import { countJobs, dropJob, listFailedJobs, retryJobs } from '../jobs/manage.ts';
import { systemClock } from '../lib/clock.ts';
import type { GivenUp } from '../lib/work.ts';
import { withDatabase } from './with-database.ts';

const usage = `npm run jobs -- list          how many jobs of each kind there are
npm run jobs -- failed        those that were given up, the latest first
npm run jobs -- retry <id>    has one of them done again
npm run jobs -- retry --all   has all of them done again
npm run jobs -- drop <id>     forgets one of them`;

const { attempts } = joinFeatures(features);
const shown = 100;

type Command = (database: Database) => Promise<string>;

/** Does what the arguments say with the jobs of the database that the environment names. Returns the exit code. */
export async function manageJobs(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  if (!command) {
    console.error(usage);
    return 1;
  }
  return withDatabase(command);
}

function readCommand([name, which, ...rest]: readonly string[]): Command | undefined {
  if (rest.length > 0) return undefined;
  if (name === 'list' && which === undefined) return list;
  if (name === 'failed' && which === undefined) return failed;
  if (name === 'retry' && which !== undefined)
    return (database) => retry(database, which === '--all' ? 'all' : which);
  if (name === 'drop' && which !== undefined) return (database) => drop(database, which);
  return undefined;
}

async function list(database: Database): Promise<string> {
  const counts = [
    ...(await countJobs(database)),
    ...(await countAttempts(database.queueConnection, attempts)),
  ]
    .filter(({ deferred, ready, active, failed }) => deferred + ready + active + failed > 0)
    .sort((one, other) => one.job.localeCompare(other.job));
  if (counts.length === 0) return 'There are no jobs.';
  const titles = ['deferred', 'ready', 'active', 'failed'] as const;
  const width = Math.max(...counts.map(({ job }) => job.length));
  const rows = counts.map((count) => [count.job, ...titles.map((title) => String(count[title]))]);
  return [['job', ...titles], ...rows]
    .map(([job = '', ...cells]) => job.padEnd(width) + cells.map((cell) => cell.padStart(10)).join(''))
    .join('\n');
}

async function failed(database: Database): Promise<string> {
  const jobs: GivenUp[] = [
    ...(await listFailedJobs(database, shown + 1)),
    ...(await listGivenUp(database.queueConnection, attempts, shown + 1)),
  ].sort((one, other) => other.failedAt.getTime() - one.failedAt.getTime());
  if (jobs.length === 0) return 'No job was given up in the last 30 days.';
  const more = jobs.length > shown ? [`These are the latest ${shown}; there are more.`] : [];
  return [...jobs.slice(0, shown).map(describe), ...more].join('\n');
}

const describe = ({ id, job, failedAt, tries, reason, data }: GivenUp) =>
  `${id}  ${job}  ${failedAt.toISOString()}  after ${tries} ${tries === 1 ? 'try' : 'tries'}\n` +
  `    ${reason.replaceAll('\n', ' ')}\n    ${JSON.stringify(data)}`;

async function retry(database: Database, which: string): Promise<string> {
  const given = { which, now: systemClock.now() };
  const ids = [
    ...(await retryJobs(database, which)),
    ...(await retryAttempts(database.queueConnection, attempts, given)),
  ];
  if (ids.length === 0 && which !== 'all') throw unknownJob(which);
  const when = database.kind === 'embedded' ? 'when the server is started' : 'by the next free worker';
  return `${ids.length} ${ids.length === 1 ? 'job is' : 'jobs are'} done again ${when}.`;
}

async function drop(database: Database, id: string): Promise<string> {
  const isDropped =
    (await dropJob(database, id)) || (await dropAttempt(database.queueConnection, attempts, id));
  if (!isDropped) throw unknownJob(id);
  return `Job ${id} is forgotten: what it was for is not done.`;
}

const unknownJob = (id: string) =>
  new Error(`There is no job ${id} that was given up: npm run jobs -- failed lists them.`);
