import type { FastifyReply } from 'fastify';
import { type Html, html } from '../lib/html.ts';

export interface HtmlPage {
  readonly title: string;
  /** What the head holds beside title, encoding and viewport. */
  readonly head: Html;
  readonly body: Html;
  /** More attributes of `html`, each with a space before it. */
  readonly rootAttributes?: Html;
  /** The same of `body`. */
  readonly bodyAttributes?: Html | false;
}

/** A document in English. Its addresses are relative, so a proxy may add a prefix. */
export const htmlPage = ({ title, head, body, rootAttributes, bodyAttributes }: HtmlPage): string =>
  html`<!doctype html>
<html lang="en"${rootAttributes}>
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
</head>
<body${bodyAttributes}>
${body}
</body>
</html>
`.markup;

interface PageHeaders {
  /** What the page may do beside nothing, as the directives of a Content-Security-Policy. */
  readonly policy: string;
  /** Whether the page is nobody else's business: it is kept nowhere, and its address told to nobody. */
  readonly isSecret: boolean;
}

/** Gives a page its headers: it loads nothing, and may be framed and sent to nowhere, but by its policy. */
export const withHtmlHeaders = (reply: FastifyReply, { policy, isSecret }: PageHeaders): FastifyReply =>
  reply.headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; base-uri 'none'; ${policy}`,
    'cache-control': isSecret ? 'no-store' : 'no-cache',
    'referrer-policy': isSecret ? 'no-referrer' : 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  });
