import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const bundle = fileURLToPath(new URL('../bundle/', import.meta.url));

/** A policy that allows nothing but scripts and requests of the page's own origin. */
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; base-uri 'none'";

export interface ServedPage {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves the bundle as the API does, and at `/{lang}` a page under a strict policy with the given body. */
export async function servePage(body: string): Promise<ServedPage> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    if (pathname.startsWith('/widget/v1/')) {
      const file = await readFile(path.join(bundle, path.basename(pathname)));
      const type = pathname.endsWith('.js') ? 'text/javascript' : 'application/json';
      return response.writeHead(200, { 'content-type': type }).end(file);
    }
    const lang = pathname.slice(1) || 'en';
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    });
    response.end(`<!doctype html><html lang="${lang}"><head><title>A page</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <script src="/widget/v1/astrocal.js" async></script></head>
      <body><main><h1>A page</h1>${body}</main></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
