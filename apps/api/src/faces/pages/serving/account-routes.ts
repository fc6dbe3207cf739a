import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Response } from 'light-my-request';
import type { Deps } from '../../../deps.ts';
import { refuseOtherSites } from '../../../http/origins.ts';
import { emailPath, invitationPath, rootFrom } from '../../../wording/addresses.ts';
import {
  accountPage,
  askForLinkPage,
  confirmEmailPage,
  type FormPage,
  newPasswordPage,
  setupPage,
  signInPage,
  useLinkPage,
} from '../templates/account-pages.ts';
import type { Site } from '../templates/layout.ts';
import { messagePage } from '../templates/message-page.ts';
import { type AccountQuestion, createAskAccount, refusalOf } from './ask-account.ts';
import { page, seeOther } from './booking-routes.ts';
import { markVisited, refuseForeignForm } from './foreign-forms.ts';
import { fieldOf, queryOf } from './forms.ts';
import { pathOf } from './page-errors.ts';

/** What a form of an account does: it asks the API for this, as a page with script would. */
interface AccountForm {
  readonly path: string;
  render(site: Site, page: FormPage, request: FastifyRequest): string;
  ask(request: FastifyRequest): AccountQuestion;
  /** Fields that are shown again after a refusal. */
  readonly keeps: readonly string[];
  /** Where the visitor, who is signed in then, goes on, from the root of the server; to the account unless told. */
  leadsTo?(request: FastifyRequest): string | undefined;
  /** Where whoever is not signed in goes first, from the root of the server; for forms of those who are. */
  signInFirst?(request: FastifyRequest): string;
  /** What is said when it is done; else the visitor is signed in now. */
  readonly says?: { readonly heading: string; readonly text: string };
}

const field = (request: FastifyRequest, name: string): string => fieldOf(request, name) ?? '';
/** The code that the form holds, where it asks for one. */
const code = (request: FastifyRequest): { otp?: string } => {
  const otp = fieldOf(request, 'otp');
  return otp ? { otp } : {};
};
const token = (request: FastifyRequest): string => queryOf(request, 'token') ?? '';

const sent = {
  heading: 'Look into your mail',
  text: 'If there is an account with this address, a link is on its way. It works once, and not for long.',
};

/** The page that asked its visitor to sign in first. */
function cameFrom(request: FastifyRequest): string | undefined {
  const [invitation, confirmed] = [queryOf(request, 'invitation'), queryOf(request, 'email')];
  if (invitation !== undefined) return invitationPath(invitation);
  return confirmed === undefined ? undefined : emailPath(confirmed);
}

const forms: readonly AccountForm[] = [
  {
    path: '/account/sign-in',
    render: signInPage,
    ask: (request) => ({
      url: '/v1/auth/sign-in',
      body: { email: field(request, 'email'), password: field(request, 'password'), ...code(request) },
    }),
    keeps: ['email'],
    leadsTo: cameFrom,
  },
  {
    path: '/account/setup',
    render: setupPage,
    ask: (request) => ({
      url: '/v1/auth/setup',
      body: {
        token: token(request),
        name: field(request, 'name'),
        email: field(request, 'email'),
        password: field(request, 'password'),
      },
    }),
    keeps: ['name', 'email'],
  },
  {
    path: '/account/reset',
    render: (site, form, request) =>
      token(request) === '' ? askForLinkPage(site, form, 'password') : newPasswordPage(site, form),
    ask: (request) =>
      token(request) === ''
        ? { url: '/v1/auth/password-reset', body: { email: field(request, 'email') } }
        : {
            url: '/v1/auth/password-reset/complete',
            body: { token: token(request), new_password: field(request, 'password'), ...code(request) },
          },
    keeps: ['email'],
    says: sent,
  },
  {
    path: '/account/link',
    render: (site, form, request) =>
      token(request) === '' ? askForLinkPage(site, form, 'sign_in') : useLinkPage(site, form),
    ask: (request) =>
      token(request) === ''
        ? { url: '/v1/auth/magic-link', body: { email: field(request, 'email') } }
        : { url: '/v1/auth/verify', body: { token: token(request), ...code(request) } },
    keeps: ['email'],
    says: sent,
  },
  {
    path: '/account/email',
    render: confirmEmailPage,
    ask: (request) => ({ url: '/v1/auth/email', body: { token: token(request) } }),
    keeps: [],
    signInFirst: (request) => `account/sign-in?email=${encodeURIComponent(token(request))}`,
  },
];

/** Serves the pages on which people sign in, without script: each form asks the API as its visitor would. */
export function mountAccountPages(server: FastifyInstance, deps: Deps, site: Site): void {
  const rootOf = (request: FastifyRequest) => rootFrom(pathOf(request));
  const ask = createAskAccount(server);

  const submit = async (form: AccountForm, request: FastifyRequest, reply: FastifyReply) => {
    refuseForeignForm(request, deps.publicUrl);
    const answer = await ask(request, form.ask(request));
    const root = rootOf(request);
    if (answer.statusCode === 401 && form.signInFirst)
      return seeOther(reply, `${root}${form.signInFirst(request)}`);
    const needsCode = asksForCode(answer);
    if (answer.statusCode >= 400 || needsCode) {
      const values = Object.fromEntries(form.keeps.map((name) => [name, field(request, name)]));
      const refusal = needsCode ? 'Enter a code of your app as well.' : refusalOf(answer);
      const shown = { root, refusal, values, needsCode: needsCode || fieldOf(request, 'otp') !== undefined };
      const { 'retry-after': retryAfter } = answer.headers;
      return page(retryAfter === undefined ? reply : reply.header('retry-after', retryAfter))
        .code(answer.statusCode)
        .send(form.render(site, shown, request));
    }
    const cookie = answer.headers['set-cookie'];
    if (cookie === undefined && form.says) return page(reply).send(messagePage(site, { root, ...form.says }));
    return seeOther(reply.header('set-cookie', cookie), `${root}${form.leadsTo?.(request) ?? 'account'}`);
  };

  for (const form of forms) {
    server.get(form.path, async (request, reply) =>
      markVisited(request, page(reply)).send(form.render(site, { root: rootOf(request) }, request)),
    );
    server.post(form.path, (request, reply) => submit(form, request, reply));
  }

  server.get('/account', async (request, reply) => {
    const answer = await ask(request, { method: 'GET', url: '/v1/auth/session' });
    const root = rootOf(request);
    if (answer.statusCode !== 200) return seeOther(reply, `${root}account/sign-in`);
    const { user, organization } = answer.json();
    return page(reply).send(accountPage(site, { root, ...user, organizationName: organization.name }));
  });

  // Signing out is the button's: whoever opens or reloads its address comes to the account.
  server.get('/account/sign-out', async (request, reply) => seeOther(reply, `${rootOf(request)}account`));
  server.post('/account/sign-out', async (request, reply) => {
    refuseOtherSites(request, deps.publicUrl);
    const answer = await ask(request, { url: '/v1/auth/sign-out' });
    const cookie = answer.headers['set-cookie'];
    return seeOther(
      cookie === undefined ? reply : reply.header('set-cookie', cookie),
      `${rootOf(request)}account/sign-in`,
    );
  });
}

const asksForCode = (answer: Response): boolean =>
  answer.statusCode === 200 && answer.json<{ otp_required?: true }>().otp_required === true;
