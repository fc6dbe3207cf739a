import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Response } from 'light-my-request';
import type { Deps } from '../../../deps.ts';
import { refuseOtherSites } from '../../../http/origins.ts';
import { rootFrom } from '../../../wording/addresses.ts';
import type { Site } from '../templates/layout.ts';
import { type TotpView, totpPage } from '../templates/totp-pages.ts';
import { type AccountQuestion, createAskAccount, refusalOf } from './ask-account.ts';
import { page, seeOther } from './booking-routes.ts';
import { fieldOf } from './forms.ts';
import { pathOf } from './page-errors.ts';

const questions: Readonly<Record<string, (request: FastifyRequest) => AccountQuestion>> = {
  begin: () => ({ url: '/v1/auth/totp' }),
  confirm: (request) => ({ url: '/v1/auth/totp/confirm', body: { otp: fieldOf(request, 'otp') ?? '' } }),
  end: () => ({ method: 'DELETE', url: '/v1/auth/totp' }),
};

/** Serves the page on which somebody begins, or ends, to sign in with codes of an app. */
export function mountTotpPage(server: FastifyInstance, deps: Deps, site: Site): void {
  const ask = createAskAccount(server);
  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    { view, refusal }: { view: TotpView; refusal?: string },
  ) => page(reply).send(totpPage(site, { root: rootFrom(pathOf(request)), refusal }, view));

  server.get('/account/totp', async (request, reply) => {
    const answer = await ask(request, { method: 'GET', url: '/v1/auth/session' });
    if (answer.statusCode !== 200) return seeOther(reply, `${rootFrom(pathOf(request))}account/sign-in`);
    const step = answer.json<{ user: { totp: boolean } }>().user.totp ? 'end' : 'begin';
    return show(request, reply, { view: { step, needsProof: false } });
  });

  server.post('/account/totp', async (request, reply) => {
    refuseOtherSites(request, deps.publicUrl);
    const step = fieldOf(request, 'step') ?? '';
    const question = questions[step];
    if (!question) return seeOther(reply, `${rootFrom(pathOf(request))}account/totp`);
    const proof = proofIn(request, step);
    const proven = proof && (await ask(request, { url: '/v1/auth/reauthenticate', body: proof }));
    if (proven && proven.statusCode !== 204)
      return show(request, reply.code(proven.statusCode), {
        view: again(step),
        refusal: refusalOf(proven),
      });
    const cookie = proven?.headers['set-cookie'];
    if (cookie !== undefined) reply.header('set-cookie', cookie);
    const answer = await ask(request, { ...question(request), ...(cookie && { cookie: String(cookie) }) });
    if (answer.statusCode < 300) return show(request, reply, { view: next(step, answer) });
    return show(request, reply.code(answer.statusCode), { view: again(step), refusal: refusalOf(answer) });
  });
}

/** What the form says by which its sender proves who they are; null where it asks for nothing. */
function proofIn(request: FastifyRequest, step: string): { password: string } | { otp: string } | null {
  const [password, otp] = [fieldOf(request, 'password'), fieldOf(request, 'otp')];
  if (password) return { password };
  return otp && step === 'end' ? { otp } : null;
}

/** The same step once more, with what was missing or wrong. */
const again = (step: string): TotpView =>
  step === 'confirm' ? { step, begun: null } : { step: step === 'end' ? 'end' : 'begin', needsProof: true };

function next(step: string, answer: Response): TotpView {
  if (step === 'begin') return { step: 'confirm', begun: answer.json() };
  if (step === 'end') return { step: 'begin', needsProof: false };
  return { step: 'done', recoveryCodes: answer.json<{ recovery_codes: string[] }>().recovery_codes };
}
