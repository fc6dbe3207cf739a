import type { Feature } from '../feature.ts';
import { mountMembers } from './routes.ts';

export { addOwner } from './add-owner.ts';
export { findMembership, findOwner, linkAccount, type Membership, nameOfMember } from './store.ts';

export const members: Feature = {
  name: 'members',
  tables: ['members'],
  mount: mountMembers,
};
