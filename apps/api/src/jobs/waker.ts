import type { DatabaseLogger } from '../db/database.ts';

/** How long a job that nobody announced waits: one that was deferred, tried again, or enqueued by another process. */
const pollEveryMs = 500;

/** Makes this process's workers look for jobs. */
export interface Waker {
  /** Has one worker look for jobs of this name, very soon. Many calls in one turn cost what one does. */
  wake(name: string): void;
  /** Has whatever is due looked for, now. */
  poll(): void;
  /** From now on, one worker of each kind of which a job is due looks for it, twice a second. */
  start(): void;
  isStarted(): boolean;
  stop(): void;
}

export interface WakerOptions {
  wakeNow(name: string): void;
  /** The names of those kinds of which a job is due. */
  findDue(): Promise<readonly string[]>;
  readonly logger: DatabaseLogger;
}

/**
 * The queue's own polling has every worker of a process ask the database by itself, which many workers make dear, and
 * sleeps through an hour when the system's clock is set back by one. So a timer asks for all kinds at once, by one
 * statement, and wakes those that have something to do: an idle process costs next to nothing.
 */
export function createWaker({ wakeNow, findDue, logger }: WakerOptions): Waker {
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
  let polling = false;
  const poll = async () => {
    if (polling) return; // the answer before this one takes its time
    polling = true;
    try {
      (await findDue()).forEach(wake);
    } catch (error) {
      if (timer) logger.warn({ err: error }, 'Jobs were not looked for; the next poll does.');
    } finally {
      polling = false;
    }
  };
  return {
    wake,
    poll: () => void poll(),
    start() {
      timer = setInterval(poll, pollEveryMs);
      void poll();
    },
    isStarted: () => timer !== undefined,
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
