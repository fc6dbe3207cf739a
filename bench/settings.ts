import type { Checkout } from './checkout.ts';
import type { BenchPostgres } from './postgres.ts';

/** How much is measured. */
export interface Settings {
  /** The present: times that are booked lie in the next year. */
  readonly now: number;
  /** Of each work before it is measured. */
  readonly engineWarmUpCalls: number;
  readonly engineRounds: number;
  /** How often each contender over HTTP is measured, all of them in turn. */
  readonly httpRounds: number;
  readonly roundSeconds: number;
  readonly warmUpSeconds: number;
  readonly connections: number;
  readonly organizations: number;
  /** Made at once, and then all that follows from them is waited for. */
  readonly lives: number;
  readonly starts: number;
  /** From ready to the reading of memory, and again as long for what an idle server uses of the processors. */
  readonly idleSeconds: number;
}

export const fullRun = (now: number): Settings => ({
  now,
  engineWarmUpCalls: 2_000,
  engineRounds: 500,
  httpRounds: 5,
  roundSeconds: 4,
  warmUpSeconds: 4,
  connections: 32,
  organizations: 200,
  lives: 600,
  starts: 3,
  idleSeconds: 10,
});

/** Shows within seconds that everything runs. Its figures mean little. */
export const quickRun = (now: number): Settings => ({
  now,
  engineWarmUpCalls: 20,
  engineRounds: 5,
  httpRounds: 1,
  roundSeconds: 1,
  warmUpSeconds: 0.2,
  connections: 8,
  organizations: 8,
  lives: 24,
  starts: 1,
  idleSeconds: 0.2,
});

/** A server or a database. */
export interface Closable {
  close(): Promise<void>;
}

/** What a part works with. */
export interface PartContext {
  readonly settings: Settings;
  /** A real PostgreSQL that writes every commit to disk. */
  readonly postgres: BenchPostgres;
  /** Another checkout, whose server is measured in the same rounds. */
  readonly beside?: Checkout | undefined;
  /** Waits for what is being made; it is closed after the part, the last one first. */
  keep<T extends Closable>(making: Promise<T>): Promise<T>;
}
