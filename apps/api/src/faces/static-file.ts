import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A file as it is sent: read once, and compressed once, when it is first asked for. */
export interface StaticFile {
  readonly type: string;
  readonly plain: Buffer;
  gzipped(): Buffer;
  /** Changes with the content. */
  readonly version: string;
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

const yearSeconds = 365 * 24 * 60 * 60;

/** Reads a file that is sent to browsers. Throws when there is none. */
export function loadStaticFile(path: string | URL): StaticFile {
  return staticFile(
    types[String(path).split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    readFileSync(path),
  );
}

/** The same of what was made here. */
export function staticFile(type: string, content: Buffer | string): StaticFile {
  const plain = Buffer.from(content);
  const version = createHash('sha256').update(plain).digest('base64url').slice(0, 12);
  let gzipped: Buffer | undefined;
  return {
    type,
    plain,
    gzipped: () => {
      gzipped ??= gzipSync(plain);
      return gzipped;
    },
    version,
  };
}

/**
 * Sends the file, or 304 to whoever has it. Under an address that names its version it may be kept for good, else for
 * `maxAgeSeconds`, and is asked for again after that.
 */
export function sendStaticFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, maxAgeSeconds }: { file: StaticFile; maxAgeSeconds: number },
): FastifyReply {
  const isVersioned = (request.query as { v?: unknown }).v === file.version;
  reply.headers({
    'cache-control': isVersioned
      ? `public, max-age=${yearSeconds}, immutable`
      : `public, max-age=${maxAgeSeconds}, stale-while-revalidate=${7 * 24 * 60 * 60}`,
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*', // the widget asks for its language from the page that it is in
    'x-content-type-options': 'nosniff',
  });
  return sendUnlessHeld(request, reply, file);
}

/** Sends the file, compressed to whoever takes that, or 304 to whoever has it. */
export function sendUnlessHeld(request: FastifyRequest, reply: FastifyReply, file: StaticFile): FastifyReply {
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const etag = `"${file.version}${takesGzip ? '-gzip' : ''}"`;
  reply.headers({ vary: 'accept-encoding', etag });
  if (hasIt(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (takesGzip) reply.header('content-encoding', 'gzip');
  return reply.type(file.type).send(takesGzip ? file.gzipped() : file.plain);
}

/** RFC 9110 section 13.1.2: a list of tags, weak ones too, or any. */
const hasIt = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((each) => ['*', etag].includes(each.trim().replace(/^W\//, ''))) ?? false;
