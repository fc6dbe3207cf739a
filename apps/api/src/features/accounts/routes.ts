import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { notSignedIn } from '../../lib/api-error.ts';
import { requireProof } from '../../lib/proof.ts';
import type { Edge } from '../feature.ts';
import { findMembership } from '../members/index.ts';
import { changePassword } from './change-password.ts';
import { renewSession } from './open-session.ts';
import { requireGoodPassword } from './passwords.ts';
import { otpRequired, presentCurrent, presentSignedIn } from './present.ts';
import {
  keepProven,
  proveAgain,
  proveByPassword,
  provePassword,
  wrongPassword,
  wrongSignIn,
} from './prove.ts';
import { countCode } from './second-factor.ts';
import { enter } from './sign-in.ts';
import { findUser } from './store-users.ts';

/** Serves signing in and out, and what proves who somebody is. */
export function mountSignIn(mount: Mount, deps: Deps, { sessions, tries, passwords }: Edge): void {
  const proving = { deps, passwords, tries };

  mount(operations.getSignInMethods, async () => ({
    status: 200,
    body: { password: true, magic_link: deps.mail.sender !== null },
  }));

  mount(operations.signIn, async ({ body, visit, transact }) => {
    const proven = await provePassword(proving, { ...body, address: visit.address });
    const code = await countCode(proving, proven, body.otp);
    if (!code) return { status: 200, body: otpRequired };
    const answer = await transact(async (tx) => {
      const user = await keepProven(tx, proven);
      if (user) await code.use(tx);
      const entry = user && (await enter(deps, tx, { user, visit }));
      if (!entry) throw wrongSignIn();
      return { status: 200, body: presentSignedIn(entry.user, entry.memberships), cookie: entry.session };
    });
    await code.forgive();
    return answer;
  });

  mount(operations.getSession, async ({ principal }) => {
    const { organizationId, session } = principal;
    const user = await findUser(deps.database.db, session.userId);
    const membership = await findMembership(deps.database.db, { organizationId, userId: session.userId });
    if (!user || !membership) throw notSignedIn();
    return { status: 200, body: presentCurrent(principal, user, membership) };
  });

  mount(operations.reauthenticate, async ({ principal: { session }, body, transact }) => {
    const proof = await proveAgain(proving, session.userId, body);
    const answer = await sessions.forgetAfter(
      transact(async (tx) => {
        await proof.use(tx);
        return { status: 204, cookie: await renewSession(deps, tx, session) };
      }),
    );
    await proof.forgive();
    return answer;
  });

  mount(operations.changePassword, async ({ principal, body, transact }) => {
    const { session } = principal;
    requireGoodPassword('body.new_password', body.new_password);
    const proven = await proveByPassword(proving, {
      userId: session.userId,
      password: body.current_password,
    });
    // The session is proven by this: the password alone must not stand for a code.
    if (proven.totp_on_at !== null) requireProof(principal, deps.clock.now());
    const passwordHash = await passwords.hash(body.new_password);
    return sessions.forgetAfter(
      transact(async (tx) => {
        if (!(await keepProven(tx, proven))) throw wrongPassword();
        return { status: 204, cookie: await changePassword(deps, tx, { session, passwordHash }) };
      }),
    );
  });
}
