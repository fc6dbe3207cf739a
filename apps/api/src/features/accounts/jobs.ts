import { Type } from 'typebox';
import { declareJob } from '../../jobs/definition.ts';

/** Has a link sent to the account of an address, where there is one. */
export const sendLinkJob = declareJob({
  name: 'accounts.send-link',
  data: Type.Object({
    email: Type.String(),
    kind: Type.Union([Type.Literal('password'), Type.Literal('sign_in')]),
  }),
  retryLimit: 20,
  retryDelayMaxSeconds: 300,
});

/** Has a link sent to the address that an account is to have, and the address that it has told. */
export const sendEmailLinkJob = declareJob({
  name: 'accounts.send-email-link',
  data: Type.Object({ user_id: Type.String(), email: Type.String() }),
  retryLimit: 20,
  retryDelayMaxSeconds: 300,
});
