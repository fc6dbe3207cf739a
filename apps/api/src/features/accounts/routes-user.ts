import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { requireProof } from '../../lib/proof.ts';
import { requiredLine } from '../../lib/text.ts';
import type { Edge } from '../feature.ts';
import { confirmEmail, wishEmail } from './change-email.ts';
import { presentUser } from './present.ts';
import { changeUser } from './store-users.ts';

/** Serves the account itself. */
export function mountUser(mount: Mount, deps: Deps, { sessions, tries }: Edge): void {
  mount(operations.updateUser, async ({ principal, body, transact }) => {
    const { name, email, ...rest } = body;
    const { userId } = principal.session;
    const change = { ...rest, ...(name !== undefined && { name: requiredLine('body.name', name) }) };
    if (email !== undefined) requireProof(principal, deps.clock.now());
    const wish = email === undefined ? null : await wishEmail({ deps, tries }, { userId, email });
    return transact(async (tx) => {
      await wish?.(tx);
      return { status: 200, body: presentUser(await changeUser(tx, userId, change)) };
    });
  });

  mount(operations.confirmEmail, ({ principal: { session }, body: { token }, transact }) =>
    sessions.forgetAfter(
      transact(async (tx) => {
        const { user, cookie } = await confirmEmail(deps, tx, { token, session });
        return { status: 200, body: presentUser(user), cookie };
      }),
    ),
  );
}
