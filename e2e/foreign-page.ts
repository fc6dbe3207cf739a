import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, inject } from 'vitest';

/** A page of somebody else's site: other origin, own policy. */
export interface ForeignPage {
  readonly body: string;
  readonly lang?: string;
  /** More for the head. */
  readonly head?: string;
}

let site: Server | undefined;
const pages: string[] = [];
afterAll(async () => {
  site?.closeAllConnections();
  site?.close();
});

/**
 * Puts a page on a site of another origin and gives its address. The site's policy is strict: beside itself it names
 * the server of the widget only, and allows no script and no style in the page.
 */
export async function foreignPage({ body, lang = 'en', head = '' }: ForeignPage): Promise<string> {
  const script = `<script src="${inject('serverUrl')}/widget/v1/astrocal.js" defer></script>`;
  const number = pages.push(`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Acme</title>
<link rel="icon" href="data:,">
${script}${head}
</head>
<body>
<main>
<h1>Acme</h1>
${body}
</main>
</body>
</html>`);
  return `${await foreignOrigin()}/${number - 1}`;
}

/** The origin of that site: the server's host, on another port. */
export async function foreignOrigin(): Promise<string> {
  if (!site) {
    const api = inject('serverUrl');
    site = createServer((request, response) => {
      const page = pages[Number(request.url?.slice(1))];
      response.writeHead(page === undefined ? 404 : 200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; script-src ${api}; connect-src ${api}; frame-src ${api}; img-src data:; style-src 'none'`,
      });
      response.end(page);
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
  }
  const address = site.address();
  if (address === null || typeof address === 'string') throw new Error('The site has no port.');
  return `http://127.0.0.1:${address.port}`;
}
