import type { Feature } from '../feature.ts';
import { forgetInvitations } from './forget-invitations.ts';
import { mountInvitations } from './routes.ts';

export const invitations: Feature = {
  name: 'invitations',
  tables: ['invitations'],
  mount: mountInvitations,
  forget: forgetInvitations,
};
