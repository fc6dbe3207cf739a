import type { Database } from '../db/database.ts';
import type { Owner } from '../lib/principal.ts';
import type { WorkCounts, WorkRuns } from '../lib/work.ts';
import type { AnyAttemptKind, AttemptDeps } from './kind.ts';
import { countAttempts } from './manage.ts';
import { type Runner, type RunnerOptions, startRunner } from './run-attempts.ts';
import { orphansText } from './statements.ts';

/** All that makes attempts in this process. */
export interface AttemptWorkers {
  /** What this process has run since it started, by kind. */
  readonly runs: ReadonlyMap<string, WorkRuns>;
  start(deps: AttemptDeps): void;
  running(): readonly Runner[];
  clear(): void;
  wake(name: string, owner: Owner): void;
  counts(): Promise<readonly WorkCounts[]>;
  /** The embedded database is open in one process only: what was claimed when it was last closed was claimed by the dead. */
  returnOrphans(): Promise<void>;
}

/** Makes (does not start) what makes the attempts of these kinds. */
export function createAttemptWorkers(
  database: Database,
  { kinds, logger }: { readonly kinds: readonly AnyAttemptKind[] } & Pick<RunnerOptions, 'logger'>,
): AttemptWorkers {
  const { queueConnection } = database;
  const runners = new Map<string, Runner>();
  const runs = new Map(kinds.map(({ name }) => [name, { completed: 0, failed: 0, seconds: 0 }]));
  return {
    runs,
    wake: (name, owner) => runners.get(name)?.wake(owner),
    start(deps) {
      for (const kind of kinds) {
        const ran = runs.get(kind.name) as WorkRuns;
        runners.set(kind.name, startRunner(kind, { database, deps, runs: ran, logger }));
      }
    },
    running: () => [...runners.values()],
    clear: () => runners.clear(),
    counts: () => countAttempts(queueConnection, kinds),
    async returnOrphans() {
      if (database.kind !== 'embedded') return;
      for (const kind of kinds) await queueConnection.executeSql(orphansText(kind), [new Date(0)]);
    },
  };
}
