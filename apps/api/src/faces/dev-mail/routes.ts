import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../deps.ts';
import { readMail, readNewestMails } from '../../features/notifications/index.ts';
import { requireAccess } from '../../http/developer-access.ts';
import { keepFromOtherOrigins } from '../../http/origins.ts';
import { notFound, nothingHere } from '../../lib/api-error.ts';
import { randomToken } from '../../lib/crypto.ts';
import type { DeveloperAccess } from '../../lib/developer-access.ts';
import { withHtmlHeaders } from '../html-page.ts';
import { framedHtml, listPage, mailPage, toJson } from './mail-pages.ts';

const shown = 100;
const shownAsJson = 20;
const nothingElse = "form-action 'none'";

/**
 * The mailbox of whoever develops: every mail of the installation, with its tokens. So it does not exist in
 * production, answers whoever comes by loopback unless it was opened to everybody, and other pages that are open in the
 * same browser cannot read it.
 */
export function mountDevMail(server: FastifyInstance, deps: Deps, access: DeveloperAccess): void {
  if (access === 'nobody') return;
  const isOwnName = ownNames(deps.publicUrl);
  const answer = (request: FastifyRequest, reply: FastifyReply) => {
    requireAccess(request, access);
    // Whoever points a name of their own at this machine is another page too.
    if (!isOwnName(request.headers.host)) throw nothingHere();
    return keepFromOtherOrigins(reply).headers({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  };
  const page = (reply: FastifyReply, render: (options: { nonce: string }) => string) => {
    const nonce = randomToken();
    const policy = `${nothingElse}; style-src 'nonce-${nonce}'; img-src data:; frame-src 'self'; frame-ancestors 'none'`;
    return withHtmlHeaders(reply, { policy, isSecret: true }).send(render({ nonce }));
  };
  const find = async ({ params }: FastifyRequest) => {
    const found = await readMail(deps, (params as { id: string }).id);
    if (!found) throw notFound('mail');
    return found;
  };

  server.get('/dev/mail', async (request, reply) => {
    answer(request, reply);
    const mails = await readNewestMails(deps, shown);
    return page(reply, (options) => listPage(mails, options));
  });

  server.get('/dev/mail.json', async (request, reply) => {
    answer(request, reply);
    return reply.send({ data: (await readNewestMails(deps, shownAsJson)).map(toJson) });
  });

  server.get('/dev/mail/:id', async (request, reply) => {
    answer(request, reply);
    const found = await find(request);
    return page(reply, (options) => mailPage(found, options));
  });

  server.get('/dev/mail/:id/html', async (request, reply) => {
    answer(request, reply);
    const policy = `${nothingElse}; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'`;
    return withHtmlHeaders(reply, { policy, isSecret: true }).send(framedHtml(await find(request)));
  });

  server.get('/dev/mail/:id/invite.ics', async (request, reply) => {
    answer(request, reply);
    const { mail } = await find(request);
    if (!mail.invite) throw notFound('mail');
    return reply
      .type(`text/calendar; charset=utf-8; method=${mail.invite.method}`)
      .header('content-disposition', 'attachment; filename="invite.ics"')
      .send(mail.invite.content);
  });
}

/** Of a parsed URL: IPv4, which it writes with dots, or IPv6, in brackets. */
const address = /^[\d.]+$|^\[/;

/** Whether a Host header names this server by its address, by `localhost` or by the name it is reached at. */
function ownNames(publicUrl: string): (host: string | undefined) => boolean {
  const own = new Set(['localhost', new URL(publicUrl).hostname]);
  return (host = '') => {
    if (!URL.canParse(`http://${host}`)) return false;
    const { hostname } = new URL(`http://${host}`);
    return own.has(hostname) || address.test(hostname);
  };
}
