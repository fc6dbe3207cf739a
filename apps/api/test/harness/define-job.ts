import { Type } from 'typebox';
import {
  type Batch,
  handleJob,
  type Job,
  type JobDeclaration,
  type JobDefinition,
} from '../../src/jobs/definition.ts';

interface Written<Data extends object, Deps> extends Omit<JobDeclaration, 'data'> {
  handle(deps: Deps, job: Job<Data>): Promise<void>;
  readonly batch?: Batch<Deps, Data>;
}

const dataOf = <Data extends object>() => Type.Unsafe<Data>(Type.Object({}));

/** A job of a test, declared and handled in one place, with its types spelled once. It takes any data. */
export const defineJob =
  <Data extends object, Deps>() =>
  ({ handle, batch, ...job }: Written<Data, Deps>): JobDefinition<Deps, ReturnType<typeof dataOf<Data>>> =>
    handleJob({ ...job, data: dataOf<Data>() }, handle, batch);
