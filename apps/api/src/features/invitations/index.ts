import type { Feature } from '../feature.ts';
import { mountInvitations } from './routes.ts';
import { keptDays } from './rules.ts';
import { deleteEndedInvitations } from './store.ts';

export const invitations: Feature = {
  name: 'invitations',
  tables: ['invitations'],
  mount: mountInvitations,
  forget: ({ database }) => deleteEndedInvitations(database.db, keptDays),
};
