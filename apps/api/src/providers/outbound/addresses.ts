import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type Network = readonly [address: Address, bits: number];

/** Addresses and networks that the operator opened, such as 10.0.0.0/8: without bits, the one address. */
export const parseNetworks = (allow: readonly string[]): readonly Network[] =>
  allow.map((text) => {
    if (text.includes('/')) return ipaddr.parseCIDR(text);
    const address = ipaddr.parse(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  });

export type Protocol = 'https:' | 'http:';

/** Whether a connection may go there: https to public addresses, and anything to what the operator opened. */
export function isReachable(text: string, protocol: Protocol, opened: readonly Network[]): boolean {
  if (isIP(text) === 0) return false; // ipaddr.js reads 127.1 and 0177.0.0.1 too, each system in its own way
  const address = ipaddr.parse(text);
  return isOpened(address, opened) || (protocol === 'https:' && isPublic(address));
}

const isOpened = (address: Address, opened: readonly Network[]) =>
  opened.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));

/** What IANA gives out for global unicast over IPv6. Everything else there is reserved, or carries an IPv4 address. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Looks public and answers machines of one cloud only, with their metadata. */
const cloudAddress = '168.63.129.16';

/**
 * Nothing but plain unicast. Addresses that carry another one (IPv4-mapped, NAT64, 6to4, Teredo) are refused whatever
 * they carry: whoever means that address can say so.
 */
function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  if (address.kind() === 'ipv4') return address.toString() !== cloudAddress;
  return address.match(...globalUnicast);
}

/** Where a host leads without asking a resolver: a literal, or this machine. Null: a name that has to be resolved. */
export function knownAddresses(host: string): readonly string[] | null {
  if (isIP(host) !== 0) return [host];
  return /^(.+\.)?localhost\.?$/.test(host) ? ['127.0.0.1', '::1'] : null;
}
