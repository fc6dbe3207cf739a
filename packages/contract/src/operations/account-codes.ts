import { operation } from '../operation.ts';
import { RecoveryCodes, TotpBegun, TotpConfirm } from '../resources/account.ts';

/** Of the account of whoever is signed in. */
const own = { tag: 'Accounts', access: 'session', permission: 'account.own' } as const;

export const beginTotp = operation({
  ...own,
  method: 'POST',
  path: '/v1/auth/totp',
  operationId: 'beginTotp',
  sdk: 'auth.beginTotp',
  summary: 'Begin to sign in with codes',
  description:
    'A secret for an app that makes codes (RFC 6238). Nothing changes before `POST /v1/auth/totp/confirm`; begun anew, the secret before is none.',
  answers: {
    200: {
      description: 'The secret. It is shown this once.',
      body: TotpBegun,
      example: {
        otpauth_url: 'otpauth://totp/Astrocal:sam%40example.com?issuer=Astrocal&secret=JBSWY3DPEHPK3PXP',
        secret: 'JBSWY3DPEHPK3PXP',
      },
    },
  },
  errors: ['reauthentication_required', 'conflict'],
});

export const confirmTotp = operation({
  ...own,
  method: 'POST',
  path: '/v1/auth/totp/confirm',
  operationId: 'confirmTotp',
  sdk: 'auth.confirmTotp',
  summary: 'Sign in with codes from now on',
  description: 'With a code of the app, which shows that it has the secret. Ends every other session.',
  body: TotpConfirm,
  requestExample: { otp: '123456' },
  answers: {
    200: {
      description: 'Switched on.',
      body: RecoveryCodes,
      example: { recovery_codes: ['k3ma-7tqd-w2xz-5nbh', 'p6rc-e4vs-jy2g-aq7t'] },
    },
  },
  errors: ['reauthentication_required', 'conflict', 'rate_limit_exceeded'],
});

export const endTotp = operation({
  ...own,
  method: 'DELETE',
  path: '/v1/auth/totp',
  operationId: 'endTotp',
  sdk: 'auth.endTotp',
  summary: 'Sign in without codes',
  description: 'The secret and the recovery codes are none from then on.',
  answers: { 204: { description: 'Switched off.' } },
  errors: ['reauthentication_required'],
});
