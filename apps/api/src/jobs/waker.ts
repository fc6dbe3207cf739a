import type { DatabaseLogger } from '../db/database.ts';
import type { Owner } from '../lib/principal.ts';
import type { Due } from './find-due.ts';

/** How long what nobody announced waits in a process that has something to do. */
const pollEveryMs = 500;
/** After so many polls that found nothing, while nobody announced anything, only one of as many is made. */
const quietPolls = 10;
/** So far ahead it looks then: what comes due before the next one has this process poll as before, and is found in time. */
const aheadMs = pollEveryMs * quietPolls;

/** Makes this process's workers look for jobs and attempts. */
export interface Waker {
  /** Has one worker look for jobs of this name, very soon. Many calls in one turn cost what one does. */
  wake(name: string): void;
  /** Has whatever is due looked for, now. */
  poll(): void;
  /** Something happens that may make something due soon: polls as it does when there is something to do. */
  stir(): void;
  /** From now on, whatever is due is looked for twice a second, or every five seconds while there is nothing. */
  start(): void;
  isStarted(): boolean;
  stop(): void;
}

export interface WakerOptions {
  /** Has one worker look for jobs. */
  wakeNow(name: string): void;
  /** Has the attempts of this owner looked for. */
  wakeOwner(name: string, owner: Owner): void;
  /** What is due, or will be so many milliseconds from now. */
  findDue(aheadMs: number): Promise<readonly Due[]>;
  readonly logger: DatabaseLogger;
}

/**
 * The queue's own polling has every worker of a process ask the database by itself, which many workers make dear, and
 * sleeps through an hour when the system's clock is set back by one. So a timer asks for all kinds at once and wakes those
 * that have something to do: an idle process costs next to nothing.
 */
export function createWaker({ wakeNow, wakeOwner, findDue, logger }: WakerOptions): Waker {
  const named = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let quietTicks = 0;
  const stir = () => {
    quietTicks = 0;
  };
  const wakeNamed = () => {
    const names = new Set(named);
    named.clear();
    names.forEach(wakeNow);
  };
  const wake = (name: string) => {
    stir();
    if (!timer) return;
    if (named.size === 0) setImmediate(wakeNamed);
    named.add(name);
  };
  let polling = false;
  const poll = async (ahead = 0) => {
    if (polling) return; // the answer before this one takes its time
    polling = true;
    try {
      for (const { name, owner } of await findDue(ahead)) {
        stir();
        if (owner) wakeOwner(name, owner);
        else wake(name);
      }
    } catch (error) {
      if (timer) logger.warn({ err: error }, 'Jobs were not looked for; the next poll does.');
    } finally {
      polling = false;
    }
  };
  return {
    wake,
    stir,
    poll() {
      stir(); // somebody has announced something
      void poll();
    },
    start() {
      stir();
      timer = setInterval(() => {
        const isQuiet = quietTicks >= quietPolls;
        if (!isQuiet) void poll();
        else if (quietTicks % quietPolls === 0) void poll(aheadMs);
        quietTicks++;
      }, pollEveryMs);
      void poll();
    },
    isStarted: () => timer !== undefined,
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
