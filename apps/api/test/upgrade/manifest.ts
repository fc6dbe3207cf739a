import type { Json } from './installation.ts';

/** What a client of the installation wrote down: an answer of the release, word for word. */
export interface RecordedAnswer {
  /** Of `keys`; null without a key. */
  readonly key: 'live' | 'test' | null;
  readonly path: string;
  readonly status: number;
  readonly body: Json;
}

/** What is in a fixture, and the secrets that its owner and its customers hold. */
export interface Manifest {
  readonly release: string;
  readonly database: 'postgres' | 'embedded';
  /** The instant at which everything was recorded. A test begins there, whenever it runs. */
  readonly at: string;
  readonly secretKey: string;
  readonly organizationId: string;
  readonly keys: Readonly<Record<'live' | 'test' | 'website' | 'revoked', string>>;
  /** By the names that the story gives them. */
  readonly eventTypes: Readonly<Record<string, string>>;
  readonly bookings: Readonly<Record<string, { readonly id: string; readonly token: string }>>;
  readonly entries: Readonly<Record<string, { readonly id: string; readonly token: string }>>;
  readonly endpoints: Readonly<Record<string, { readonly id: string; readonly secrets: readonly string[] }>>;
  /** A request that was sent under an Idempotency-Key, with the answer that it must have again. */
  readonly retried: { readonly idempotencyKey: string; readonly body: object; readonly answer: Json };
  /** The ids of the log to its end, by mode. */
  readonly log: Readonly<Record<'live' | 'test', readonly string[]>>;
  /** Messages of the log that no endpoint has been told of: their jobs wait. */
  readonly untold: readonly string[];
  /** Deliveries that wait for an attempt, to endpoints that are on, with the ids of their messages. */
  readonly deliveries: readonly { readonly id: string; readonly messageId: string }[];
  /** Mails of every status; those that are pending have a job. */
  readonly mails: readonly {
    readonly id: string;
    readonly kind: string;
    readonly to: string;
    readonly status: string;
  }[];
  /** The jobs that wait, and the instants from which they are due. */
  readonly jobs: readonly { readonly name: string; readonly due: string }[];
}
