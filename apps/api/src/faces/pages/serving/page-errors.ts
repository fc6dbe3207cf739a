import { type ErrorCode, errorCatalogue } from '@astrocal/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tokenOf } from '../../../http/authenticators/token.ts';
import { toApiError } from '../../../http/errors.ts';
import type { FailureGuard } from '../../../http/failure-guard.ts';
import type { TellOnPage } from '../../../http/unknown-paths.ts';
import { rootFrom } from '../../../wording/addresses.ts';
import type { Site } from '../templates/layout.ts';
import { messagePage } from '../templates/message-page.ts';
import { queryOf } from './forms.ts';
import { withPageHeaders } from './page-headers.ts';

interface Words {
  readonly heading: string;
  readonly text: string;
}

/** One page for every way in which a link can be wrong: it does not tell which one it was. */
const wrongLink: Words = {
  heading: 'This link does not work',
  text: 'This link is incomplete or out of date. Open your latest email from us and press View booking there.',
};

const words: Partial<Record<ErrorCode, Words>> = {
  unauthorized: wrongLink,
  not_found: {
    heading: 'There’s nothing at this address',
    text: 'It may be mistyped, or what was here is no longer offered.',
  },
  forbidden: {
    heading: 'Nothing was changed',
    text: 'The form was sent by another site. Open the link in your mail, and use the form on its page.',
  },
  unavailable: {
    heading: 'Not available right now',
    text: 'Nothing was changed. Try again in a moment.',
  },
  internal_error: {
    heading: 'Something broke on our side',
    text: 'It’s in our log. Try again in a moment.',
  },
};

/** Above the sentence of the refusal itself. */
const headingOf = (code: ErrorCode): string =>
  code === 'rate_limit_exceeded' ? 'Too many tries' : 'That did not work';

/**
 * What was thrown on a page is told on a page, with the status that the API answers. Tokens are guessed here no more
 * often than there.
 */
export function usePageErrors(server: FastifyInstance, site: Site, guard: FailureGuard): void {
  const tell = tellOnPage(site);
  server.addHook('onRequest', async (request) => {
    if (tokenOf(request) !== undefined) guard.admit(request);
  });
  server.setErrorHandler(async (thrown, request, reply) => {
    const error = toApiError(thrown, request);
    const isFailure = error.code === 'unauthorized' && tokenOf(request) !== undefined;
    return tell(isFailure ? await guard.failed(request, error) : error, request, reply);
  });
}

/** Answers with a page that says what was refused. */
export const tellOnPage =
  (site: Site): TellOnPage =>
  (error, request, reply) => {
    request.refusal = error;
    const { code, message, exceeded } = error;
    const { heading, text } = words[code] ?? { heading: headingOf(code), text: message };
    if (code === 'unauthorized') reply.header('www-authenticate', 'Bearer realm="astrocal"');
    if (code === 'unavailable') reply.header('retry-after', '2');
    if (exceeded) reply.header('retry-after', String(exceeded.retry_after));
    return withPageHeaders(reply, { frames: "'none'", isSecret: true })
      .code(errorCatalogue[code].status)
      .send(messagePage(site, { root: rootFrom(pathOf(request)), heading, text, ...wayBack(request, code) }));
  };

/** After a form that could not be done: the page that it belongs to, unless its very link is wrong. */
function wayBack(request: FastifyRequest, code: ErrorCode) {
  const token = queryOf(request, 'token');
  if (request.method !== 'POST' || code === 'unauthorized' || token === undefined) return {};
  return { again: { href: `?token=${encodeURIComponent(token)}`, label: 'See how it stands' } };
}

/** The path of the request as the browser resolves addresses against it. */
export const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '/';
