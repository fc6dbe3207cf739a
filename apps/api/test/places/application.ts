import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<true>();

/** Runs what the application does, as against what a test does by itself. */
export const asApplication = <T>(work: () => T): T => scope.run(true, work);

/** Whether the caller runs in that. */
export const isOfApplication = (): boolean => scope.getStore() === true;
