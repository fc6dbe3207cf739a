import { buildConnector } from 'undici';
import { isReachable, knownAddresses, type Network, type Protocol } from './addresses.ts';
import { OutboundError } from './outbound-error.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

export interface ConnectorOptions {
  readonly opened: readonly Network[];
  readonly resolve: Resolve;
  readonly timeoutMs: number;
}

/**
 * Makes connections to judged addresses only. A name is resolved once for each connection, its addresses are judged,
 * and the socket is given those and no name: nothing can change in between. TLS and `Host` still say the name.
 */
export function createConnector({ opened, resolve, timeoutMs }: ConnectorOptions): buildConnector.connector {
  const connectorFor = (protocol: Protocol) =>
    buildConnector({
      allowH2: false,
      timeout: timeoutMs,
      autoSelectFamily: true, // asks for all addresses, and tries the next one when one is dead
      lookup: (hostname, _options, callback) =>
        reachableAddresses(hostname, protocol).then(
          (addresses) => callback(null, addresses),
          (error) => callback(error, []),
        ),
    });
  const connectors = { 'https:': connectorFor('https:'), 'http:': connectorFor('http:') };

  /** One address that is not reachable refuses the name: an honest name does not mix them, a rebinding one does. */
  async function reachableAddresses(hostname: string, protocol: Protocol) {
    const known = knownAddresses(hostname); // localhost: whichever of its two addresses is open
    const addresses =
      known?.filter((address) => isReachable(address, protocol, opened)) ?? (await resolved(hostname));
    if (!addresses.every((address) => isReachable(address, protocol, opened)))
      throw new OutboundError('refused_address');
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  }

  async function resolved(hostname: string): Promise<readonly string[]> {
    const addresses = await resolve(hostname).catch((cause: unknown) => {
      throw new OutboundError('dns_failure', 0, cause);
    });
    if (addresses.length === 0) throw new OutboundError('dns_failure');
    return addresses;
  }

  return (options, callback) => {
    const protocol = options.protocol as Protocol;
    // A socket asks no lookup about a literal, so a guard in the lookup alone would never see it.
    const known = knownAddresses(options.hostname);
    if (known && !known.some((address) => isReachable(address, protocol, opened)))
      return callback(new OutboundError('refused_address'), null);
    connectors[protocol](options, (error, socket) =>
      error ? callback(connectionError(error), null) : callback(null, socket),
    );
  };
}

/** What went wrong before there was a connection. */
function connectionError(error: NodeJS.ErrnoException): OutboundError {
  if (error instanceof OutboundError) return error;
  if (error.code === 'UND_ERR_CONNECT_TIMEOUT') return new OutboundError('timeout', 0, error);
  const isOfTcp = error.syscall === 'connect' || error instanceof AggregateError;
  return new OutboundError(isOfTcp ? 'connect_failure' : 'tls_failure', 0, error);
}
