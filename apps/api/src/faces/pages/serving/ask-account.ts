import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Response } from 'light-my-request';
import { askOwnServer } from '../../../http/ask-own-server.ts';

/** What a page of an account asks of the API. */
export interface AccountQuestion {
  readonly url: string;
  /** POST unless told. */
  readonly method?: 'GET' | 'DELETE';
  readonly body?: object;
  /** The `Set-Cookie` of an answer before, which holds in place of what the visitor brought. */
  readonly cookie?: string;
}

/** Asks the API as the visitor's browser would. */
export type AskAccount = (request: FastifyRequest, question: AccountQuestion) => Promise<Response>;

export const createAskAccount =
  (server: FastifyInstance): AskAccount =>
  (request, { url, method = 'POST', body, cookie }) =>
    askOwnServer(server, {
      method,
      url,
      remoteAddress: request.address ?? '',
      headers: { ...passedOn(request), ...(cookie !== undefined && { cookie: cookie.split(';', 1)[0] }) },
      ...(body && { payload: body }),
    });

/** The page stands for its visitor: it brings their cookie along, in a mode that nothing here depends on. */
const passedOn = ({ headers }: FastifyRequest): Record<string, string> => ({
  'astrocal-mode': 'live',
  ...(headers.cookie !== undefined && { cookie: headers.cookie }),
  ...(headers['user-agent'] !== undefined && { 'user-agent': headers['user-agent'] }),
});

/** What the API refused, without the place of the body that it is about. */
export function refusalOf(answer: Response): string {
  if (answer.statusCode >= 500) return 'This is not available right now. Try again in a moment.';
  const { error } = answer.json<{ error: { message: string } }>();
  return error.message.replace(/^body\.(?:new_)?(\w+):/, '$1:');
}
