import type { Static, TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';

/** What a handler is given. */
export interface Job<Data = object> {
  readonly id: string;
  readonly data: Data;
  /** Aborted when the job's lease was lost or the process stops for good: another worker may have it now. */
  readonly signal: AbortSignal;
}

/**
 * One kind of job, as its feature declares it: what is enqueued, and how it is run. A constant.
 *
 * A job runs at least once. Its worker may die after the work and before the record of it, so a handler must
 * give the same result when it runs again.
 */
export interface JobDeclaration<Schema extends TSchema = TSchema> {
  readonly name: string;
  /** What a job carries: ids, spelled as the columns of rows are. */
  readonly data: Schema;
  /**
   * How release 0.1.0 spelled what the job carries, name by name. Jobs of such a process run here, and ours there, as
   * long as both work on one database: they carry both spellings.
   */
  readonly formerNames?: Readonly<Record<string, string>>;
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
   * With true, every enqueue must give a `singletonKey`, and is dropped while an earlier job with the same key
   * has not started.
   */
  readonly oneWaitingPerKey?: boolean;
}

/** A declared job with what does it. Whatever its handler needs arrives as `deps` when the workers start. */
export interface JobDefinition<Deps, Schema extends TSchema = TSchema> extends JobDeclaration<Schema> {
  /** Throws to have the job retried, also for data that is not the job's. */
  handle(deps: Deps, job: Job): Promise<void>;
  /** For jobs of which there are many: how several are done at once. */
  readonly batch?: Batch<Deps>;
}

export interface Batch<Deps, Data = object> {
  /** The most jobs that are taken at once. */
  readonly size: number;
  /** Does all of them. When it throws, each is handled by itself, so that one fault holds up no other. */
  handle(deps: Deps, jobs: readonly Job<Data>[]): Promise<void>;
}

/** What a job of this kind carries. */
export type DataOf<Declaration extends JobDeclaration> = Static<Declaration['data']>;

/** Writes a declaration with its types spelled once. */
export const declareJob = <Schema extends TSchema>(job: JobDeclaration<Schema>): JobDeclaration<Schema> =>
  job;

/** The declared job with its handler, which is given data of the declared form only. */
export const handleJob = <Schema extends TSchema, Deps>(
  job: JobDeclaration<Schema>,
  handle: (deps: Deps, job: Job<Static<Schema>>) => Promise<void>,
  batch?: Batch<Deps, Static<Schema>>,
): JobDefinition<Deps, Schema> => ({
  ...job,
  handle: async (deps, given) => handle(deps, parsed(job, given)),
  ...(batch && {
    batch: {
      size: batch.size,
      handle: async (deps: Deps, given: readonly Job[]) =>
        batch.handle(
          deps,
          given.map((each) => parsed(job, each)),
        ),
    },
  }),
});

/** The job with its data in our spelling. Throws where the data is not that of such a job. */
function parsed<Schema extends TSchema>(
  { name, data: schema, formerNames = {} }: JobDeclaration<Schema>,
  job: Job,
): Job<Static<Schema>> {
  const given = Object.entries(job.data);
  const renamed = given.map(([key, value]) => [formerNames[key] ?? key, value]);
  const data: unknown = { ...Object.fromEntries(renamed), ...job.data };
  if (!Check(schema, data)) {
    const [error] = Errors(schema, data);
    throw new Error(
      `Job ${job.id} is not what "${name}" does: its data${error?.instancePath ?? ''} ${error?.message ?? ''}.`,
    );
  }
  return { id: job.id, data, signal: job.signal };
}

/** The data as it is stored: in our spelling, and beside it in that of release 0.1.0 where there was one. */
export function storedData<Schema extends TSchema>(
  { formerNames = {} }: JobDeclaration<Schema>,
  data: Static<Schema>,
): object {
  const ours = data as Readonly<Record<string, unknown>>;
  const former = Object.entries(formerNames).filter(([, name]) => name in ours);
  return { ...ours, ...Object.fromEntries(former.map(([theirs, name]) => [theirs, ours[name]])) };
}
