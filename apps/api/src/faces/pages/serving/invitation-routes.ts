import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../../deps.ts';
import { mailboxOf } from '../../../lib/mailbox.ts';
import { rootFrom } from '../../../wording/addresses.ts';
import { type InvitationView, invitationPage } from '../templates/invitation-page.ts';
import type { Site } from '../templates/layout.ts';
import { messagePage } from '../templates/message-page.ts';
import { createAskAccount, refusalOf } from './ask-account.ts';
import { page, seeOther } from './booking-routes.ts';
import { markVisited, refuseForeignForm } from './foreign-forms.ts';
import { fieldOf, queryOf } from './forms.ts';
import { pathOf } from './page-errors.ts';

interface FoundForReader {
  readonly organization_name: string;
  readonly email: string;
  readonly role: string;
  readonly name: string | null;
  readonly has_account: boolean;
}

/** Serves the page on which somebody joins an organization, without script. */
export function mountInvitationPage(server: FastifyInstance, deps: Deps, site: Site): void {
  const ask = createAskAccount(server);
  const tokenOf = (request: FastifyRequest) => queryOf(request, 'token') ?? '';

  /** Shows the invitation, with what was refused of the form before. */
  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { refusal, name }: { refusal?: string; name?: string | undefined } = {},
  ) {
    const root = rootFrom(pathOf(request));
    const token = tokenOf(request);
    const found = await ask(request, { url: '/v1/invitations/lookup', body: { token } });
    if (found.statusCode !== 200) {
      const told = { heading: 'This invitation does not work', text: refusalOf(found) };
      return page(reply)
        .code(found.statusCode)
        .send(messagePage(site, { root, ...told }));
    }
    const invitation = found.json<FoundForReader>();
    const signedInAs = await whoIsSignedIn(request);
    const view = viewOf(invitation, signedInAs);
    const values = { name: name ?? invitation.name ?? '' };
    return markVisited(request, page(reply)).send(
      invitationPage(site, { root, refusal, values }, { view, token, signedInAs, ...invitation }),
    );
  }

  async function whoIsSignedIn(request: FastifyRequest): Promise<string | null> {
    if (request.headers.cookie === undefined) return null;
    const answer = await ask(request, { method: 'GET', url: '/v1/auth/session' });
    return answer.statusCode === 200 ? answer.json<{ user: { email: string } }>().user.email : null;
  }

  server.get('/account/invitation', (request, reply) => show(request, reply));

  server.post('/account/invitation', async (request, reply) => {
    refuseForeignForm(request, deps.publicUrl);
    const [name, password] = [fieldOf(request, 'name'), fieldOf(request, 'password')];
    const body = { token: tokenOf(request), ...(name && { name }), ...(password && { password }) };
    const answer = await ask(request, { url: '/v1/invitations/accept', body });
    if (answer.statusCode !== 200)
      return show(request, reply.code(answer.statusCode), { refusal: refusalOf(answer), name });
    const cookie = answer.headers['set-cookie'];
    return seeOther(
      cookie === undefined ? reply : reply.header('set-cookie', cookie),
      `${rootFrom(pathOf(request))}account`,
    );
  });
}

/** What its reader can do: join as who they are, sign in first, sign out first, or have an account made. */
function viewOf({ email, has_account }: FoundForReader, signedInAs: string | null): InvitationView {
  if (signedInAs !== null) return mailboxOf(signedInAs) === mailboxOf(email) ? 'join' : 'other';
  return has_account ? 'sign_in' : 'new';
}
