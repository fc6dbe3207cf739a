import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

// A page that books by React's hooks, and beside it the widget:
//
//   API=http://127.0.0.1:3000 EVENT_TYPE=evt_… node_modules/.bin/node examples/react-page/serve.ts

const home = import.meta.dirname;
const files: Readonly<Record<string, string>> = {
  '/': 'text/html; charset=utf-8',
  '/page.css': 'text/css; charset=utf-8',
};

/** A page that is served, and how to end it. */
export interface ServedPage {
  readonly url: string;
  stop(): Promise<void>;
}

/** Bundles the page and serves it on a port of this machine, 0 for any that is free. */
export async function servePage(port = 0): Promise<ServedPage> {
  const modules = await bundle();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const type = files[pathname];
    const module = modules.get(pathname);
    if (module !== undefined) response.setHeader('content-type', 'text/javascript').end(module);
    else if (type === undefined) response.writeHead(404).end();
    else {
      const text = await readFile(path.join(home, pathname === '/' ? 'index.html' : pathname));
      response.setHeader('content-type', type).end(text);
    }
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The modules of the page by their addresses. The widget is one of its own, which is loaded when it is shown. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const build = await rolldown({
    input: path.join(home, 'main.tsx'),
    platform: 'browser',
    logLevel: 'warn',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  return new Map(output.flatMap((part) => (part.type === 'chunk' ? [[`/${part.fileName}`, part.code]] : [])));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { API = 'http://127.0.0.1:3000', EVENT_TYPE } = process.env;
  if (!EVENT_TYPE) throw new Error('Set EVENT_TYPE to the id of an event type.');
  const { url } = await servePage(8080);
  console.log(`Open ${url}?${new URLSearchParams({ api: API, event_type: EVENT_TYPE })}`);
}
