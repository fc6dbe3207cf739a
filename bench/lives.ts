import { onServer } from '../apps/api/test/harness/test-server.ts';
import { type Cpu, difference, perOne, usedCpu } from './cpu.ts';
import { type BenchPostgres, type Counts, countsOf } from './postgres.ts';
import { whenQuiet } from './quiet.ts';
import { type Contender, putUnderLoad, takeTurns } from './rounds.ts';
import type { Settings } from './settings.ts';

/** A contender whose bookings are followed to the end of what they cause. */
export interface Lived extends Contender {
  readonly postgres?: BenchPostgres;
  readonly connections: number;
  /** PostgreSQL only. */
  readonly databaseUrl: string | undefined;
}

/** What one booking has taken, from its request until nothing is left to do for it. */
export interface Life {
  readonly perSecond: number;
  readonly cpu: Cpu;
  /** None of the embedded database: nobody else can ask it. */
  readonly counts?: Counts;
}

/** Has each of them live in turns, after once that is not counted. */
export async function liveInTurns(
  contenders: readonly Lived[],
  { lives, httpRounds }: Settings,
): Promise<ReadonlyMap<Lived, readonly Life[]>> {
  const lived = new Map<Lived, Life[]>(contenders.map((each) => [each, []]));
  const used = new Map<Lived, number>();
  const liveOnce = async (contender: Lived): Promise<Life> => {
    const { life, usedNow } = await live(contender, lives, used.get(contender) ?? 0);
    used.set(contender, usedNow);
    return life;
  };
  for (const each of contenders) {
    await liveOnce(each);
    // What autovacuum does within a minute on a server that is no longer new.
    if (each.databaseUrl !== undefined) await onServer(each.databaseUrl, (client) => client.query('analyze'));
  }
  await takeTurns(contenders, httpRounds, async (each) => {
    lived.get(each)?.push(await liveOnce(each));
  });
  return lived;
}

/** Makes so many bookings, and waits until the server has nothing left to do. */
async function live(
  contender: Lived,
  lives: number,
  used: number,
): Promise<{ readonly life: Life; readonly usedNow: number }> {
  const { postgres, databaseUrl, connections } = contender;
  const count = async () => (postgres && databaseUrl !== undefined ? countsOf(postgres, databaseUrl) : null);
  const countsBefore = await count();
  const before = await usedCpu(contender);
  const { answers, result } = await putUnderLoad(contender, { connections, until: { answers: lives }, used });
  const cpu = perOne(difference(await whenQuiet(contender), before), answers);
  const countsAfter = await count();
  const life = {
    perSecond: answers / result.seconds,
    cpu,
    ...(countsBefore && countsAfter && { counts: countsOfOne(countsBefore, countsAfter, answers) }),
  };
  return { life, usedNow: result.used };
}

const countsOfOne = (before: Counts, after: Counts, count: number): Counts => ({
  statements: (after.statements - before.statements) / count,
  commits: (after.commits - before.commits) / count,
  walKb: (after.walKb - before.walKb) / count,
});
