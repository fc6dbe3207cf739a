/** Why there is no answer. */
export type OutboundFault =
  | 'invalid_url'
  | 'refused_address'
  | 'dns_failure'
  | 'connect_failure'
  | 'tls_failure'
  | 'timeout'
  | 'reset'
  | 'bad_response'
  | 'closed';

// Safe to show to whoever gave the URL: a sentence tells nothing of what stands behind a name or an address.
const sentences: Readonly<Record<OutboundFault, string>> = {
  invalid_url: 'The URL is not an https address without credentials.',
  refused_address: 'The URL leads to an address that is not public.',
  dns_failure: 'The name in the URL could not be resolved.',
  connect_failure: 'No connection could be made.',
  tls_failure: 'No secure connection could be made: see that the certificate is valid for this name.',
  timeout: 'There was no complete answer in time.',
  reset: 'The connection ended before the answer was complete.',
  bad_response: 'The answer is not valid HTTP.',
  closed: 'The server is stopping.',
};

/** A request that got no answer. The cause, if any, is for the log only. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly code: OutboundFault;
  /** From the start of the request until it was given up. */
  readonly durationMs: number;

  constructor(code: OutboundFault, durationMs = 0, cause?: unknown) {
    super(sentences[code], { cause });
    this.code = code;
    this.durationMs = durationMs;
  }
}
