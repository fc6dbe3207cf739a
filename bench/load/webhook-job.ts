/** What the bare sender is told. */
export interface SendingJob {
  readonly url: string;
  readonly seconds: number;
  /** Sent before the time is taken. */
  readonly warmUpSeconds: number;
  readonly inFlight: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What it did. */
export interface SendingResult {
  readonly sent: number;
  readonly seconds: number;
  /** Processor time of its process. */
  readonly cpuMs: number;
}

/** What the receiver has counted since it was last asked to forget. */
export interface Received {
  readonly requests: number;
  /** With different ids. */
  readonly messages: number;
  readonly lastAt: number;
}

/** When the first request about a message came, and which booking it tells of. */
export interface Arrival {
  readonly at: number;
  readonly booking: string;
}
