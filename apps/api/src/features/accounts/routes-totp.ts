import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { requireProof } from '../../lib/proof.ts';
import type { Edge } from '../feature.ts';
import { countTry } from './second-factor.ts';
import { updateUser } from './store-users.ts';
import { beginTotp, confirmTotp } from './switch-totp.ts';
import { withoutCodes } from './totp.ts';

/** Serves the codes with which an account signs in beside its password. */
export function mountTotp(mount: Mount, deps: Deps, { sessions, tries }: Edge): void {
  mount(operations.beginTotp, async ({ principal, transact }) => {
    requireProof(principal, deps.clock.now());
    return transact(async (tx) => {
      const { secret, url } = await beginTotp(deps, tx, principal.session.userId);
      return { status: 200, body: { otpauth_url: url, secret } };
    });
  });

  mount(operations.confirmTotp, async ({ principal, body: { otp }, transact }) => {
    requireProof(principal, deps.clock.now());
    const { session } = principal;
    const tried = await countTry({ deps, tries }, session.userId);
    const answer = await sessions.forgetAfter(
      transact(async (tx) => {
        const codes = await confirmTotp(deps, tx, { session, otp });
        return { status: 200, body: { recovery_codes: [...codes] } };
      }),
    );
    await tried.forgive();
    return answer;
  });

  mount(operations.endTotp, async ({ principal, transact }) => {
    requireProof(principal, deps.clock.now());
    return transact(async (tx) => {
      await updateUser(tx, principal.session.userId, withoutCodes);
      return { status: 204 };
    });
  });
}
