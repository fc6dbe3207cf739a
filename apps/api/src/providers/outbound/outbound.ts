import { Agent } from 'undici';
import { parseNetworks } from './addresses.ts';
import { createConnector, type Resolve } from './connector.ts';
import {
  exchange,
  type OutboundAnswer,
  type OutboundFile,
  type OutboundRequest,
  readBytes,
  readText,
} from './exchange.ts';
import { judgeUrl, type UrlJudgement } from './judge-url.ts';
import { OutboundError } from './outbound-error.ts';
import { createNameResolver } from './resolve-names.ts';

export interface OutboundOptions {
  /** Addresses and networks that the operator opened, http included, such as 10.0.0.0/8. */
  readonly allow: readonly string[];
  readonly timeoutMs?: number;
  readonly maxBodyBytes?: number;
  /** What the system's files and name servers say unless told. */
  readonly resolve?: Resolve;
}

/** The one way out: everything that this server asks of another goes through here. */
export interface Outbound {
  /** What can be said of a URL before anything is sent to it. */
  judgeUrl(url: string): UrlJudgement;
  /** The answer, whatever its status; throws OutboundError when there is none. */
  send(request: OutboundRequest): Promise<OutboundAnswer>;
  /** A file by GET, of which so many bytes are wanted. As `send`: redirects are answers, and nobody follows them. */
  fetchFile(file: { readonly url: string; readonly maxBytes: number }): Promise<OutboundFile>;
  /** Ends all connections. Requests that are under way fail with `closed`. */
  close(): Promise<void>;
}

/** Opens the way out, with a pool of connections to each origin. */
export function createOutbound({
  allow,
  timeoutMs = 15_000,
  maxBodyBytes = 64 * 1024,
  resolve,
}: OutboundOptions): Outbound {
  const opened = parseNetworks(allow);
  const names = createNameResolver();
  // The pool has no timeouts of its own: the deadline of a request covers them all.
  const agent = new Agent({
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: createConnector({ opened, resolve: resolve ?? names.resolve, timeoutMs }),
  });

  /** Where a URL leads. Throws OutboundError where nothing may be sent there. */
  const judged = (text: string) => {
    const judgement = judgeUrl(text, opened);
    if (judgement.ok) return { agent, url: judgement.url };
    throw new OutboundError(judgement.reason === 'address' ? 'refused_address' : 'invalid_url');
  };

  return {
    judgeUrl: (url) => judgeUrl(url, opened),
    async send({ url, maxResponseBytes = maxBodyBytes, ...request }) {
      const maxBytes = Math.min(maxResponseBytes, maxBodyBytes);
      return exchange(judged(url), request, { timeoutMs, maxBytes }, readText);
    },
    async fetchFile({ url, maxBytes }) {
      return exchange(judged(url), { method: 'GET' }, { timeoutMs, maxBytes }, readBytes);
    },
    close() {
      names.close();
      return agent.destroy();
    },
  };
}
