import { defineJob } from './define-job.ts';

/** Does what the process that runs it wants: to hang, or to note that it ran. */
export const hangs = defineJob<{ by: string }, { run(): Promise<void> }>()({
  name: 'test.hangs',
  retryLimit: 3,
  handle: (deps) => deps.run(),
});
