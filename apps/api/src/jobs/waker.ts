/** How long a job that nobody announced waits: one that was deferred, tried again, or enqueued by another process. */
const pollEveryMs = 500;

/** Makes this process's workers look for jobs. */
export interface Waker {
  /** Has one worker look for jobs of this name, very soon. Many calls in one turn cost what one does. */
  wake(name: string): void;
  /** From now on, one worker of each of these names looks for jobs twice a second. */
  start(names: readonly string[]): void;
  isStarted(): boolean;
  stop(): void;
}

/**
 * The queue's own polling has every worker of a process ask the database by itself, which many workers make dear, and
 * sleeps through an hour when the system's clock is set back by one. So one worker of each kind is woken by a timer.
 */
export function createWaker(wakeNow: (name: string) => void): Waker {
  const named = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const wakeNamed = () => {
    const names = new Set(named);
    named.clear();
    names.forEach(wakeNow);
  };
  const wake = (name: string) => {
    if (!timer) return;
    if (named.size === 0) setImmediate(wakeNamed);
    named.add(name);
  };
  return {
    wake,
    start(names) {
      timer = setInterval(() => names.forEach(wake), pollEveryMs);
    },
    isStarted: () => timer !== undefined,
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
