/** A question to the API, and how it is asked. Two queries with one key are the same question. */
export interface Query<T> {
  readonly key: string;
  /** What its answer is of; changes tell by it whose answers they make stale. */
  readonly about: 'event-type' | 'availability' | 'booking';
  /** The id of that event type or booking. */
  readonly id: string;
  /** Asks. The signal is aborted when nobody waits for the answer any more, or when it is asked anew. */
  readonly fetch: (signal: AbortSignal) => Promise<T>;
}

/** Where a question stands. It is replaced by another one when something changes, never changed itself. */
export interface QuerySnapshot<T> {
  /** The newest answer; it stays while a newer one is asked for, or cannot be had. */
  readonly data: T | undefined;
  /** Why the last request failed; gone with the next answer. */
  readonly error: Error | undefined;
  readonly isFetching: boolean;
}

/** A question that was never asked. */
export const unasked: QuerySnapshot<never> = { data: undefined, error: undefined, isFetching: false };
