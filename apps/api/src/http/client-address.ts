import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the request comes from, as the socket tells it or trusted proxies; undefined for a unix socket. */
    address: string | undefined;
  }
}

/** Longer chains of proxies than this are nobody's. */
const maxHops = 20;

/**
 * Teaches the server where requests come from: the address of the socket, and behind trusted proxies the last one in
 * `X-Forwarded-For` that is none of them. Ports are left out; at what is no address the chain ends, so that nonsense
 * is counted to the proxy that passed it on and not to a client of that name.
 * @param proxies addresses and networks such as 10.0.0.0/8
 */
export function useClientAddress(server: FastifyInstance, proxies: readonly string[]): void {
  const networks = proxies.map(networkOf);
  const isProxy = (address: string) => {
    const parsed = ipaddr.process(address);
    return networks.some(
      ([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits),
    );
  };
  server.decorateRequest('address', undefined);
  server.addHook('onRequest', async (request) => {
    request.address = addressOf(request, isProxy);
  });
}

function addressOf({ socket, headers }: FastifyRequest, isProxy: (address: string) => boolean) {
  let address = socket.remoteAddress;
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',');
  let end = forwarded.length;
  for (let hop = 0; hop < maxHops && end > 0; hop++) {
    if (address === undefined || !ipaddr.isValid(address) || !isProxy(address)) return address;
    const start = forwarded.lastIndexOf(',', end - 1);
    const next = withoutPort(forwarded.slice(start + 1, end).trim());
    if (next === null) return address;
    address = next;
    end = start;
  }
  return address;
}

/** `203.0.113.7:4711`, `[2001:db8::1]:443`, or either without a port; null for anything else. */
function withoutPort(text: string): string | null {
  const [, bracketed, v4] = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d{1,5})?$/.exec(text) ?? [];
  const address = bracketed ?? v4 ?? text;
  return ipaddr.isValid(address) && (address.includes(':') || ipaddr.IPv4.isValidFourPartDecimal(address))
    ? address
    : null;
}

function networkOf(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
