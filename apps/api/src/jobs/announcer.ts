import type { Broadcast } from '../db/database.ts';
import type { QueueLogger } from './workers.ts';

const topic = 'astrocal_jobs';

/** Each announcement is a commit of its own, so a busy process makes one of many. */
const pauseMs = 20;

/** Tells the workers of other processes that there are jobs. */
export interface Announcer {
  /** There is a job of this name. */
  announce(name: string): void;
  /** Sends what is not sent yet, without waiting for it, and nothing afterwards. */
  stop(): void;
}

export function createAnnouncer(broadcast: Broadcast, logger: QueueLogger): Announcer {
  const named = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const send = () => {
    timer = undefined;
    if (named.size === 0) return;
    const text = [...named].join();
    named.clear();
    timer = setTimeout(send, pauseMs);
    broadcast
      .send(topic, text)
      .catch((error) =>
        logger.warn({ err: error }, 'Jobs were not announced; workers find them by polling.'),
      );
  };
  return {
    announce(name) {
      named.add(name);
      if (!timer) send();
    },
    stop() {
      clearTimeout(timer);
      send();
      clearTimeout(timer);
    },
  };
}

/** Calls `wake` with every name that another process announces, and with all of `names` when it may have missed some. */
export function hearAnnouncements(
  broadcast: Broadcast,
  { names, wake }: { readonly names: readonly string[]; readonly wake: (name: string) => void },
): () => Promise<void> {
  return broadcast.listen(topic, {
    hear: (text) => text.split(',').forEach(wake),
    connected: () => names.forEach(wake),
  });
}
