import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { DatabaseLogger, Hearer } from './database.ts';

const connectAgainAfterMs = 1_000;

/**
 * Hears what is sent on `topic`, on a connection of its own that is made anew whenever it is lost. Returns the function
 * that ends this.
 */
export function listenOn(
  config: pg.ClientConfig,
  { topic, hearer, logger }: { topic: string; hearer: Hearer; logger: DatabaseLogger },
): () => Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  const listening = keepListening();

  async function keepListening(): Promise<void> {
    while (!signal.aborted) {
      try {
        await listenUntilLost();
      } catch (error) {
        if (signal.aborted) return;
        logger.warn({ err: error }, 'The connection that hears of new jobs was lost; they are polled for.');
      }
      await pause(connectAgainAfterMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async function listenUntilLost(): Promise<void> {
    const client = new pg.Client({ ...config, keepAlive: true, keepAliveInitialDelayMillis: 10_000 });
    client.on('notification', ({ payload = '' }) => hearer.hear(payload));
    const lost = once(client, 'end', { signal }); // rejects with an error of the connection, too
    lost.catch(() => undefined);
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(topic)}`);
      hearer.connected();
      await lost;
    } finally {
      client.on('error', () => undefined);
      await client.end().catch(() => undefined);
    }
  }

  return () => {
    ending.abort();
    return listening;
  };
}
