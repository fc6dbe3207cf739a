import { Type } from 'typebox';
import { declareJob } from '../../jobs/definition.ts';

/** Has a link sent to the account of an address, where there is one. */
export const sendLinkJob = declareJob({
  name: 'accounts.send-link',
  data: Type.Object({
    email: Type.String(),
    kind: Type.Union([Type.Literal('password'), Type.Literal('sign_in')]),
  }),
  formerNames: {},
  retryLimit: 20,
  retryDelayMaxSeconds: 300,
});
