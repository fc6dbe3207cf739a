import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import fastify from 'fastify';

export interface ReferenceScript {
  readonly plain: Buffer;
  readonly gzipped: Buffer;
}

let loading: Promise<ReferenceScript> | undefined;

/** The script that draws the reference. It is large, so it is loaded when the page is first asked for. */
export function referenceScript(): Promise<ReferenceScript> {
  loading ??= load();
  return loading;
}

/** The package keeps the script inside its fastify plugin, so a server that never listens hands it out. */
async function load(): Promise<ReferenceScript> {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const source = fastify();
  await source.register(plugin, { configuration: { url: '/' } });
  const { rawPayload: plain } = await source.inject('/reference/js/scalar.js');
  await source.close();
  return { plain, gzipped: await promisify(gzip)(plain) };
}
