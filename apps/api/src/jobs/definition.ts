/** What a handler is given. */
export interface Job<Data extends object> {
  readonly id: string;
  readonly data: Data;
  /** Aborted when the job's lease was lost or the process stops for good: another worker may have it now. */
  readonly signal: AbortSignal;
}

/**
 * One kind of job. A constant: whatever its handler needs arrives as `deps` when the workers start.
 *
 * A job runs at least once. Its worker may die after the work and before the record of it, so a handler must
 * give the same result when it runs again.
 */
export interface JobDefinition<Name extends string, Data extends object, Deps> {
  readonly name: Name;
  /** How many times a failed job is tried again; also what a worker's death costs. */
  readonly retryLimit: number;
  /** Seconds before the first retry, doubled for each further one; 1 unless told. */
  readonly retryDelaySeconds?: number;
  readonly retryDelayMaxSeconds?: number;
  /** How long one run may take before the job is given to someone else; 300 unless told. */
  readonly timeoutSeconds?: number;
  /** Jobs of this kind, or batches of them, that one process runs at the same time; 1 unless told. */
  readonly concurrency?: number;
  /**
   * How many of those may belong to one group: what hangs for one group then delays no other. With it, every enqueue
   * must name the job's `group`, and there is no `batch`: a handler that does things for many jobs at once uses
   * `lib/together.ts`.
   */
  readonly groupConcurrency?: number;
  /**
   * With true, every enqueue must give a `singletonKey`, and is dropped while an earlier job with the same key
   * has not started.
   */
  readonly oneWaitingPerKey?: boolean;
  /** Throws to have the job retried. */
  handle(deps: Deps, job: Job<Data>): Promise<void>;
  /** For jobs of which there are many: how several are done at once. */
  readonly batch?: Batch<Data, Deps>;
}

export interface Batch<Data extends object, Deps> {
  /** The most jobs that are taken at once. */
  readonly size: number;
  /** Does all of them. When it throws, each is handled by itself, so that one fault holds up no other. */
  handle(deps: Deps, jobs: readonly Job<Data>[]): Promise<void>;
}

/** Any definition: `never` is what every parameter type accepts. */
export type AnyJobDefinition = JobDefinition<string, never, never>;

/** Writes a definition with its types spelled once: `defineJob<Data, Deps>()({ name: …, … })`. */
export function defineJob<Data extends object, Deps>() {
  return <const Name extends string>(
    definition: JobDefinition<Name, Data, Deps>,
  ): JobDefinition<Name, Data, Deps> => definition;
}

/** The data that a job named `Name` carries. */
export type DataOf<Definition extends AnyJobDefinition, Name extends Definition['name']> =
  Extract<Definition, { name: Name }> extends JobDefinition<Name, infer Data, never> ? Data : never;

/** What every handler of these definitions needs, together. */
export type DepsOf<Definition extends AnyJobDefinition> = (
  Definition extends JobDefinition<string, never, infer Deps>
    ? (deps: Deps) => void
    : never
) extends (deps: infer All) => void
  ? All
  : never;
