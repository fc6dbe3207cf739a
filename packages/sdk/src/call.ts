/** How one call differs from what the client was set to. */
export interface CallOptions {
  /** Ends the call, its waiting between attempts included; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long one attempt may take. */
  readonly timeoutMs?: number | undefined;
  /** How often it is tried again. */
  readonly maxRetries?: number | undefined;
}

/** Options of a call that changes something. */
export interface ChangeOptions extends CallOptions {
  /**
   * Your name for this change, up to 255 characters: made again with the same name within 24 hours it has no second
   * effect. Each call has one of its own unless you say it; say it to repeat a change after a restart.
   */
  readonly idempotencyKey?: string | undefined;
}

/** Options of a call that the bearer of a token may make. */
export interface TokenOptions {
  /** The `cancel_token` of the booking or waitlist entry. It is sent in place of the API key. */
  readonly token?: string | undefined;
}

/** One call of an operation, as the generated methods describe it. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the names of its parameters: `/v1/bookings/{id}`. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: object | undefined;
  readonly body?: object | undefined;
  /** Whether it takes an Idempotency-Key. */
  readonly idempotent?: true;
  /** Whether it looks at no credentials, and so is sent none. */
  readonly open?: true;
  readonly options?: (ChangeOptions & TokenOptions) | undefined;
}

/** Makes a call and gives its answer; rejects with an AstrocalError, or the reason of the caller's signal. */
export type Send = <Answer>(call: Call) => Promise<Answer>;
