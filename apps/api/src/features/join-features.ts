import type { AttemptKind } from '../attempts/kind.ts';
import type { Deps } from '../deps.ts';
import type { JobDefinition } from '../jobs/definition.ts';
import { joinPorts } from '../lib/port.ts';
import type { Feature } from './feature.ts';

/** What features are together. */
export interface JoinedFeatures {
  readonly jobs: readonly JobDefinition<Deps>[];
  readonly attempts: readonly AttemptKind<never, Deps>[];
  /** The part of `deps` through which features reach each other. */
  readonly between: Pick<Deps, 'reactions' | 'port'>;
  /** Who owns each table. */
  readonly owners: ReadonlyMap<string, string>;
}

/** Joins the features of a list. Throws where two have a job, a port or a table of one name. */
export function joinFeatures(features: readonly Feature[]): JoinedFeatures {
  const jobs = features.flatMap((each) => each.jobs ?? []);
  const attempts = features.flatMap((each) => each.attempts ?? []);
  const tables = features.flatMap(({ name, tables = [] }) => tables.map((table) => [table, name] as const));
  refuseTwice(
    'job',
    [...jobs, ...attempts].map(({ name }) => name),
  );
  refuseTwice(
    'table',
    tables.map(([table]) => table),
  );
  return {
    jobs,
    attempts,
    between: {
      reactions: features.flatMap((each) => each.reactions ?? []),
      port: joinPorts(features.flatMap((each) => each.ports ?? [])),
    },
    owners: new Map(tables),
  };
}

function refuseTwice(what: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`Two features have a ${what} "${twice}".`);
}
