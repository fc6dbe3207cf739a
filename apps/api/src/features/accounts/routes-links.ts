import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { requiredLine } from '../../lib/text.ts';
import type { Edge } from '../feature.ts';
import { codeForLink, enterByLink, resetPassword } from './enter-by-link.ts';
import { requireLink } from './links.ts';
import { requireGoodPassword } from './passwords.ts';
import { otpRequired, presentSignedIn } from './present.ts';
import { wishLink } from './send-link.ts';
import { setUp } from './set-up.ts';
import type { SignInEntry } from './sign-in.ts';

const entered = ({ user, memberships, session }: SignInEntry) =>
  ({ status: 200, body: presentSignedIn(user, memberships), cookie: session }) as const;

/** Serves what people do who come with a link, or want one. */
export function mountLinks(mount: Mount, deps: Deps, { sessions, tries, passwords }: Edge): void {
  mount(operations.setUpOwner, async ({ body, visit, transact }) => {
    const { token, email } = body;
    const name = requiredLine('body.name', body.name);
    requireGoodPassword('body.password', body.password);
    await requireLink(deps, deps.database.db, { token, kind: 'setup' });
    const account = { name, email, passwordHash: await passwords.hash(body.password) };
    return transact(async (tx) => entered(await setUp(deps, tx, { token, account, visit })));
  });

  mount(operations.sendPasswordLink, async ({ body: { email }, visit: { address }, transact }) => {
    const wish = await wishLink({ deps, tries }, { email, kind: 'password', address });
    return transact(async (tx) => {
      await wish(tx);
      return { status: 202 };
    });
  });

  mount(operations.sendSignInLink, async ({ body: { email }, visit: { address }, transact }) => {
    const wish = await wishLink({ deps, tries }, { email, kind: 'sign_in', address });
    return transact(async (tx) => {
      await wish(tx);
      return { status: 202 };
    });
  });

  mount(operations.signInByLink, async ({ body: { token, otp }, visit, transact }) => {
    const code = await codeForLink({ deps, tries }, { token, kind: 'sign_in', otp });
    if (!code) return { status: 200, body: otpRequired };
    const answer = await sessions.forgetAfter(
      transact(async (tx) => entered(await enterByLink(deps, tx, { token, visit, code }))),
    );
    await code.forgive();
    return answer;
  });

  mount(operations.resetPassword, async ({ body, visit, transact }) => {
    const { token, otp } = body;
    requireGoodPassword('body.new_password', body.new_password);
    const code = await codeForLink({ deps, tries }, { token, kind: 'password', otp });
    if (!code) return { status: 200, body: otpRequired };
    const passwordHash = await passwords.hash(body.new_password);
    const answer = await sessions.forgetAfter(
      transact(async (tx) => entered(await resetPassword(deps, tx, { token, passwordHash, visit, code }))),
    );
    await code.forgive();
    return answer;
  });
}
