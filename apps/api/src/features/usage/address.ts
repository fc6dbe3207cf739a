import ipaddr from 'ipaddr.js';

/**
 * The name under which a client's requests are counted: an IPv4 address, or the /64 of an IPv6 one, since whoever
 * has one of its addresses has them all. What is no address, such as a unix socket, is one client.
 */
export function clientOf(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address); // an IPv4 address that is mapped into IPv6 becomes one again
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const network = (parsed as ipaddr.IPv6).parts.slice(0, 4);
  return `${network.map((part) => part.toString(16)).join(':')}::/64`;
}
