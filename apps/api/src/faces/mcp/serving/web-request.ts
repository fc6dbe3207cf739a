import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The request as the web has it, without its body, which is parsed; ended when its caller hangs up. */
export function webRequest({ method, url, headers }: FastifyRequest, reply: FastifyReply): Request {
  const ending = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) ending.abort();
  });
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // Who asks is known by now: the key goes no further. The length is that of a body which is not sent along.
    if (value !== undefined && name !== 'authorization' && name !== 'content-length')
      given.set(name, String(value));
  }
  return new Request(new URL(url, 'http://localhost'), { method, headers: given, signal: ending.signal });
}

/** Answers with what the web has: a stream as it comes, anything else as text. */
export async function sendWebResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status);
  for (const [name, value] of response.headers) reply.header(name, value);
  if (!response.body) return reply.send();
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream');
  return reply.send(streams ? Readable.fromWeb(response.body as ReadableStream) : await response.text());
}
