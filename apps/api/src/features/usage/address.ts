import ipaddr from 'ipaddr.js';

/** A name under which a client's requests are counted, and how many times the limit of one client it has. */
export interface ClientShare {
  readonly name: string;
  readonly times: number;
}

/** One network of /48 holds 65,536 of /64: together they have what ten clients have. */
const clientsOfSite = 10;

/**
 * The names under which a client's requests are counted: an IPv4 address; or the /64 of an IPv6 one, since whoever
 * has one of its addresses has them all, and beside it the /48 that one customer is given. What is no address, such as
 * a unix socket, is one client.
 */
export function clientOf(address: string | undefined): readonly [ClientShare, ...ClientShare[]] {
  if (address === undefined || !ipaddr.isValid(address)) return [{ name: 'unknown', times: 1 }];
  const parsed = ipaddr.process(address); // an IPv4 address that is mapped into IPv6 becomes one again
  if (parsed.kind() === 'ipv4') return [{ name: parsed.toString(), times: 1 }];
  const parts = (parsed as ipaddr.IPv6).parts.map((part) => part.toString(16));
  return [
    { name: `${parts.slice(0, 4).join(':')}::/64`, times: 1 },
    { name: `${parts.slice(0, 3).join(':')}::/48`, times: clientsOfSite },
  ];
}
