import type { FastifyRequest } from 'fastify';
import { nothingHere } from '../lib/api-error.ts';
import type { DeveloperAccess } from '../lib/developer-access.ts';

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/** What a proxy says of whom it speaks for. A tunnel or proxy on this machine comes by loopback for everybody. */
const forwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip'];

/**
 * Refuses a request for what is not for everybody as a path that does not exist. It is the socket that counts, whatever
 * a trusted proxy says.
 */
export function requireAccess({ socket, headers }: FastifyRequest, access: DeveloperAccess): void {
  const isLocal =
    loopback.test(socket.remoteAddress ?? '') && !forwarded.some((name) => headers[name] !== undefined);
  if (access === 'nobody' || (access === 'this machine' && !isLocal)) throw nothingHere();
}
